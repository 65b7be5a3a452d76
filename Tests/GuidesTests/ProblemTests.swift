import Guides
import Testing

/// One change of the fixture and everything that is said about it.
struct Fault: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let expected: [String]

    var testDescription: String { "\(new.debugDescription) in \(file)" }

    init(_ file: String, _ old: String, _ new: String, _ expected: String...) {
        (self.file, self.old, self.new, self.expected) = (file, old, new, expected)
    }
}

private let manifestFaults: [Fault] = [
    Fault("guide.yml", "Poczta", "Pocz\u{200B}ta", "Y"),
    Fault("guide.yml", "Poczta", "GOCSPX-abcdefghijklmnopqrstuvwxyz_-", "Y"),
    Fault("guide.yml", "Poczta", "Żółć ya29.abcdefghij", "Y"),
    Fault("guide.yml", "[pl, en]", "[pl, en", "Y"),
    Fault("guide.yml", "[pl, en]", "&x [pl, en]", "Y"),
    Fault("guide.yml", "Poczta", "|\n      Poczta", "Y"),
    Fault("guide.yml", "    suggest: Poczta", "    suggest: Poczta\n    longest: 3", "Y"),
    Fault("guide.yml", "provider: google", "provider: google\ncolour: red", "Y"),
    Fault("guide.yml", "    suggest:", "    hint:", "Y"),
    Fault("guide.yml", "    minutes: 3", "    minute: 3", "Y"),
    Fault("guide.yml", "{ id: blocked, step: app }", "{ id: blocked, at: app }", "Y"),
    Fault("guide.yml", "  id: mail-form\n", "", "Y"),
    Fault("guide.yml", "    options: [internal, external]\n", "", "Y"),
    Fault("guide.yml", "  app_name:\n    kind: text\n", "  app_name:\n", "Y"),
    Fault("guide.yml", "minutes: 3", "minutes: soon", "Y"),
    Fault("guide.yml", "[form]", "form", "Y"),
    Fault("guide.yml", "sensitive: true", "sensitive: yes", "Y"),
    Fault("guide.yml", "suggest: Poczta", "suggest: [Poczta]", "Y"),
    Fault("guide.yml", "mismatch: refuse", "mismatch: ignore", "Y"),
    Fault("guide.yml", "verified: 2026-10-06", "verified: 2026-02-30", "Y"),
    Fault("guide.yml", "recheck: 90d", "recheck: 3 months", "Y"),
    Fault("guide.yml", "[space, http, ip-address]", "[space, ftp]", "Y"),
    Fault("guide.yml", "kind: secret", "kind: password", "Y"),
    Fault("guide.yml", "{ name: app_name", "{ Name: app_name", "Y"),
    Fault("guide.yml", "checks: [form]", "checks: [Form]", "Y"),
    Fault("guide.yml", "checks: [form]", "checks: [form, form]", "Y"),
    Fault("guide.yml", "[internal, external]", "[internal, external, internal]", "Y"),
    Fault("guide.yml", "id: mini", "id: maxi", "Y"),
    Fault("guide.yml", "source: pl", "source: de", "Y"),
    Fault("guide.yml", "{ name: app_name,", "{ name: app,", "Y"),
    Fault("guide.yml", "not-like: app_name", "not-like: app", "Y"),
    Fault("guide.yml", "begins-with: app_name", "begins-with: app", "Y"),
    Fault("guide.yml", "{{app_name}}", "{{app}}", "Y"),
    Fault("guide.yml", "audience == external and", "audiences == external and", "Y"),
    Fault("guide.yml", "step: app }", "step: apps }", "Y"),
    Fault("guide.yml", "in [testing, production]", "in [testing, published]", "Y"),
    Fault("guide.yml", "kind: text", "kind: text\n    options: [a, b]", "Y"),
    Fault("guide.yml", "external and", "external und", "Y"),
    Fault("guide.yml", "publishing in [testing, production]", "publishing", "Y"),
    Fault("guide.yml", "audience == external and", "audience == żółć and", "Y"),
    Fault("guide.yml", "publishing in [testing, production]", "app_name == testing", "Y"),
    Fault("guide.yml", "    minutes: 3", "    when: publishing == testing", "Y"),
    Fault("guide.yml", "[audience, publishing, app_name]", "[publishing, audience, app_name]", "Y"),
    Fault("guide.yml", "'https://[a-z.]+/.*'", "'żółć[a-z'", "Y"),
    Fault("guide.yml", "{ en: Save, pl: Zapisz }", "{ pl: Zapisz }", "Y"),
    Fault("guide.yml", "https://example.com/new", "http://example.com/new", "Y"),
    Fault("guide.yml", "https://example.com/new?name={{app_name}}", "https://{{app_name}}/new", "Y"),
    Fault("guide.yml", "https://example.com/new?name={{app_name}}", "https://example{{app_name}}", "Y"),
    Fault("guide.yml", "{{app_name}}", "{{client_secret}}", "Y"),
    Fault("guide.yml", "{{app_name}}", "{{redirect_uri}}", "Y"),
    Fault("guide.yml", "shortest: 3", "shortest: 30", "Y"),
    Fault("guide.yml", "    uses: [redirect_uri]", "    uses: [redirect_uri]\n    symptoms: []", "Y"),
    Fault("guide.yml", "  redirect_uri:\n    kind", "  spare: { kind: text }\n  redirect_uri:\n    kind", "Y"),
    Fault(
        "guide.yml",
        "  - id: trouble\n    reference: true\n    symptoms:\n      - { id: blocked, step: app }\n", "",
        "Y"),
]

