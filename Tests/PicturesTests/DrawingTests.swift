/// Drawings of a small guide: words, numbers, frames, and nothing that acts.
import Guides
import Pictures
import Testing

struct DrawingTests {
    private static let manifest = """
        id: mini
        source: pl
        locales: [pl, en]
        inputs:
          name: { kind: text }
        steps:
          - id: form
            asks: [name]
        labels:
          save: { en: Save <now>, pl: Zapisz & wyjdź }
          type: { en: [Type, Kind], pl: Typ }
        """

    private static func text(_ language: String, _ tasks: [String]) -> String {
        """
        # Mini

        ## Form
        <!-- step: form -->

        ![\(language) "form" & \\<more>](images/form.\(language).svg)

        \(tasks.map { "- [ ] Do it. <!-- task: \($0) -->" }.joined(separator: "\n"))

        - Name <!-- input: name -->

        """
    }

    private static let description = """
        pictures:
          - id: form
            step: form
            address: example.com/<form>
            project: { text: my-project }
            menu: { title: $type, items: [$save, $type], marked: $type, task: first }
            body:
              - { heading: $type }
              - { field: $type, value: $type, list: true }
              - { field: $type, hidden: true, beside: x }
              - { box: abc, ticked: true }
              - { radio: abc }
              - { part: $save }
              - { text: a b c, code: true }
              - row:
                  - { button: $save, importance: off }
                  - { sign: G }
              - table: [$type]
                rows:
                  - [abc, { button: $save, task: second }]
              - { dialog: $save, body: [abc, { path: [$type, $save] }] }
        """

    private static func draw(
        _ language: String, tasks: [String] = ["first", "second"],
        manifest: String = DrawingTests.manifest
    ) throws -> String {
        let (guide, problems) = Guide.load(
            id: "mini", manifest: SourceFile(path: "guide.yml", text: manifest),
            texts: [
                "pl": SourceFile(path: "pl.md", text: text("pl", tasks)),
                "en": SourceFile(path: "en.md", text: text("en", tasks)),
            ])
        #expect(problems == [])
        let whole = try #require(guide)
        let (pictures, faults) = Picture.read(
            SourceFile(path: "pictures.yml", text: description), for: whole)
        #expect(faults == [])
        return Pictures.svg(try #require(pictures.first), of: whole, in: language)
    }

    /// What stands between `<text …>` and `</text>`, in order.
    private static func words(_ svg: String) -> [String] {
        svg.matches(of: /<text [^>]*>([^<]*)<\/text>/).map { String($0.1) }
    }

    @Test func `the words are those of the language`() throws {
        let polish = DrawingTests.words(try DrawingTests.draw("pl"))
        let english = DrawingTests.words(try DrawingTests.draw("en"))
        #expect(polish.contains("Zapisz &amp; wyjdź") && polish.contains("Typ"))
        #expect(english.contains("Save &lt;now&gt;") && english.contains("Type"))
        #expect(!english.contains("Kind") && !english.contains("Typ"))
        #expect(english.contains("Type › Save &lt;now&gt;"))
        #expect(polish.contains("example.com/&lt;form&gt;") && polish.contains("my-project"))
        #expect(polish.count == english.count)
    }

    @Test func `what the picture shows is told in words, escaped`() throws {
        let svg = try DrawingTests.draw("pl")
        #expect(svg.contains("<title>pl &quot;form&quot; &amp; &lt;more&gt;</title>"))
        #expect(svg.contains("role=\"img\" lang=\"pl\""))
    }

    @Test func `a number is the task's place in its step, wherever the task moves`() throws {
        func numbers(_ svg: String) -> [String] {
            svg.matches(of: /class="tn"[^>]*>([0-9]+)</).map { String($0.1) }
        }
        #expect(numbers(try DrawingTests.draw("pl")) == ["1", "2"])
        let moved = try DrawingTests.draw("pl", tasks: ["zero", "second", "first"])
        #expect(numbers(moved) == ["3", "2"])
    }

    @Test func `a changed label redraws the picture`() throws {
        let changed = DrawingTests.manifest.replacing("pl: Typ", with: "pl: Rodzaj")
        let svg = try DrawingTests.draw("pl", manifest: changed)
        #expect(DrawingTests.words(svg).contains("Rodzaj"))
        #expect(!svg.contains("Typ"))
        #expect(
            try DrawingTests.draw("en", manifest: changed) == DrawingTests.draw("en"))
    }

    @Test func `the same description gives the same bytes`() throws {
        #expect(try DrawingTests.draw("pl") == DrawingTests.draw("pl"))
    }

    @Test func `a box, a list and a hidden value look like it`() throws {
        let svg = try DrawingTests.draw("en")
        #expect(svg.components(of: "class=\"v\"") == 1)
        #expect(DrawingTests.words(svg).contains("••••••••••"))
        #expect(svg.components(of: "class=\"o\"") == 1)
        #expect(svg.components(of: "class=\"r\"") == 1)
        #expect(svg.components(of: "class=\"s\"") == 1)
    }
}

extension String {
    /// How often a text occurs.
    func components(of text: String) -> Int { ranges(of: text).count }
}
