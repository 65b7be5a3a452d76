/// Judging values: what is refused, what is only told.
import Guides
import Secrecy
import Testing

@testable import Walkthrough

struct ValueCheckTests {
    /// A guide with the inputs of one declaration each; every one is asked in its only step.
    private static func guide(_ inputs: [(id: String, declaration: String)]) throws -> Guide {
        let declared = inputs.map { "  \($0.id): { \($0.declaration) }" }.joined(separator: "\n")
        let asked = inputs.map(\.id)
        let manifest = """
            id: mini
            source: en
            locales: [en]
            inputs:
            \(declared)
            steps:
              - id: one
                asks: [\(asked.joined(separator: ", "))]
            """
        let items = inputs.map { input in
            var item = "- \(input.id) <!-- input: \(input.id) -->\n"
            if input.declaration.contains("options: [a, b]") {
                item += "  - A <!-- option: a -->\n  - B <!-- option: b -->\n"
            }
            return item
        }
        let text = "# Mini\n\n## One\n<!-- step: one -->\n\n" + items.joined()
        let loaded = Guide.load(
            id: "mini", manifest: SourceFile(path: "guide.yml", text: manifest),
            texts: ["en": SourceFile(path: "en.md", text: text)])
        return try #require(loaded.guide, "\(loaded.problems)")
    }

    private struct Verdict: Equatable {
        var value: String?
        var warnings: [ValueWarning] = []
        var refusal: ValueRefusal?
    }

    private static func verdict(
        _ raw: Secret, _ input: String, _ guide: Guide, known: [String: String] = [:]
    ) throws -> Verdict {
        let input = try #require(guide.input(input))
        do throws(ValueRefusal) {
            let (value, warnings) = try guide.check(raw, for: input) {
                known[$0].map { Secret(copying: $0) }
            }
            return Verdict(value: value.copiedIntoOrdinaryMemory(), warnings: warnings)
        } catch {
            return Verdict(refusal: error)
        }
    }

    private static func verdict(_ text: String, _ declaration: String) throws -> Verdict {
        try verdict(Secret(copying: text), "x", guide([("x", declaration)]))
    }

    // MARK: Trimming

    @Test(arguments: [
        "v", " v", "v ", "\tv\n", "v\r\n", "\r\nv\r\n\r\n", "\u{A0}v\u{A0}", "\u{200B}v\u{200B}",
        "\u{FEFF}v", "v\u{FEFF}", " \u{A0}\t\u{FEFF}\u{200B} v \u{200B}\u{FEFF}\n",
    ])
    func `what copying adds around a value is taken away`(text: String) throws {
        #expect(try ValueCheckTests.verdict(text, "kind: text") == Verdict(value: "v"))
    }

    @Test(arguments: ["a b", "zażółć gęślą", "a\u{A0}b", "x–y", "日本", "«»"])
    func `nothing inside is touched`(text: String) throws {
        #expect(try ValueCheckTests.verdict(text, "kind: text") == Verdict(value: text))
    }

    @Test(arguments: ["", " ", "\n", "\u{A0}\u{FEFF}\u{200B}\r\n"])
    func `nothing is no value`(text: String) throws {
        #expect(try ValueCheckTests.verdict(text, "kind: text").refusal == .empty)
    }

    @Test(arguments: ["a\nb", "a\tb", "a\0b", "a\u{1B}[31mb", "a\u{7F}b", "a\r\nb"])
    func `a control character inside is refused`(text: String) throws {
        #expect(try ValueCheckTests.verdict(text, "kind: text").refusal == .controlCharacter)
    }

    @Test(arguments: [[0xFF], [0x61, 0xC5], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) throws {
        let guide = try ValueCheckTests.guide([("x", "kind: text")])
        let verdict = try ValueCheckTests.verdict(Secret(copying: bytes.raw), "x", guide)
        #expect(verdict.refusal == .notUTF8)
    }

    // MARK: Certain faults

    @Test(arguments: [
        ("a b", true), ("a\u{A0}b", true), ("ab", false), (" ab ", false), ("a\u{2003}b", true),
        ("a\u{200B}b", true), ("a\u{3000}b", true),
    ])
    func `white space inside is refused where the input says so`(
        text: String, isRefused: Bool
    ) throws {
        let verdict = try ValueCheckTests.verdict(text, "kind: text, refuse: [space]")
        #expect((verdict.refusal == .space) == isRefused)
    }

    @Test(
        arguments: [
            ("http://crm.example.com", ValueRefusal.http), ("HTTP://crm.example.com", .http),
            ("hTTp://x", .http), ("https://crm.example.com", nil), ("httpx://x", nil),
            ("ftp://http://x", nil), ("http:/x", .notAddress),
            ("https://192.0.2.7/x", .ipAddress), ("https://192.0.2.7", .ipAddress),
            ("https://192.0.2.7:8443/x", .ipAddress), ("https://192.0.2.7?x", .ipAddress),
            ("https://192.0.2.7#x", .ipAddress), ("https://3221225991/", .ipAddress),
            ("https://[2001:db8::1]/x", .ipAddress), ("https://[::1]:8443", .ipAddress),
            ("https://user@192.0.2.7/x", .ipAddress), ("https://user:pw@192.0.2.7/x", .ipAddress),
            ("https://user@[::1]/x", .ipAddress),
            ("https://1and1.example.com/", nil), ("https://192.0.2.7.example.com/", nil),
            ("https://crm.example.com/192.0.2.7", nil), ("https://crm.example.com:8443", nil),
            ("https://user@crm.example.com/", nil), ("https://crm.example.com/a@192.0.2.7", nil),
            ("https://", .notAddress), ("no address", .notAddress), ("://x", .notAddress),
        ] as [(String, ValueRefusal?)])
    func `an address by http or by number is refused`(
        text: String, refusal: ValueRefusal?
    ) throws {
        let verdict = try ValueCheckTests.verdict(text, "kind: url, refuse: [http, ip-address]")
        #expect(verdict.refusal == refusal)
    }

    @Test(
        arguments: [
            ("abc", ValueRefusal.tooShort(shortest: 4, found: 3)), ("abcd", nil), ("abcdef", nil),
            ("abcdefg", .tooLong(longest: 6, found: 7)),
            // Characters count, not bytes.
            ("żółć", nil), ("zażółć", nil), ("zażółćż", .tooLong(longest: 6, found: 7)),
            ("日本語", .tooShort(shortest: 4, found: 3)), ("  abcd  ", nil),
        ] as [(String, ValueRefusal?)])
    func `lengths are counted in characters`(text: String, refusal: ValueRefusal?) throws {
        #expect(
            try ValueCheckTests.verdict(text, "kind: text, shortest: 4, longest: 6").refusal
                == refusal)
    }

