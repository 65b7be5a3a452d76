/// A guide without faults, looked at from every side.
import CommonMark
import Guides
import Testing

struct GuideTests {
    private func guide() throws -> Guide {
        try #require(Fixture().load().guide)
    }

    @Test func `the manifest becomes values in its own order`() throws {
        let guide = try guide()
        #expect(guide.id == "mini")
        #expect(guide.source == "pl")
        #expect(guide.locales == ["pl", "en"])
        #expect(guide.provider == "google")
        #expect(guide.form?.id == "mail-form")
        #expect(
            guide.form?.fields.map { "\($0.name)=\($0.input)" } == [
                "name=app_name", "secret=audience",
            ])
        #expect(guide.form?.input(of: "secret") == "audience")
        #expect(guide.form?.redirectURI == "app_name")
        #expect(guide.form?.address == nil)
        #expect(guide.labels.map(\.id) == ["clients", "save", "external"])
        #expect(
            guide.label("external")?.words == [
                "en": ["External"], "pl": ["Zewnętrzny", "Z zewnątrz"],
            ])
        #expect(guide.label(of: "Z zewnątrz", in: "pl")?.id == "external")
        #expect(guide.label(of: "Z zewnątrz", in: "en") == nil)
        #expect(
            guide.inputs.map(\.id) == [
                "audience", "publishing", "app_name", "redirect_uri", "client_secret",
            ])
        #expect(guide.steps.map(\.id) == ["app", "client", "trouble"])
    }

    @Test func `an input has what the manifest gives it, and defaults for the rest`() throws {
        let guide = try guide()
        let publishing = try #require(guide.input("publishing"))
        #expect(publishing.kind == .choice)
        #expect(publishing.condition?.description == "audience == external")
        #expect(publishing.options == ["testing", "production"])
        let name = try #require(guide.input("app_name"))
        #expect(name.kind == .text)
        #expect((name.shortest, name.longest) == (3, 20))
        #expect(name.suggestion == "Poczta")
        #expect(!name.isSensitive)
        #expect(name.mismatch == .warn)
        #expect(name.condition == nil && name.pattern == nil && name.refuses == [])
        let redirect = try #require(guide.input("redirect_uri"))
        #expect(redirect.kind == .url)
        #expect(redirect.isSensitive)
        #expect(redirect.pattern?.description == "https://[a-z.]+/.*")
        #expect(redirect.mismatch == .refuse)
        #expect(redirect.refuses == [.space, .http, .ipAddress])
        let secret = try #require(guide.input("client_secret"))
        #expect(secret.kind == .secret)
        #expect(secret.isSensitive)
        #expect(secret.notLike == "app_name")
        #expect(secret.beginsWith == "app_name")
        #expect(guide.input("nobody") == nil)
    }

    @Test func `a step has what the manifest gives it`() throws {
        let guide = try guide()
        let app = try #require(guide.step("app"))
        #expect(app.minutes == 3)
        #expect(app.open?.description == "https://example.com/new?name={{app_name}}")
        #expect(app.asks == ["audience", "publishing", "app_name"])
        #expect(app.checks == [.form])
        #expect(app.verified == CalendarDate(year: 2026, month: 10, day: 6))
        #expect(app.recheckDays == 90)
        #expect(!app.isReference)
        let client = try #require(guide.step("client"))
        #expect(
            client.condition?.description
                == "audience == external and publishing in [testing, production]")
        #expect(client.uses == ["redirect_uri"])
        let trouble = try #require(guide.step("trouble"))
        #expect(trouble.isReference)
        #expect(trouble.symptoms.map(\.id) == ["blocked"])
        #expect(trouble.symptoms.map(\.step) == ["app"])
    }

    @Test func `a text becomes title, introduction and steps`() throws {
        let text = try #require(guide().texts["pl"])
        #expect(text.title.plainText == "Mały przewodnik")
        #expect(
            HTMLRenderer().html(text.introduction)
                == "<p>Wstęp z <a href=\"https://example.com\">odsyłaczem</a> i "
                + "<a href=\"#załóż-aplikację\">krokiem</a>, <strong>Zapisz</strong>.</p>\n")
        #expect(text.steps.map(\.id) == ["app", "client", "trouble"])
        #expect(text.steps.map(\.title.plainText) == ["Załóż aplikację", "Klient", "Kłopoty"])
        #expect(
            text.steps.map(\.anchors) == [
                ["załóż-aplikację"], ["klient"], ["kłopoty", "widzę-blocked"],
            ])
        #expect(text.step(at: "widzę-blocked")?.id == "trouble")
    }

    @Test func `tasks, inputs and options have their words without comments`() throws {
        let step = try #require(guide().texts["pl"]?.step("app"))
        let html = HTMLRenderer()
        #expect(step.tasks.map(\.id) == ["choose", "save"])
        #expect(
            step.tasks.map { html.html($0.title) } == [
                "Kliknij <strong>Zewnętrzny</strong>.", "Zapisz <code>a</code> i <em>wróć</em>.",
            ])
        #expect(step.task("save")?.blocks.count == 1)
        #expect(step.inputs.map(\.id) == ["audience", "publishing", "app_name"])
        #expect(step.inputs.map(\.title) == ["Odbiorcy", "Publikacja", "Nazwa"])
        #expect(step.inputs.map { html.html($0.hint) } == ["kto się zaloguje", "jak długo", ""])
        let audience = try #require(step.input("audience"))
        #expect(audience.options.map(\.id) == ["internal", "external"])
        #expect(audience.options.map(\.title) == ["Wewnętrzni", "Zewnętrzni"])
        #expect(audience.option("internal").map { html.html($0.hint) } == "tylko firma")
        let client = try #require(guide().texts["pl"]?.step("client"))
        #expect(client.input("redirect_uri").map { html.html($0.hint) } == "<em>cały</em>")
    }

    @Test func `list items of a body are marked and hold no comment`() throws {
        let step = try #require(guide().texts["en"]?.step("app"))
        var marks: [String] = []
        func visit(_ blocks: [Block]) {
            for case .list(let list) in blocks.map(\.kind) {
                for item in list.items {
                    marks.append("\(item.marker.map { "\($0)" } ?? "none")")
                    visit(item.blocks)
                }
            }
        }
        visit(step.body)
        #expect(
            marks == [
                "task(\"choose\")", "task(\"save\")", "input(\"audience\")",
                "option(\"internal\")", "option(\"external\")", "input(\"publishing\")",
                "option(\"testing\")", "option(\"production\")", "input(\"app_name\")",
            ])
        let body = "\(step.body)"
        #expect(!body.contains("<!--"))
        #expect(!body.contains("html"))
    }

    @Test func `a symptom has its heading and what stands below it`() throws {
        let step = try #require(guide().texts["pl"]?.step("trouble"))
        let symptom = try #require(step.symptoms.first)
        #expect(step.symptoms.count == 1)
        #expect(symptom.id == "blocked")
        #expect(symptom.title.plainText == "Widzę „Blocked”")
        #expect(symptom.anchor == "widzę-blocked")
        #expect(
            HTMLRenderer().html(symptom.body) == "<p>Wróć do <a href=\"#klient\">kroku</a>.</p>\n")
        #expect(step.body.count == 3)
    }

    @Test func `a guide is the same whatever ends its lines`() throws {
        var fixture = Fixture()
        let guide = try #require(fixture.load().guide)
        for name in ["pl.md", "en.md"] {
            fixture.files[name] = fixture.files[name]?.split(
                separator: "\n", omittingEmptySubsequences: false
            )
            .joined(separator: "\r\n")
        }
        let other = try #require(fixture.load().guide)
        #expect(other.digests == guide.digests)
        #expect(other.texts["en"]?.steps.map(\.tasks) == guide.texts["en"]?.steps.map(\.tasks))
    }

    /// A formatter may move the comment to a line of its own.
    @Test(arguments: [
        "- [ ] Save.\n  <!-- task: save -->\n", "- [ ] Save.\n\n  <!-- task: save -->\n",
        "- [ ] Save. <!--  task:  save  -->  \n", "- [ ]   Save.<!-- task: save -->\n",
        "- [x] Save. <!-- task: save -->\n", "  - [ ] Save. <!-- task: save -->\n",
    ])
    func `a comment may stand in any of these ways`(item: String) {
        var fixture = Fixture()
        fixture.replace("- [ ] Save. <!-- task: save -->\n", item, in: "en.md")
        #expect(fixture.report() == [])
        let task = fixture.load().guide?.texts["en"]?.step("app")?.task("save")
        #expect(task?.title.plainText == "Save.")
    }
}
