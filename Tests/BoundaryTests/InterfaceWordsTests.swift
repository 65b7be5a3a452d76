/// Krok's own words: every key that the sources name is there, in both languages, and no other.
import Carried
import Curl
import Guides
import Probes
import Testing
import Vaults
import Words
import Workspace
import YetiForce

struct InterfaceWordsTests {
    private static let commands = [
        "next", "tick", "all", "untick", "values", "back", "go", "skip", "open", "import",
        "check", "trouble", "status", "show", "language", "unlock", "lock", "help", "quit", "find",
        "labels",
    ]

    /// Beginnings that the sources complete while they run, each with every ending there is.
    private static let completed: [String: [String]] = [
        "commands.": commands,
        "help.": commands,
        "vault.where-": ["option", "environment", "nearby", "usual"],
        "vault.weak-": Passphrase.Weakness.allCases.map(\.rawValue),
        "page.": [
            "title", "warning", "key", "code", "groups", "vault", "slot", "fingerprint", "date",
            "use", "use-krok", "use-rekey", "use-age",
        ],
        "fill.": FillWord.allCases.map(\.rawValue),
        "web.status-": ["400", "403", "404", "405", "413", "415", "421", "429", "503", "other"],
        "web.format-": ExportFormat.allCases.filter { $0 != .fill }.map(\.rawValue),
        "receive.change-": ["new", "same", "replaced"],
        "history.": HistoryEntry.Event.allCases.map(\.rawValue),
        "doctor.": Finding.Code.allCases.map(\.rawValue),
        // A remedy may follow any finding that is not fine.
        "remedy.": [],
        "problem.": ProblemCode.allCases.map {
            $0.rawValue.split(separator: "-").dropFirst().joined(separator: "-")
        },
        "condition.": ConditionError.Reason.allCases.map(\.rawValue),
        "pattern.": PatternError.Reason.allCases.map(\.rawValue),
        "checking.": CheckName.allCases.map(\.rawValue),
        "checked.": CheckReason.allCases.map(\.rawValue),
        "network.": NetworkFault.allCases.map(\.rawValue),
        "sends.": CheckQuestion.Sent.allCases.map(\.rawValue),
        "overview.state-": ["todo", "done", "skipped", "excluded", "undecided"],
        "overview.value-": ["missing", "locked", "usual", "unusual", "refused", "conflict"],
        "overview.verdict-": CheckResult.Verdict.allCases.map(\.rawValue),
        "overview.level-": Finding.Level.allCases.map(\.rawValue),
        "overview.vault-": ["none", "open", "locked", "refused"],
        "thing.": [
            "locale", "field", "input", "option", "step", "task", "check", "symptom",
            "picture",
        ],
        // Completed by what `pair` is given: see `pairs`.
        "error.": pairs,
        "hint.": [],
    ]

    private static let faces = Repository.sources.filter {
        ["Commands", "Phrases", "WebUI"].contains($0.room)
    }

    /// What the page templates name: `{{t.section.key}}`.
    private static let templates: Set<String> = {
        let files = Repository.files(below: "content/web").filter { $0.hasSuffix(".mustache") }
        let text = files.compactMap { try? Repository.text($0) }.joined()
        return Set(text.matches(of: /\{\{t\.([a-z]+\.[a-z0-9-]+)\}\}/).map { String($0.1) })
    }()

    /// What stands in quotation marks in the first argument of each `pair(…)` of Sentences.
    private static let pairs: [String] = {
        let sources = faces.filter { $0.path.contains("/Sentences") }
        let text = sources.flatMap(\.lines).joined(separator: "\n")
        return text.ranges(of: "pair(").flatMap { range -> [String] in
            let argument = text[range.upperBound...].prefix { $0 != "," && $0 != ")" }
            return argument.matches(of: /"([a-z0-9-]+)"/).map { String($0.1) }
        }
    }()

    private static func polish() throws -> InterfaceFile { try InterfaceFile(language: "pl") }
    private static func english() throws -> InterfaceFile { try InterfaceFile(language: "en") }

