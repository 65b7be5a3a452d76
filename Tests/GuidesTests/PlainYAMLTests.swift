/// What is read of YAML without Yams, Yams reads alike; the rest is left to it.
import Testing

@testable import Guides

struct PlainYAMLTests {
    /// A value with everything in it, places included.
    private static func dump(_ value: YAMLValue) -> String {
        let place = "\(value.place.line):\(value.place.column) "
        switch value.kind {
        case .text(let text, let isQuoted): return place + (isQuoted ? "'" : "") + text
        case .list(let items): return place + "[" + items.map(dump).joined(separator: ", ") + "]"
        case .map(let entries):
            let pairs = entries.map { entry in
                let key = entry.key
                return "\(key.place.line):\(key.place.column) \(key.text)\(key.indent) = "
                    + dump(entry.value)
            }
            return place + "{" + pairs.joined(separator: ", ") + "}"
        }
    }

    private static func byYams(_ text: String) -> String? {
        var list = ProblemList(file: "a.yml")
        return YAMLValue.readAll(text, into: &list).map(dump)
    }

    @Test func `a guide's own files are read without Yams`() throws {
        for name in ["guide.yml", "guide.lock"] {
            let text = try #require(LintFixture().fixture.files[name])
            let read = try #require(PlainYAML.read(text), "\(name)")
            #expect(PlainYAMLTests.dump(read) == PlainYAMLTests.byYams(text))
        }
    }

    static let read = [
        "a: b\n", "a: b", "\n# c\n\na: b # d\nc: 'e # f' # g\n", "a: 'b''c'\nd: \"e'f\"\n",
        "a:\n- b\n- c\nd: e\n", "a:\n  - b: c\n    d: e\n  - f: g\n", "a: [ b, 'c', {d: e} ]\n",
        "a: {}\nb: []\n", "a: { b: c,\n     d: [ e,\n f ] }\n", "a: ą\n",
        "a: „ą” b:c\n", "a: https://b.c/d?e#f\n", "a:\n    b:\n      c: d\n",
        "a: b c  \nd: e\n", "a: ${b}\n", "- a\n- b: c\n", "a: {b: 'ż', c: ą}\n",
        "a:   \n  b: c\n", "a: # c\n  b: d\n", "a: b\n# c", "a: (b) [c]\n", "  a: b\n  c: d\n",
    ]

    @Test(arguments: read)
    func `a text that is read is read as Yams reads it`(text: String) throws {
        let read = try #require(PlainYAML.read(text))
        #expect(PlainYAMLTests.dump(read) == PlainYAMLTests.byYams(text))
    }

    /// Faults, and what people seldom write: none of it is guessed at.
    static let left = [
        "", "\n", "# a\n", "a", "a:\n", "a: b\nc\n", "a: b\n  c\n", "a: b\na: c\n",
        "a: {b: c, b: d}\n", "a: [b", "a: 'b", "a: 'b\n  c'\n", "a: \"b\\n\"\n", "a: b: c\n",
        "a: b:\n", "a:b\n", "a: - b\n", "- - a\n", "a: ? b\n", "a: %b\n", "a: @b\n", "a: `b`\n",
        "a: {b}\n", "a: [b: c]\n", "a: [b,, c]\n", "a: {b: c} d\n",
        "a: 'b' c\n", "a:\tb\n", "a: b\r\nc: d\r\n", "a: b\u{2028}c\n", "a: b\u{85}c\n",
        "\u{FEFF}a: b\n", "--- a\n", "---\na: b\n", "a: b\n...\n", "  a: b\nc: d\n",
        "a:\n  b: c\n d: e\n", "- a\n - b\n", "- a\n  - b\n", "a: b\n- c\n", "- a: b\n  - c\n",
        "a: [b\n]\n", "a: [b # c\n ]\n", "'a': b\n", "? a\n: b\n", "a: *b\n", "a: |\n  b\n", "~\n",
    ]

    @Test(arguments: left)
    func `the rest is left to Yams`(text: String) {
        #expect(PlainYAML.read(text).map(PlainYAMLTests.dump) == nil)
    }

    /// Signs that mean something to YAML, put where they may mean something else.
    @Test(arguments: 0..<40)
    func `a text with changes is read as Yams reads it, or not at all`(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let signs = Array(" \n-:,[]{}'\"#?a.ż$%".unicodeScalars)
        let manifest = try #require(Fixture().files["guide.yml"])
        let sources = PlainYAMLTests.read + [String(manifest.prefix(900))]
        var count = 0
        for _ in 0..<150 {
            var text = Array((sources.randomElement(using: &random) ?? "").unicodeScalars)
            for _ in 0...Int.random(in: 0...2, using: &random) where !text.isEmpty {
                let place = Int.random(in: 0..<text.count, using: &random)
                let sign = signs.randomElement(using: &random) ?? " "
                switch Int.random(in: 0...2, using: &random) {
                case 0: text[place] = sign
                case 1: text.insert(sign, at: place)
                default: text.remove(at: place)
                }
            }
            var string = ""
            string.unicodeScalars.append(contentsOf: text)
            guard YAMLFeatures.first(in: string) == nil, let read = PlainYAML.read(string) else {
                continue
            }
            count += 1
            #expect(PlainYAMLTests.dump(read) == PlainYAMLTests.byYams(string), "\(string)")
        }
        #expect(count > 10)
    }
}

/// Numbers that look random and are the same each time.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    }
}
