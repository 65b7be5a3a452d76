/// Both languages of a label.
import CommonMark
import Testing

@testable import Guides

struct LabelPairsTests {
    private static func pairs(_ language: String, _ fixture: Fixture = Fixture()) throws
        -> LabelPairs
    {
        let guide = try #require(fixture.load().guide)
        return try #require(LabelPairs(guide, language: language))
    }

    private static func shown(
        _ markdown: String, _ language: String, of step: String? = "app",
        _ fixture: Fixture = Fixture()
    ) throws -> String {
        let blocks = try CommonMark.parse(markdown).blocks
        return HTMLRenderer().html(try pairs(language, fixture).added(to: blocks, of: step))
    }

    @Test(arguments: [
        (
            "pl", "Kliknij **Klienci**.",
            "<p>Kliknij <strong>Klienci</strong> (<span lang=\"en\">Clients</span>).</p>\n"
        ),
        (
            "en", "**Clients** › **Save**",
            "<p><strong>Clients</strong> (<span lang=\"pl\">Klienci</span>) › <strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</p>\n"
        ),
        (
            "en", "[**Save**](#x)",
            "<p><a href=\"#x\"><strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</a></p>\n"
        ),
        (
            "en", "*or **Save***",
            "<p><em>or <strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</em></p>\n"
        ),
        (
            "en", "> **Save**",
            "<blockquote>\n<p><strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</p>\n</blockquote>\n"
        ),
        (
            "en", "~~**Save**~~",
            "<p><del><strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</del></p>\n"
        ),
        (
            "en", "### **Save**",
            "<h3><strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)</h3>\n"
        ),
    ])
    func `a label is followed by its other word, with its language`(
        language: String, markdown: String, html: String
    ) throws {
        #expect(try LabelPairsTests.shown(markdown, language) == html)
    }

    @Test(arguments: ["- **Save**", "| **Save** |\n|---|", "| a |\n|---|\n| **Save** |"])
    func `lists and tables have both words`(markdown: String) throws {
        let html = try LabelPairsTests.shown(markdown, "en")
        #expect(html.contains("<strong>Save</strong> (<span lang=\"pl\">Zapisz</span>)"))
    }

