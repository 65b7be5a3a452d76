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
    ])
    func `a label is followed by its other word, with its language`(
        language: String, markdown: String, html: String
    ) throws {
        #expect(try LabelPairsTests.shown(markdown, language) == html)
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

    @Test func `a word that is the same in both languages gets nothing`() throws {
        var fixture = Fixture()
        fixture.replace(
            "save: { en: Save, pl: Zapisz }", "save: { en: Save, pl: Save }", in: "guide.yml")
        #expect(try LabelPairsTests.pairs("en", fixture).others(of: "Save", in: "app") == [])
    }

    @Test func `of several words the one is taken that the other language uses in the step`() throws
    {
        // The manifest prefers Zewnętrzny, which is what the Polish step says, too.
        #expect(try LabelPairsTests.pairs("en").others(of: "External", in: "app") == ["Zewnętrzny"])
        var fixture = Fixture()
        fixture.replace("Kliknij **Zewnętrzny**", "Kliknij **Z zewnątrz**", in: "pl.md")
        let pairs = try LabelPairsTests.pairs("en", fixture)
        #expect(pairs.others(of: "External", in: "app") == ["Z zewnątrz"])
        #expect(pairs.others(of: "External", in: "client") == ["Zewnętrzny"])
        #expect(pairs.others(of: "External", in: nil) == ["Zewnętrzny"])
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
