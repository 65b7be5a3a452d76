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

    @Test func `an input alone is as in the whole guide`() throws {
        let fixture = Fixture()
        let whole = try #require(fixture.load().guide)
        #expect(whole.inputs.count > 1)
        for input in whole.inputs {
            let (alone, problems) = Guide.input(
                input.id, id: "mini", manifest: fixture.manifestFile)
            #expect(problems == [])
            let guide = try #require(alone)
            #expect(guide.inputs == [input])
            #expect(guide.form == nil)
            #expect(guide.steps == [])
        }
    }

    @Test func `for a name that no input has all inputs are read`() throws {
        let fixture = Fixture()
        let whole = try #require(fixture.load().guide)
        for name in ["nothing", "kind", "id", "", "inputs", "yetiforce_url:", "client"] {
            let guide = Guide.input(name, id: "mini", manifest: fixture.manifestFile).guide
            #expect(guide?.inputs == whole.inputs, "\(name)")
        }
    }

    @Test func `inputs that stand behind the steps are read`() throws {
        var fixture = Fixture()
        let text = try #require(fixture.files["guide.yml"])
        let parts = text.split(separator: "steps:", maxSplits: 1)
        let inputs = parts[0].split(separator: "inputs:", maxSplits: 1)
        fixture.files["guide.yml"] =
            "\(inputs[0])steps:\(parts[1])inputs:\(inputs[1])"
        let whole = try #require(Fixture().load().guide)
        for input in whole.inputs {
            let guide = Guide.input(input.id, id: "mini", manifest: fixture.manifestFile).guide
            #expect(guide?.inputs == [input])
        }
    }

    @Test(arguments: [
        "inputs: {a: {kind: text}, b: {kind: url, sensitive: true}}\n",
        "inputs:\n    a:\n        kind: text\n\n# c\n    b:   # c\n# d\n        kind: url\n        sensitive: true",
        "inputs:\n  a: {kind: text}\n  # b:\n  b: {kind: url, sensitive: true}\n",
        "inputs:\n  \"a\": {kind: text}\n  b:\n    sensitive: true\n    kind: url\nprovider: b\n",
    ])
    func `an input is found however it is written`(inputs: String) throws {
        let head = "# b:\nid: mini\nsource: en\nlocales:\n- en\n- pl\n"
        let steps = "steps:\n- id: b\n  minutes: 1\nlabels:\n  b: {pl: c}\n"
        for text in [head + inputs + "\n" + steps, head + steps + inputs] {
            let file = SourceFile(path: "guide.yml", text: text)
            let (guide, problems) = Guide.input("b", id: "mini", manifest: file)
            #expect(problems == [])
            let input = try #require(guide?.input("b"))
            #expect(input.kind == .url && input.isSensitive)
        }
    }

    @Test func `a language that the guide has not is replaced by its source`() throws {
        let guide = try #require(Fixture().load(language: "de").guide)
        #expect(Array(guide.texts.keys) == [guide.source])
    }
}
