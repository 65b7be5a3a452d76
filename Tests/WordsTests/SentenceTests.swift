/// Sentences by key: placeholders, plurals, and files that are not ours.
import Synchronization
import Testing
import Words

struct SentenceTests {
    private static let yaml = #"""
        # A comment.
        step:
          place: "Krok {number} z {all}"
          twice: "{a} i {a}, {b}"
          braces: "{{{0}}} i {nic}"
          left:
            one: "1 minuta"
            few: "{count} minuty"
            many: "{count} minut, {who}"

        other:
          line: "a\nb: „{x}”"
        """#

    private static func words(_ yaml: String = yaml, _ language: String = "pl") throws(WordsError)
        -> Words
    {
        try Words(language: language, yaml: Array(yaml.utf8))
    }

    @Test func `placeholders are filled wherever they stand`() throws {
        let words = try SentenceTests.words()
        #expect(words("step.place", ["number": "2", "all": "7"]) == "Krok 2 z 7")
        #expect(words("step.twice", ["b": "y", "a": "x"]) == "x i x, y")
        #expect(words("step.braces", ["0": "id"]) == "{{id}} i {nic}")
        #expect(words("other.line", ["x": "ż"]) == "a\nb: „ż”")
        #expect(words("step.place", ["unknown": "2"]) == "Krok {number} z {all}")
    }

    /// A path or a file's text may look like a placeholder; it is no place to fill.
    @Test func `what is filled in is not filled again`() throws {
        let words = try SentenceTests.words()
        #expect(words("step.place", ["number": "{all}", "all": "7"]) == "Krok {all} z 7")
        #expect(words("step.twice", ["a": "{a}", "b": "{b}"]) == "{a} i {a}, {b}")
    }

    @Test func `the number decides the form`() throws {
        let words = try SentenceTests.words()
        #expect(words("step.left", count: 1) == "1 minuta")
        #expect(words("step.left", count: 23) == "23 minuty")
        #expect(words("step.left", count: 5, ["who": "x"]) == "5 minut, x")
        #expect(words("step.left", ["who": "x"]) == "{count} minut, x")
    }

    @Test func `a form that a language lacks is replaced by other, then by the key`() throws {
        let yaml = """
            a:
              one-form:
                other: "{count} things"
              none:
                one: "one"
            """
        let words = try SentenceTests.words(yaml)
        #expect(words("a.one-form", count: 1) == "1 things")
        #expect(words("a.none", count: 5) == "a.none")
    }

    @Test(arguments: ["step.missing", "nothing.place", "step", "", ".", "step."])
    func `an unknown key is its own sentence`(key: String) throws {
        let words = try SentenceTests.words()
        #expect(words(key) == key)
        #expect(!words.has(key))
    }

    @Test func `every key is listed with its forms`() throws {
        let words = try SentenceTests.words()
        let keys = try words.keys()
        #expect(
            keys == [
                "step.place": [], "step.twice": [], "step.braces": [],
                "step.left": ["few", "many", "one"], "other.line": [],
            ])
        #expect(words.has("step.left") && words.has("other.line"))
        #expect(words.language == "pl")
    }

    @Test func `a file that is known to be sound is read with the first sentence, and once`() {
        let reads = Mutex(0)
        let words = Words(language: "pl") {
            reads.withLock { $0 += 1 }
            return Array(SentenceTests.yaml.utf8)
        }
        let copy = words
        #expect(words.language == "pl" && reads.withLock { $0 } == 0)
        #expect(words("step.place", ["number": "2", "all": "7"]) == "Krok 2 z 7")
        #expect(copy.has("step.twice") && !copy.has("nothing.place"))
        #expect(reads.withLock { $0 } == 1)
    }

    @Test(arguments: ["", "# only a comment\n", "  key: \"before any section\"\n"])
    func `a file without sections is refused`(yaml: String) {
        #expect(throws: WordsError.unreadable(language: "pl")) {
            _ = try SentenceTests.words(yaml)
        }
    }

    @Test func `a file that is not UTF-8 is refused`() {
        #expect(throws: WordsError.unreadable(language: "en")) {
            _ = try Words(language: "en", yaml: [0x61, 0x3A, 0x0A, 0xFF])
        }
    }

    @Test(arguments: [
        ("a:\n  b: [1, 2]\n", "a.b"),
        ("a:\n  b:\n    one: [x]\n", "a.b"),
        ("a:\n  b:\n    one:\n      x: \"y\"\n", "a.b"),
        ("a:\n  b: \"unclosed\n", "a"),
        ("a:\n  - b\n", "a"),
    ])
    func `another shape is refused with its key`(yaml: String, key: String) throws {
        let words = try SentenceTests.words(yaml)
        #expect(throws: WordsError.wrongShape(key: key)) { _ = try words.keys() }
    }
}
