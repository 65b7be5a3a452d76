/// What the linter alone tells, each with a guide that has the fault and one that nearly has it.
import Guides
import Testing

/// Two guides for one code.
struct LintFault: Sendable, CustomTestStringConvertible {
    let code: ProblemCode
    let broken: @Sendable (inout LintFixture) -> Void

    /// Everything that is told of the broken one.
    let expected: [String]

    /// A guide that comes close; nothing is told of it.
    let near: @Sendable (inout LintFixture) -> Void

    var testDescription: String { code.rawValue }

    init(
        _ code: ProblemCode, _ expected: [String],
        broken: @escaping @Sendable (inout LintFixture) -> Void,
        near: @escaping @Sendable (inout LintFixture) -> Void
    ) {
        (self.code, self.expected, self.broken, self.near) = (code, expected, broken, near)
    }

    static let codes = Set(all.map(\.code))

    static let all = manifest + texts + age + ways

    private static let manifest: [LintFault] = [
        LintFault(
            .badSuggestion, ["guide.yml:20:14 K135-bad-suggestion | app_name | Po"],
            broken: { $0.replace("Poczta", "Po", in: "guide.yml") },
            near: { $0.replace("Poczta", "Poc", in: "guide.yml") }),
        LintFault(
            .unknownForm,
            ["guide.yml:6:7 K136-unknown-form | mail-forms | mail-form,other-form"],
            broken: { $0.replace("mail-form", "mail-forms", in: "guide.yml") },
            near: { $0.replace("mail-form", "other-form", in: "guide.yml") }),
        LintFault(
            .unknownField, ["guide.yml:7:29 K137-unknown-field | names | mail-form | name"],
            broken: { $0.replace("app_name }", "app_name, names: app_name }", in: "guide.yml") },
            near: { $0.replace("{ name: app_name }", "{ name: audience }", in: "guide.yml") }),
        LintFault(
            .fieldMissing, ["guide.yml:6:7 K138-field-missing | name | mail-form"],
            broken: { $0.replace("fields: { name: app_name }", "fields: {}", in: "guide.yml") },
            near: {
                $0.replace("  id: mail-form\n  fields: { name: app_name }\n", "", in: "guide.yml")
                $0.replace("form:\n", "", in: "guide.yml")
            }),
        LintFault(
            .fieldMissing, ["guide.yml:6:7 K138-field-missing | redirect_uri | mail-form"],
            broken: { $0.needRedirectURI() },
            near: {
                $0.needRedirectURI()
                $0.replace(
                    "app_name }\n", "app_name }\n  redirect_uri: app_name\n", in: "guide.yml")
            }),
        LintFault(
            .labelUnused,
            [
                "guide.yml:50:3 K139-label-unused | spare | en",
                "guide.yml:50:3 K139-label-unused | spare | pl",
            ],
            broken: {
                $0.replace(
                    "  external:", "  spare: { en: Spare, pl: Zapas }\n  external:", in: "guide.yml"
                )
            },
            near: { $0.replace("en: Save,", "en: [Keep, Save],", in: "guide.yml") }),
        LintFault(
            .tooManyMinutes, ["guide.yml:33:14 K331-too-many-minutes | app | 16 | 15"],
            broken: { $0.replace("minutes: 3", "minutes: 16", in: "guide.yml") },
            near: { $0.replace("minutes: 3", "minutes: 15", in: "guide.yml") }),
    ]

