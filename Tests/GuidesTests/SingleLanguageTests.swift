/// A guide that is known to be sound, read in one language.
import Guides
import Testing

struct SingleLanguageTests {
    @Test(arguments: ["pl", "en"])
    func `one language is the same in it as in the whole guide`(language: String) throws {
        let fixture = Fixture()
        let whole = try #require(fixture.load().guide)
        let (single, problems) = fixture.load(language: language)
        #expect(problems == [])
        let guide = try #require(single)
        #expect(guide.texts == [language: try #require(whole.texts[language])])
        #expect(guide.steps == whole.steps)
        #expect(guide.inputs == whole.inputs)
        #expect(guide.form == whole.form)
        #expect(guide.labels == [])
    }

    @Test func `inputs without steps are those of the whole guide`() throws {
        let fixture = Fixture()
        let whole = try #require(fixture.load().guide)
        let (inputs, problems) = Guide.inputs(id: "mini", manifest: fixture.manifestFile)
        #expect(problems == [])
        let guide = try #require(inputs)
        #expect(guide.inputs == whole.inputs)
        #expect(guide.form == whole.form)
        #expect(guide.steps == [])
    }

    @Test func `inputs that stand behind the steps are read`() throws {
        var fixture = Fixture()
        let text = try #require(fixture.files["guide.yml"])
        let parts = text.split(separator: "steps:", maxSplits: 1)
        let inputs = parts[0].split(separator: "inputs:", maxSplits: 1)
        fixture.files["guide.yml"] =
            "\(inputs[0])steps:\(parts[1])inputs:\(inputs[1])"
        let guide = try #require(Guide.inputs(id: "mini", manifest: fixture.manifestFile).guide)
        #expect(guide.inputs == Fixture().load().guide?.inputs)
    }

    @Test func `a language that the guide has not is replaced by its source`() throws {
        let guide = try #require(Fixture().load(language: "de").guide)
        #expect(Array(guide.texts.keys) == [guide.source])
    }
}