private let textFaults: [Fault] = [
    Fault("en.md", "Save.", "Sa\u{200D}ve.", "Y"),
    Fault("pl.md", "Żółta", "Żółta\u{7}", "Y"),
    Fault("pl.md", "`a`", "`żółć GOCSPX-abcdefghijklmnopqrstuvwxyz_-`", "Y"),
    Fault("pl.md", "```\n{{redirect_uri}}\n```", "```\n{{redirect_uri}}", "Y"),
    Fault("pl.md", "Żółta", "Żółta <!-- ", "Y"),
    Fault("pl.md", "Żółta", "Żółta \0", "Y"),
    Fault("pl.md", "Żółta", "\(String(repeating: "[", count: 101))", "Y"),
    Fault("pl.md", "Wklej:", String(repeating: "a|", count: 64) + "a\n" + String(repeating: "-|", count: 64) + "-", "Y"),
    Fault("pl.md", "Wklej:", String(repeating: "a", count: 40_000), "Y"),
    Fault("pl.md", "Wklej:", "|" + String(repeating: "a|", count: 64) + "\n|" + String(repeating: "-|", count: 64) + String(repeating: "\n|a", count: 2100), "Y"),
    Fault("pl.md", "Wklej:", "[a]: " + String(repeating: "a", count: 20_000) + String(repeating: "\n\n[a]", count: 2000), "Y"),
    Fault("pl.md", "Wklej:", String(repeating: "a\n\n", count: 400_000), "Y"),
    Fault("pl.md", "# Mały przewodnik\n", "", "Y"),
    Fault("pl.md", "Żółta strona", "Żółta <!-- task: a b --> strona", "Y"),
    Fault("pl.md", "Żółta strona", "Żółta <!-- task: extra --> strona", "Y"),
    Fault("pl.md", "Szukaj poniżej.", "<!-- symptom: lost -->", "Y"),
    Fault("pl.md", "Wybierz:", "- Coś <!-- option: internal -->", "Y"),
    Fault("pl.md", "Wstęp z", "- [ ] Zrób <!-- task: first -->\n\nWstęp z", "Y"),
    Fault("pl.md", "Wybierz:", "- [ ] Żółć", "Y"),
    Fault("pl.md", "## Klient\n", "## Dodatek\n\nTekst.\n\n## Klient\n", "Y"),
    Fault("pl.md", "Żółta", "Żółta <kbd>", "Y"),
    Fault("pl.md", "task: save", "task: Save", "Y"),
    Fault("en.md", "task: save", "task: choose", "Y"),
    Fault("pl.md", "## Klient\n", "## Nowy\n<!-- step: new -->\n\n## Klient\n", "Y"),
    Fault("pl.md", "## Klient\n", "## Znów\n<!-- step: app -->\n\n## Klient\n", "Y"),
    Fault("en.md", "## Trouble\n<!-- step: trouble -->\n\nLook below.\n\n### I see \"Blocked\"\n<!-- symptom: blocked -->\n\nGo back to the [step](#client).\n", "", "Y"),
    Fault("en.md", "- [ ] Save. <!-- task: save -->\n", "", "Y"),
    Fault("en.md", "- [ ] Save. <!-- task: save -->\n", "- [ ] Save. <!-- task: save -->\n- [ ] Go. <!-- task: go -->\n", "Y"),
    Fault("en.md", "- [ ] Click **External**. <!-- task: choose -->\n- [ ] Save. <!-- task: save -->", "- [ ] Save. <!-- task: save -->\n- [ ] Click **External**. <!-- task: choose -->", "Y"),
    Fault("pl.md", "- Nazwa <!-- input: app_name -->\n", "", "Y"),
    Fault("pl.md", "- Sekret <!--", "- Nazwa <!-- input: app_name -->\n- Sekret <!--", "Y"),
    Fault("pl.md", "- Nazwa <!-- input: app_name -->\n", "- Nazwa <!-- input: app_name -->\n- Żół <!-- input: app_name -->\n", "Y"),
    Fault("pl.md", "  - Zewnętrzni <!-- option: external -->\n", "", "Y"),
    Fault("pl.md", "  - Zewnętrzni <!--", "  - Inni <!-- option: others -->\n  - Zewnętrzni <!--", "Y"),
    Fault("pl.md", "### Widzę „Blocked”\n<!-- symptom: blocked -->", "### Widzę „Blocked”", "Y"),
    Fault("pl.md", "### Widzę", "### Inny\n<!-- symptom: other -->\n\n### Widzę", "Y"),
    Fault("pl.md", "Żółta", "Żółta {{app_name}}", "Y"),
    Fault("pl.md", "`a`", "[a](https://b/{{app_name}})", "Y"),
    Fault("pl.md", "`a`", "`żółć {{client_secret}}`", "Y"),
    Fault("pl.md", "`a`", "`{{redirect_uri}}`", "Y"),
    Fault("pl.md", "`a`", "`{{nobody}}`", "Y"),
    Fault("en.md", "`{{app_name}}`", "name", "Y"),
    Fault("en.md", "Choose:", "Choose `{{publishing}}`:", "Y"),
    Fault("pl.md", "**Klienci**", "**Clients**", "Y"),
    Fault("en.md", "[step](#client)", "[step](#clients)", "Y"),
    Fault("en.md", "(https://example.com)", "(http://example.com)", "Y"),
    Fault("en.md", "(https://example.com)", "(../README.md)", "Y"),
    Fault("en.md", "images/page.svg", "../page.svg", "Y"),
    Fault("en.md", "images/page.svg", "http://a/page.svg", "Y"),
    Fault("en.md", "![Page]", "![]", "Y"),
]

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
        print("RESULT", fixture.report().debugDescription)
    }

    @Test func `steps in another order are told once per text`() {
        var fixture = Fixture()
        let trouble = "  - id: trouble\n    reference: true\n    symptoms:\n"
            + "      - { id: blocked, step: app }\n"
        fixture.replace(trouble, "", in: "guide.yml")
        fixture.replace("  - id: client\n", trouble + "  - id: client\n", in: "guide.yml")
        #expect(
            fixture.report() == [
                "pl.md:24:1 K232-step-order | client | trouble",
                "en.md:24:1 K232-step-order | client | trouble",
            ])
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

    @Test func `every code is told by some test above`() {
        let lines = (manifestFaults + textFaults).flatMap(\.expected)
        let elsewhere: Set<ProblemCode> = [
            .stepOrder, .localeMissing, .localeNotListed, .notUTF8, .fileTooLong,
        ]
        let missing = ProblemCode.allCases.filter { code in
            !elsewhere.contains(code) && !lines.contains { $0.contains(" \(code.rawValue)") }
        }
        #expect(missing == [])
    }
}