    @Test(arguments: [
        // No label; told by the text itself, on the same or the next line; code; a picture.
        "**Something**", "**Save** (Zapisz)", "**Save**\n(Zapisz, also there)", "`Save`",
        "![**Save**](a.svg)",
    ])
    func `nothing is added`(markdown: String) throws {
        #expect(
            try LabelPairsTests.shown(markdown, "en")
                == HTMLRenderer().html(try CommonMark.parse(markdown).blocks))
    }

    @Test func `other parentheses do not count as told`() throws {
        #expect(try LabelPairsTests.shown("**Save** (now)", "en").contains("Zapisz"))
    }

    @Test func `of a word that is the same in both languages only others are told`() throws {
        var fixture = Fixture()
        fixture.replace(
            "external: { en: External, pl: [Zewnętrzny, Z zewnątrz] }",
            "external: { en: Zewnętrzny, pl: [Zewnętrzny, Z zewnątrz] }", in: "guide.yml")
        fixture.replace("**External**", "**Zewnętrzny**", in: "en.md")
        #expect(
            try LabelPairsTests.pairs("en", fixture).others(of: "Zewnętrzny", in: "app") == [
                "Z zewnątrz"
            ])
    }

    @Test
    func `of several words all are told, the one first that the other language uses in the step`()
        throws
    {
        // The manifest prefers Zewnętrzny, which is what the Polish step says, too.
        #expect(
            try LabelPairsTests.pairs("en").others(of: "External", in: "app")
                == ["Zewnętrzny", "Z zewnątrz"])
        var fixture = Fixture()
        fixture.replace("Kliknij **Zewnętrzny**", "Kliknij **Z zewnątrz**", in: "pl.md")
        let pairs = try LabelPairsTests.pairs("en", fixture)
        #expect(pairs.others(of: "External", in: "app") == ["Z zewnątrz", "Zewnętrzny"])
        #expect(pairs.others(of: "External", in: "client") == ["Zewnętrzny", "Z zewnątrz"])
        #expect(pairs.others(of: "External", in: nil) == ["Zewnętrzny", "Z zewnątrz"])
    }

    /// Wherever the other language's text says it.
    @Test(arguments: [
        "*tu **Z zewnątrz***", "> **Z zewnątrz**", "### **Z zewnątrz**", "- **Z zewnątrz**",
        "| **Z zewnątrz** |\n|---|", "| a |\n|---|\n| **Z zewnątrz** |",
    ])
    func `the word of the step is found`(markdown: String) throws {
        var fixture = Fixture()
        fixture.replace("Kliknij **Zewnętrzny**", "Kliknij", in: "pl.md")
        fixture.replace("Wybierz:", markdown + "\n\nWybierz:", in: "pl.md")
        let pairs = try LabelPairsTests.pairs("en", fixture)
        #expect(pairs.others(of: "External", in: "app") == ["Z zewnątrz", "Zewnętrzny"])
    }

    @Test func `the introduction has words of its own`() throws {
        var fixture = Fixture()
        fixture.replace("Wstęp z", "**Z zewnątrz**: wstęp z", in: "pl.md")
        let pairs = try LabelPairsTests.pairs("en", fixture)
        #expect(pairs.others(of: "External", in: nil) == ["Z zewnątrz", "Zewnętrzny"])
        #expect(pairs.others(of: "External", in: "app") == ["Zewnętrzny", "Z zewnątrz"])
    }

    @Test(arguments: [
        ("**Z zewnątrz** (External, też **Zewnętrzny**)", "(External, też Zewnętrzny)"),
        ("(bywa **Klienci**)", "(bywa Klienci [Clients])"),
        ("**Klienci**, potem **Klienci**", "Klienci (Clients), potem Klienci"),
        ("**Klienci** i **Clients**", "Klienci (Clients) i Clients"),
        ("**Clients** (bywa **Klienci**)", "Clients (bywa Klienci)"),
        ("(a) **Klienci**", "(a) Klienci (Clients)"),
        ("a) **Klienci**", "a) Klienci (Clients)"),
    ])
    func `nothing is told twice, and parentheses do not nest`(
        markdown: String, shown: String
    ) throws {
        let blocks = try CommonMark.parse(markdown).blocks
        let added = try LabelPairsTests.pairs("pl").added(to: blocks, of: "app")
        #expect(added.plainText.hasSuffix(shown))
    }

    @Test func `spellings that differ in capitals or dashes are one`() throws {
        var fixture = Fixture()
        fixture.replace(
            "clients: { en: Clients,", "clients: { en: [Clients – A, Clients - a, Clients],",
            in: "guide.yml")
        let pairs = try LabelPairsTests.pairs("pl", fixture)
        #expect(pairs.others(of: "Klienci", in: "app") == ["Clients", "Clients – A"])
    }

    @Test func `a word that two labels have in common is said once`() throws {
        var fixture = Fixture()
        fixture.replace(
            "  save: {", "  keep: { en: Save, pl: Zapisz }\n  save: {", in: "guide.yml")
        #expect(try LabelPairsTests.pairs("en", fixture).others(of: "Save", in: nil) == ["Zapisz"])
    }

    @Test func `where two labels share a word, both are named unless the step tells`() throws {
        var fixture = Fixture()
        fixture.replace(
            "  save: { en: Save, pl: Zapisz }\n",
            "  save: { en: Save, pl: Zapisz }\n  keep: { en: Save, pl: Zachowaj }\n",
            in: "guide.yml")
        #expect(
            try LabelPairsTests.pairs("en", fixture).others(of: "Save", in: "app")
                == ["Zapisz", "Zachowaj"])
        #expect(
            try LabelPairsTests.shown("**Save**", "en", fixture).contains(
                "(<span lang=\"pl\">Zapisz / Zachowaj</span>)"))
        fixture.replace("Żółta strona", "Żółta strona **Zachowaj**,", in: "pl.md")
        #expect(
            try LabelPairsTests.pairs("en", fixture).others(of: "Save", in: "app") == ["Zachowaj"])
    }

    @Test func `one language, or no labels, makes no pairs`() throws {
        let single = try #require(Fixture().load(language: "pl").guide)
        #expect(LabelPairs(single, language: "pl") == nil)
    }
}
