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

    @Test func `a language that the guide has not is replaced by its source`() throws {
        let guide = try #require(Fixture().load(language: "de").guide)
        #expect(Array(guide.texts.keys) == [guide.source])
    }
}
