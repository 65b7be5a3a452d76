/// Translations that fall behind: noticed, shown in the source language, confirmed again.
import CommonMark
import Guides
import Testing

struct LockTests {
    private func digest(_ fixture: LintFixture, _ step: String = "client") throws -> String {
        try #require(fixture.fixture.load().guide?.digests[step])
    }

    // MARK: What a step says

    /// The digest is kept in locks and in progress: it must never come out otherwise.
    @Test func `a digest is the same in every version`() throws {
        let guide = try #require(LintFixture().fixture.load().guide)
        #expect(
            guide.digests == [
                "app": "c30150920532c03f21e09b1e2bea5433",
                "client": "ad15ce73b517e42a3a43000dcd5fb16e",
                "trouble": "ddc1d517881509dc301e9a3854501d54",
            ])
    }

    @Test(arguments: [
        ("Wklej:", "  Wklej:  "), ("strona **Klienci**, dalej", "strona\n**Klienci**,\ndalej"),
        ("<!-- task: create -->", "\n  <!-- task: create -->"),
        ("- [ ] Utwórz.", "- [x]   Utwórz."), ("*wróć*", "_wróć_"), ("**Zapisz**", "__Zapisz__"),
        ("```\n{{redirect_uri}}\n```", "~~~~\n{{redirect_uri}}\n~~~~"),
        ("## Klient\n<!--", "Klient\n---\n\n<!--"), ("(#klient)", "(#kłopoty)"),
        ("task: create", "task: make"),
    ])
    func `how a step is written makes no difference`(old: String, new: String) throws {
        let before = try #require(LintFixture().fixture.load().guide)
        var fixture = LintFixture()
        fixture.replace(old, new, in: "pl.md")
        if new == "task: make" { fixture.replace(old, new, in: "en.md") }
        let after = try #require(fixture.fixture.load().guide, "\(fixture.fixture.report())")
        #expect(after.digests == before.digests)
    }

    @Test(arguments: [
        ("Wklej:", "Wklej"), ("## Klient\n", "## *Klient*\n"), ("*cały*", "cały"),
        ("*cały*", "**Zapisz**"), ("{{redirect_uri}}\n```", "{{redirect_uri}} \n```"),
        ("![Strona]", "![Strony]"), ("images/page.pl.svg", "images/page2.pl.svg"),
        ("- [ ] Utwórz.", "- [ ] Utwórz. Dalej."), ("Wklej:\n", "Wklej:\n\nWklej:\n"),
        ("Wklej:", "# Wklej:"), ("Wklej:", "> Wklej:"), ("Wklej:", "- Wklej:"),
        ("Wklej:", "1. Wklej:"), ("Wklej:", "`Wklej:`"),
        ("Wklej:", "[Wklej:](https://example.com)"),
    ])
    func `what a step says does`(old: String, new: String) throws {
        var fixture = LintFixture()
        let before = try digest(fixture)
        // A heading of a higher level would end the step.
        fixture.replace(old, new.hasPrefix("# ") ? "##" + new : new, in: "pl.md")
        let guide = fixture.fixture.load().guide
        try #expect(#require(guide?.digests["client"]) != before)
        #expect(guide?.digests["trouble"] == LintFixture().fixture.load().guide?.digests["trouble"])
    }

    /// Two texts in the place of the same words.
    @Test(arguments: [
        ("Wklej to:", "Wklej  to:", true),
        ("[Wklej](https://a.b):", "[ Wklej ](https://a.b):", true),
        ("[Wklej](https://a.b):", "[Wklej](https://a.c):", false), ("- Wklej:", "1. Wklej:", false),
        ("```sh\na\n```", "```\na\n```", false), ("Wklej:\n\n---\n", "Wklej:\n", false),
        ("| a |\n|---|\n| b |\n", "| c |\n|---|\n| b |\n", false),
    ])
    func `two ways to write it say the same, or not`(
        one: String, other: String, isSame: Bool
    ) throws {
        let digests = try [one, other].map { text in
            var fixture = LintFixture()
            fixture.replace("Wklej:", text, in: "pl.md")
            return try digest(fixture)
        }
        #expect((digests[0] == digests[1]) == isSame)
    }

    // MARK: Falling behind

    @Test func `a stale step is shown in the source language, the rest is translated`() throws {
        var fixture = LintFixture()
        fixture.replace("Wklej:", "Wklej wszystko:", in: "pl.md")
        for guide in [
            fixture.fixture.load().guide, fixture.fixture.load(language: "en").guide,
        ] {
            let guide = try #require(guide)
            #expect(guide.stale == ["en": ["client"]])
            let client = try #require(guide.shown("client", in: "en"))
            #expect(client.text.title.plainText == "Klient")
            #expect((client.locale, client.isFallback) == ("pl", true))
            let app = try #require(guide.shown("app", in: "en"))
            #expect(app.text.title.plainText == "Create the app")
            #expect((app.locale, app.isFallback) == ("en", false))
            #expect(guide.texts["en"]?.step("client") == client.text)
            // A translated step's link to it, its own link, and a link in it still lead there.
            #expect(guide.step(at: "client", in: "en") == "client")
            #expect(guide.step(at: "klient", in: "en") == "client")
            #expect(guide.step(at: "załóż-aplikację", in: "en") == "app")
            #expect(guide.shown("nothing", in: "en") == nil)
        }
        let polish = try #require(fixture.fixture.load(language: "pl").guide)
        #expect(polish.shown("client", in: "pl")?.isFallback == false)
        #expect(polish.stale == [:])
    }

    @Test func `drawings go with the translation as it stands in its file`() throws {
        var fixture = LintFixture()
        fixture.replace("Wklej:", "Wklej wszystko:", in: "pl.md")
        let guide = try #require(fixture.fixture.load().guide)
        let text = "pictures:\n  - id: page\n    step: client\n    body: [{ text: a }]\n"
        let (pictures, problems) = Picture.read(
            SourceFile(path: "pictures.yml", text: text), for: guide)
        #expect(problems == [])
        #expect(pictures.first?.description(in: "en", of: guide) == "Page")
    }

    @Test func `in a language that a guide does not have its own is no fallback`() throws {
        let guide = try #require(LintFixture().fixture.load().guide)
        let shown = try #require(guide.shown("client", in: "de"))
        #expect((shown.locale, shown.isFallback) == ("pl", false))
    }

    @Test func `without a lock, and where nothing was confirmed, nothing is stale`() throws {
        var fixture = LintFixture()
        fixture.fixture.files["guide.lock"] = nil
        #expect(fixture.fixture.load().guide?.stale == [:])
        fixture = LintFixture()
        fixture.changeLock { $0.contains("client") ? nil : $0 }
        fixture.replace("Wklej:", "Wklej wszystko:", in: "pl.md")
        #expect(fixture.fixture.load().guide?.stale == [:])
    }

    // MARK: Confirming

    @Test func `confirming names what it changed, and only that`() throws {
        var fixture = LintFixture()
        #expect(fixture.bless() == [])
        fixture.replace("Wklej:", "Wklej wszystko:", in: "pl.md")
        fixture.replace("Szukaj w", "Szukaj niżej w", in: "pl.md")
        #expect(fixture.bless(["client"]) == ["client en"])
        #expect(fixture.fixture.load().guide?.stale == ["en": ["trouble"]])
        #expect(fixture.bless() == ["trouble en"])
        #expect(fixture.fixture.load().guide?.stale == [:])
        let lock = fixture.fixture.files["guide.lock"]
        #expect(fixture.bless() == [])
        #expect(fixture.fixture.files["guide.lock"] == lock)
    }

    @Test func `one language knows what every step says, with the lock and without`() throws {
        var fixture = LintFixture()
        let whole = try #require(fixture.fixture.load().guide).digests
        for language in ["pl", "en"] {
            #expect(fixture.fixture.load(language: language).guide?.digests == whole)
        }
        // The source's file is another one now, so that the lock's digests of it do not count.
        fixture.replace("Wklej:", "Wklej wszystko:", in: "pl.md")
        let changed = try #require(fixture.fixture.load().guide).digests
        #expect(changed != whole)
        #expect(fixture.fixture.load(language: "en").guide?.digests == changed)
        fixture.fixture.files["guide.lock"] = nil
        #expect(fixture.fixture.load(language: "en").guide?.digests == changed)
    }

    @Test(arguments: [
        ("format: 1", "format: 2", "guide.lock:2:9 K116-bad-value | format | 2 | 1"),
        ("format: 1\n", "", "guide.lock:2:1 K114-missing-key | format"),
        (
            "format: 1", "format: 1\nmore: 2",
            "guide.lock:3:1 K113-unknown-key | more | format,source,steps"
        ),
        ("steps:\n", "steps: []\nx:\n", "guide.lock:4:8 K115-wrong-type | steps | map"),
        ("en: '", "EN: '", "guide.lock:5:50 K117-bad-id | EN"),
        ("  app:", "  App:", "guide.lock:5:3 K117-bad-id | App"),
        ("source: '", "source: 'x", "guide.lock:3:9 K116-bad-value"),
        ("  app:", "<<<<<<< HEAD\n  app:", "guide.lock:6:6 K110-yaml-syntax"),
    ])
    func `a lock that is none is refused with its place`(old: String, new: String, line: String) {
        var fixture = LintFixture()
        var text = fixture.fixture.files["guide.lock"] ?? ""
        if let range = text.ranges(of: old).first { text.replaceSubrange(range, with: new) }
        fixture.fixture.files["guide.lock"] = text
        let report = fixture.fixture.report()
        #expect(report.contains { $0.hasPrefix(line) }, "\(report)")
        #expect(fixture.fixture.load().guide == nil)
    }

    @Test(arguments: [(1 << 20, true), (1 << 20 + 1, false)])
    func `a lock may have a mebibyte`(length: Int, isFine: Bool) {
        var fixture = LintFixture()
        let missing = length - (fixture.fixture.files["guide.lock"] ?? "").utf8.count
        fixture.fixture.files["guide.lock"]? += String(repeating: "#", count: missing)
        let told = isFine ? [] : ["guide.lock:1:1 K102-file-too-long | 1048576"]
        #expect(fixture.fixture.report() == told)
    }
}
