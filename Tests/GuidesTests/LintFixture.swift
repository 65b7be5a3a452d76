// The small guide as the linter wants it, and how a test asks the linter about it.
import Guides

/// A fixture with everything around its texts.
struct LintFixture {
    var fixture = Fixture()
    var images: Set<String> = ["images/page.pl.svg", "images/page.en.svg"]
    var today = LintFixture.day("2026-10-10")
    var forms = [
        FormNeeds(id: "mail-form", fields: ["name"], needsRedirectURI: false),
        FormNeeds(id: "other-form", fields: ["name"], needsRedirectURI: false),
    ]

    /// A guide that the linter finds nothing wrong with.
    init() {
        for (file, old, new) in [
            (
                "guide.yml", "fields: { name: app_name, secret: audience }",
                "fields: { name: app_name }"
            ),
            ("guide.yml", "  redirect_uri: app_name\n", ""),
            ("pl.md", "images/page.svg", "images/page.pl.svg"),
            ("en.md", "images/page.svg", "images/page.en.svg"),
            ("pl.md", ", **Zapisz**.", "."), ("en.md", ", **Save**.", "."),
            ("en.md", "`a` **Clients**", "**Clients**"),
            ("pl.md", "Zapisz `a`", "**Zapisz** `a`"), ("en.md", "] Save.", "] **Save** `a`."),
            ("pl.md", "Szukaj poniżej.", "Szukaj w **Klienci**."),
            ("en.md", "Look below.", "Look in **Clients**."),
        ] { fixture.replace(old, new, in: file) }
        bless()
    }

    /// The fixture as it is, where the linter finds nothing wrong with it either.
    init(around fixture: Fixture, clean: Fixture = Fixture()) {
        self.fixture = fixture
        images = ["images/page.svg", "images/a/page.en.svg", "images/a/page.pl.svg"]
        forms = [
            FormNeeds(id: "mail-form", fields: ["name", "secret"], needsRedirectURI: true)
        ]
        // What is broken cannot be confirmed: its lock is that of the time before.
        if fixture.load().guide == nil { self.fixture = clean }
        bless()
        self.fixture.files.merge(fixture.files) { _, given in given }
    }

    static func day(_ date: String) -> Int { CalendarDate(date)?.daysSince1970 ?? 0 }

    var files: GuideFiles {
        var texts: [String: SourceFile] = [:]
        for (name, text) in fixture.files where name.hasSuffix(".md") {
            texts[String(name.dropLast(3))] = SourceFile(path: name, text: text)
        }
        let images = images
        return GuideFiles(
            id: fixture.folder,
            manifest: SourceFile(path: "guide.yml", text: fixture.files["guide.yml"] ?? ""),
            texts: texts, lock: fixture.lock,
            pictures: fixture.files["pictures.yml"].map {
                SourceFile(path: "pictures.yml", text: $0)
            }, has: { images.contains($0) })
    }

    /// Confirms every translation, or those of some steps.
    @discardableResult
    mutating func bless(_ steps: [String]? = nil) -> [String] {
        let (lock, confirmed) = Guide.bless(files, steps: steps)
        fixture.files["guide.lock"] = lock
        return confirmed.map { "\($0.step) \($0.locale)" }
    }

    mutating func replace(_ old: String, _ new: String, in file: String) {
        fixture.replace(old, new, in: file)
    }

    /// Changes the source and confirms the translation again.
    mutating func edit(_ changes: [Change]) {
        for change in changes { replace(change.old, change.new, in: change.file) }
        bless()
    }

    func lint() -> Lint { Guide.lint(files, today: today, forms: forms) }

    func report() -> [String] { lint().problems.map(Fixture.line) }
}

/// One change of a file.
struct Change: Sendable {
    let file: String
    let old: String
    let new: String

    init(_ file: String, _ old: String, _ new: String) {
        (self.file, self.old, self.new) = (file, old, new)
    }
}