    /// The literals of the faces that are keys, or beginnings of keys, of a section there is.
    private static func named() throws -> (keys: Set<String>, beginnings: Set<String>) {
        let sections = Set(try english().keys.compactMap { $0.split(separator: ".").first })
        let shaped = faces.flatMap(\.literals).map(\.text).filter { text in
            text.contains(/^[a-z]+\.[a-z0-9-]*$/)
                && sections.contains(text.split(separator: ".")[0])
        }
        let beginnings = shaped.filter { $0.hasSuffix(".") || $0.hasSuffix("-") }
        return (Set(shaped).subtracting(beginnings).union(templates), Set(beginnings))
    }

    @Test(arguments: ["pl", "en"])
    func `a file has the shape that both readers expect`(language: String) throws {
        let file = try InterfaceFile(language: language)
        #expect(file.faults == [])
        let bytes = try Repository.bytes("content/interface/\(language).yml")
        let words = try Words(language: language, yaml: bytes)
        let read: [String: [String]] = try words.keys()
        let expected: [String: [String]] = file.entries.mapValues { forms in
            forms.keys.filter { $0 != "" }.sorted()
        }
        #expect(read == expected)
    }

    @Test func `the table knows every beginning that the sources complete`() throws {
        let beginnings = try InterfaceWordsTests.named().beginnings
        #expect(beginnings.sorted() == InterfaceWordsTests.completed.keys.sorted())
        #expect(InterfaceWordsTests.pairs.count > 60)
    }

    @Test(arguments: ["pl", "en"])
    func `every key that is used is there, and every key is used`(language: String) throws {
        let file = try InterfaceFile(language: language)
        var used = try InterfaceWordsTests.named().keys
        for (beginning, endings) in InterfaceWordsTests.completed {
            used.formUnion(endings.map { beginning + $0 })
        }
        #expect(used.subtracting(file.keys).sorted() == [])
        // A hint may follow any error that `pair` renders.
        let hints = Set(
            InterfaceWordsTests.pairs.map { "hint." + $0 }
                + Finding.Code.allCases.map { "remedy." + $0.rawValue })
        #expect(file.keys.subtracting(used).subtracting(hints).sorted() == [])
    }

    @Test func `both languages have the same keys with the same placeholders`() throws {
        let (polish, english) = try (InterfaceWordsTests.polish(), InterfaceWordsTests.english())
        #expect(polish.keys.symmetricDifference(english.keys).sorted() == [])
        for key in polish.keys.sorted() {
            #expect(polish.placeholders(key) == english.placeholders(key), "\(key)")
        }
    }

    @Test func `a plural has exactly the forms of its language`() throws {
        let (polish, english) = try (InterfaceWordsTests.polish(), InterfaceWordsTests.english())
        var plurals = 0
        for key in polish.keys.sorted() {
            let forms = (polish.entries[key] ?? [:]).keys.sorted()
            let others = (english.entries[key] ?? [:]).keys.sorted()
            if forms == [""] {
                #expect(others == [""], "\(key)")
            } else {
                plurals += 1
                #expect(forms == ["few", "many", "one"], "\(key)")
                #expect(others == ["one", "other"], "\(key)")
            }
        }
        #expect(plurals > 5)
    }

    /// In Polish every `1` form is read for the number 1 alone, so that it may spell it out.
    @Test(arguments: ["pl", "en"])
    func `a form for several numbers says which`(language: String) throws {
        for (key, forms) in try InterfaceFile(language: language).entries {
            for (form, text) in forms where ["few", "many", "other"].contains(form) {
                #expect(text.contains("{count}"), "\(key) \(form)")
            }
        }
    }

    @Test func `the carried words are those of the folder`() throws {
        for language in ["pl", "en"] {
            let path = "interface/\(language).yml"
            #expect(Carried.file(path) == (try Repository.bytes("content/" + path)))
        }
    }
}
