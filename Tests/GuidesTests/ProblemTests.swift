/// Every fault that a guide can have, one at a time.
import Guides
import Testing

struct ProblemTests {
    @Test func `the fixture is a guide`() throws {
        let (guide, problems) = Fixture().load()
        #expect(problems == [])
        #expect(guide != nil)
    }

    @Test(arguments: manifestFaults + textFaults)
    func `a fault is told with its place, and nothing else is`(fault: Fault) {
        var fixture = Fixture()
        fixture.replace(fault.old, fault.new, in: fault.file)
        #expect(fixture.report() == fault.expected)
    }

    @Test func `a symptom that a text has twice is told where it stands again`() {
        var fixture = Fixture()
        fixture.files["en.md"]? += "\n### Again\n<!-- symptom: blocked -->\n\nWait.\n"
        let problems = fixture.load().problems
        #expect(problems.map(\.code) == [.duplicateID])
        #expect(problems.first?.arguments == ["symptom", "blocked"])
    }

    @Test func `steps in another order are told once per text`() {
        var fixture = Fixture()
        let trouble =
            "  - id: trouble\n    reference: true\n    symptoms:\n"
            + "      - { id: blocked, step: app }\n"
        fixture.replace(trouble, "", in: "guide.yml")
        fixture.replace("  - id: client\n", trouble + "  - id: client\n", in: "guide.yml")
        #expect(
            fixture.report() == [
                "pl.md:24:1 K232-step-order | client | trouble",
                "en.md:24:1 K232-step-order | client | trouble",
            ])
    }

    /// Short ones are padded for the parser, which also takes U+2028 for a line's end.
    @Test(arguments: [
        ("id: mini\na: [", "guide.yml:2:5"), ("a: [\n", "guide.yml:2:1"),
        ("id: a\u{2028}\u{2028}\u{2028}b\nsource: [pl, en", "guide.yml:2:16"),
    ])
    func `a manifest that breaks off has its fault on a line of its own`(
        manifest: String, place: String
    ) {
        var fixture = Fixture()
        fixture.files["guide.yml"] = manifest
        let faults = fixture.report().filter { $0.contains("K110") }
        #expect(faults.count == 1 && faults.allSatisfy { $0.hasPrefix(place + " ") }, "\(faults)")
    }

    @Test func `a missing text and one too many are told`() {
        var fixture = Fixture()
        fixture.files["de.md"] = fixture.files.removeValue(forKey: "en.md")
        #expect(
            fixture.report() == [
                "guide.yml:3:15 K201-locale-missing | en", "de.md:1:1 K202-locale-not-listed | de",
            ])
    }

    @Test func `bytes that are not UTF-8 are told with their place`() {
        let (guide, problems) = Guide.load(
            id: "mini",
            manifest: SourceFile(path: "guide.yml", bytes: Array("id: a\nź".utf8) + [0xC5, 0x20]),
            texts: [:])
        #expect(guide == nil)
        #expect(problems.map(\.code) == [.notUTF8])
        #expect(problems.map(\.line) == [2])
        #expect(problems.map(\.column) == [2])
    }

    @Test func `a manifest of more than a mebibyte is not read`() {
        var fixture = Fixture()
        fixture.files["guide.yml"]? += String(repeating: "#", count: 1 << 20)
        #expect(fixture.report() == ["guide.yml:1:1 K102-file-too-long | 1048576"])
    }

    @Test(arguments: [
        "", "a", "[]", "- a", "a: b", "a: [b", "? [a]\n: b", "\t", "---\na: b\n---\nc: d", "a: \0",
        String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
        String(repeating: "a: {", count: 100_000), "a: &a [x, x]\nb: &b [*a, *a]", "? *a\n: b",
        "a: ''", "\u{FEFF}a: b", "id:\nsource:\nlocales:\ninputs:\nsteps:", "a: !!binary x",
        "{\"a\":*b}", "[it's, *a]",
    ])
    func `whatever the manifest is, it is refused with a reason`(manifest: String) {
        var fixture = Fixture()
        fixture.files["guide.yml"] = manifest
        let (guide, problems) = fixture.load()
        #expect(guide == nil)
        #expect(problems.contains { $0.severity == .error })
    }

    @Test(arguments: [
        ("&a b", "&"), ("*a", "*"), ("!!binary x", "!"), ("|", "|"), (">", ">"), ("[a, *a]", "*"),
        ("{ a: *a }", "*"), ("{\"a\":*b}", "*"), ("[it's, *a]", "*"), ("['a', *a]", "*"),
        ("- *a", "*"), ("? *a", "*"),
    ])
    func `what of YAML is not meant is refused by its sign`(value: String, sign: String) {
        var fixture = Fixture()
        fixture.files["guide.yml"] = "id: mini\na:\n  \(value)\n"
        let problems = fixture.load().problems
        #expect(problems.map(\.code) == [.yamlFeature])
        #expect(problems.map(\.arguments) == [[sign]])
    }

    @Test(arguments: ["GOCSPX-EXAMPLE", "ya29.EXAMPLE", "GOCSPX-", "y", "G"])
    func `a placeholder does not look like a secret`(text: String) {
        var fixture = Fixture()
        fixture.replace("Poczta", text, in: "guide.yml")
        fixture.files["en.md"]?.append(text)
        #expect(fixture.report() == [])
    }

    @Test(arguments: [
        "a & b", "it's *x", "a|b", "'it''s *x'", "\"\\\" *x\"", "a # *x", "x-*", "'|'", "a!b",
    ])
    func `signs of YAML inside of a text are text`(suggestion: String) {
        var fixture = Fixture()
        fixture.replace("Poczta", suggestion, in: "guide.yml")
        #expect(fixture.report() == [])
    }

    @Test func `a warning keeps nobody from the guide`() {
        var fixture = Fixture()
        fixture.replace("Żółta", "Żółta <br>", in: "pl.md")
        let (guide, problems) = fixture.load()
        #expect(problems.map(\.severity) == [.warning])
        #expect(guide != nil)
    }

    /// What other tests tell: those above, and those of pictures and of Markdown that is no guide's.
    static let elsewhere: Set<ProblemCode> = [
        .stepOrder, .localeMissing, .localeNotListed, .notUTF8, .fileTooLong, .unknownLabel,
        .unknownPictureTask, .pictureNotShown, .badElement, .tooMany, .tooManyWays, .fileMissing,
    ]

    @Test func `every code is told by some test above`() {
        let lines = (manifestFaults + textFaults).flatMap(\.expected)
        let elsewhere = ProblemTests.elsewhere
        let missing = ProblemCode.allCases.filter { code in
            // What the linter alone tells: see LintTests.
            !elsewhere.contains(code) && !LintFault.codes.contains(code)
                && !lines.contains { $0.contains(" \(code.rawValue)") }
        }
        #expect(missing == [])
    }
}