    // MARK: Swapped values

    @Test func `an ID and a secret that were swapped are told by their patterns`() throws {
        let guide = try ValueCheckTests.guide([
            ("id", "kind: text, pattern: '[0-9]+-id', not-like: secret"),
            ("secret", "kind: secret, pattern: 'S-[a-z]+', not-like: id"),
        ])
        func refusal(
            _ text: String, _ input: String, _ known: [String: String] = [:]
        ) throws -> ValueRefusal? {
            try ValueCheckTests.verdict(Secret(copying: text), input, guide, known: known).refusal
        }
        #expect(try refusal("S-abc", "id") == .like(input: "secret"))
        #expect(try refusal("12-id", "secret") == .like(input: "id"))
        #expect(try refusal("12-id", "id") == nil)
        #expect(try refusal("S-abc", "secret") == nil)
        // A shape that neither knows is the other's only when it is the other's value.
        #expect(try refusal("odd", "id") == nil)
        #expect(try refusal("odd", "id", ["secret": "odd"]) == .like(input: "secret"))
        #expect(try refusal("12-id", "id", ["secret": "12-id"]) == .like(input: "secret"))
    }

    // MARK: Patterns

    @Test func `a pattern warns, or refuses where the input says so`() throws {
        let pattern = "kind: text, pattern: '[a-z]+'"
        #expect(
            try ValueCheckTests.verdict("A1", pattern) == Verdict(value: "A1", warnings: [.pattern])
        )
        #expect(try ValueCheckTests.verdict("abc", pattern) == Verdict(value: "abc"))
        #expect(
            try ValueCheckTests.verdict("A1", pattern + ", mismatch: refuse").refusal == .pattern)
        #expect(
            try ValueCheckTests.verdict("A1", pattern + ", mismatch: warn")
                == Verdict(value: "A1", warnings: [.pattern]))
    }

    // MARK: Beginnings

    @Test(
        arguments: [
            ("https://crm.example.com", "https://crm.example.com/a/key", nil),
            ("https://crm.example.com/", "https://crm.example.com/a/key", nil),
            ("https://crm.example.com//", "https://crm.example.com/a/key", nil),
            ("https://crm.example.com/sub/", "https://crm.example.com/sub/key", nil),
            (
                "https://crm.example.com/sub", "https://crm.example.com/subway/key",
                ("https://crm.example.com/sub/", "https://crm.example.com/sub…")
            ),
            (
                "https://crm.example.com", "https://crm.example.com.evil.example/key",
                ("https://crm.example.com/", "https://crm.example.com.evil.example…")
            ),
            (
                "https://crm.example.com", "https://test.example.com/a/key",
                ("https://crm.example.com/", "https://test.example.com…")
            ),
            (
                "https://crm.example.com", "https://user:KEY@test.example.com/KEY/?k=KEY/x",
                ("https://crm.example.com/", "https://…")
            ),
            (
                "https://crm.example.com", "https://test.example.com?KEY",
                ("https://crm.example.com/", "https://test.example.com…")
            ),
            (
                "https://crm.example.com", "https://crm.example.com",
                ("https://crm.example.com/", "https://crm.example.com…")
            ),
        ] as [(String, String, (String, String)?)])
    func `another beginning is told without the key`(
        base: String, value: String, told: (expected: String, found: String)?
    ) throws {
        let guide = try ValueCheckTests.guide([
            ("base", "kind: url"), ("x", "kind: url, begins-with: base"),
        ])
        let verdict = try ValueCheckTests.verdict(
            Secret(copying: value), "x", guide, known: ["base": base])
        let warnings: [ValueWarning] =
            told.map {
                [.otherBeginning(input: "base", expected: $0.expected, found: $0.found)]
            } ?? []
        #expect(verdict == Verdict(value: value, warnings: warnings))
        // As long as the other value is not known there is nothing to compare.
        #expect(
            try ValueCheckTests.verdict(Secret(copying: value), "x", guide)
                == Verdict(value: value))
    }

    // MARK: Choices

    @Test func `a choice is one of its options, exactly`() throws {
        let choice = "kind: choice, options: [a, b]"
        #expect(try ValueCheckTests.verdict(" b\n", choice) == Verdict(value: "b"))
        for text in ["A", "ab", "c", "a b"] {
            #expect(
                try ValueCheckTests.verdict(text, choice).refusal == .notAnOption(["a", "b"]))
        }
    }
}