    private static let texts: [LintFault] = [
        LintFault(
            .textAfterFence, ["pl.md:30:1 K212-text-after-fence | nic"],
            broken: {
                $0.edit([Change("pl.md", "```\n{{", "```\na\n``` nic\n{{")])
            },
            near: {
                $0.edit([
                    Change(
                        "pl.md", "```\n{{redirect_uri}}\n```",
                        "````\n``` nic\n{{redirect_uri}}\n````")
                ])
            }),
        LintFault(
            .headingLevelSkipped, ["pl.md:43:1 K226-heading-level-skipped | 4 | 2"],
            broken: { $0.edit([Change("pl.md", "### Widzę", "#### Widzę")]) },
            near: { $0.edit([Change("pl.md", "Wklej:", "### Uwaga\n\n#### Druga\n\n### Wklej\n")]) }
        ),
        LintFault(
            .itemCount, ["en.md:5:1 K242-item-count | app | 10 | 9 | pl"],
            broken: { $0.replace("Choose:", "- Look.\n\nChoose:", in: "en.md") },
            near: {
                $0.edit([
                    Change("en.md", "Choose:", "- Look.\n\nChoose:"),
                    Change("pl.md", "Wybierz:", "1. Spójrz.\n\nWybierz:"),
                ])
            }),
        LintFault(
            .linkDiffers, ["en.md:26:7 K265-link-differs | https://example.com/en/b | client | pl"],
            broken: {
                $0.edit([
                    Change("pl.md", "Wklej:", "Wklej [to](https://example.com/pl/a):"),
                    Change("en.md", "Paste:", "Paste [it](https://example.com/en/b):"),
                ])
            },
            near: {
                $0.edit([
                    Change("pl.md", "Wklej:", "Wklej [to](https://example.com/a?hl=pl):"),
                    Change("en.md", "Paste:", "Paste [it](https://example.com/en/a?hl=en):"),
                ])
            }),
        LintFault(
            .targetDiffers, ["en.md:46:16 K266-target-differs | #trouble | trouble | pl"],
            broken: { $0.replace("[step](#client)", "[step](#trouble)", in: "en.md") },
            near: {
                $0.replace("[step](#client)", "[step](#the-client)", in: "en.md")
                $0.replace("## Client\n", "## The client\n", in: "en.md")
            }),
        LintFault(
            .imageMissing, ["en.md:32:1 K267-image-missing | images/page.en.svg"],
            broken: { $0.images = ["images/page.pl.svg"] },
            near: {
                $0.edit([
                    Change("pl.md", "images/page.pl.svg", "https://example.com/page.svg"),
                    Change("en.md", "images/page.en.svg", "https://example.com/page.svg"),
                ])
            }),
        LintFault(
            .labelDiffers, ["en.md:5:1 K268-label-differs | Klienci | app | pl"],
            broken: { $0.replace("page **Clients**", "page Clients", in: "en.md") },
            near: { $0.replace("page **Clients**", "page **Clients**, **Clients**", in: "en.md") }),
        LintFault(
            .labelDiffers, ["en.md:26:8 K268-label-differs | Save | client | pl"],
            broken: { $0.replace("Paste:", "Paste, **Save**:", in: "en.md") },
            near: {
                $0.edit([
                    Change("en.md", "Paste:", "Paste, **Save**:"),
                    Change("pl.md", "Wklej:", "**Zapisz**, wklej:"),
                ])
            }),
        LintFault(
            .codeCount, ["en.md:23:1 K269-code-count | client | 1 | 0 | pl"],
            broken: { $0.replace("Paste:", "Paste `it`:", in: "en.md") },
            near: {
                $0.edit([
                    Change("en.md", "Paste:", "Paste `it`:"), Change("pl.md", "Wklej:", "`Wklej`:"),
                ])
            }),
        LintFault(
            .strayBacktick, ["pl.md:8:1 K270-stray-backtick"],
            broken: { $0.edit([Change("pl.md", "Żółta strona", "Żółta \\`strona\\`")]) },
            near: { $0.edit([Change("pl.md", "`a`", "``a ` b``")]) }),
        LintFault(
            .tooManyTasks, ["pl.md:5:1 K330-too-many-tasks | app | 11 | 10"],
            broken: { $0.addTasks(9) }, near: { $0.addTasks(8) }),
    ]
}

extension LintFixture {
    /// More tasks in the first step, in both languages.
    mutating func addTasks(_ count: Int) {
        let tasks = (1...count).map { "- [ ] A. <!-- task: more-\($0) -->\n" }.joined()
        edit([
            Change("pl.md", "- [ ] Kliknij", tasks + "- [ ] Kliknij"),
            Change("en.md", "- [ ] Click", tasks + "- [ ] Click"),
        ])
    }

    /// Shows a value in the first step, in both languages.
    mutating func show(_ input: String) {
        edit(["pl.md", "en.md"].map { Change($0, "`a`", "`{{\(input)}}`") })
    }

    /// Has the form ask for the address that Google sends a browser back to.
    mutating func needRedirectURI() {
        forms[0] = FormNeeds(id: "mail-form", fields: ["name"], needsRedirectURI: true)
    }

    /// Has the form filled in at the address that an input holds.
    mutating func fillIn(at input: String) {
        replace("app_name }\n", "app_name }\n  address: \(input)\n", in: "guide.yml")
    }

    /// Drops or changes lines of the lock.
    mutating func changeLock(_ change: (Substring) -> Substring?) {
        let lines = fixture.files["guide.lock"]?.split(separator: "\n") ?? []
        fixture.files["guide.lock"] =
            lines.compactMap { change($0) }.joined(separator: "\n") + "\n"
    }
}
