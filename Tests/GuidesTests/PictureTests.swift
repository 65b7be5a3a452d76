/// Descriptions of pictures: read as written, refused with a place when they do not fit the guide.
import Guides
import Testing

struct PictureTests {
    private static let description = """
        pictures:
          - id: strona
            step: client
            address: example.com/clients
            project: { text: my-project, task: create }
            menu: { title: $clients, items: [$save, $external], marked: $save, task: create }
            body:
              - heading: $clients
              - $save
              - { field: $external, value: abc, list: true, beside: $save, task: create }
              - { field: $external, hidden: true }
              - { box: abc, ticked: true }
              - { radio: abc, chosen: true }
              - row:
                  - { button: $save, importance: main }
                  - { sign: G, good: true }
              - table: [$save]
                rows:
                  - [abc, { text: def, code: true }]
              - dialog: $clients
                body:
                  - { part: abc }
                  - { path: [$clients, abc] }

        """

    private static let kinds =
        "heading,part,path,text,field,box,radio,button,row,table,dialog,sign"

    private static var fixture: Fixture {
        var fixture = Fixture()
        fixture.replace("images/page.svg", "images/strona.pl.svg", in: "pl.md")
        fixture.replace("images/page.svg", "images/strona.en.svg", in: "en.md")
        return fixture
    }

    private static func guide() throws -> Guide { try #require(fixture.load().guide) }

    /// What the linter says of a guide with this description, in which all else is as it should be.
    private static func lint(_ description: String) -> [String] {
        var fixture = fixture
        fixture.files["pictures.yml"] = description
        var lint = LintFixture(around: fixture, clean: fixture)
        lint.images = ["images/strona.pl.svg", "images/strona.en.svg"]
        return lint.report()
    }

    /// The description with one thing changed, where it stands first.
    private static func changed(_ old: String, _ new: String) throws -> String {
        let parts = description.split(
            separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "\(old)")
        return parts.joined(separator: new)
    }

    private static func read(_ text: String, for guide: Guide? = nil) throws -> (
        pictures: [Picture], report: [String]
    ) {
        let (pictures, problems) = Picture.read(
            SourceFile(path: "pictures.yml", text: text), for: try guide ?? PictureTests.guide())
        return (
            pictures,
            problems.map { problem in
                let words = [problem.code.rawValue] + problem.arguments
                return "\(problem.line):\(problem.column) \(words.joined(separator: " | "))"
            }
        )
    }

    @Test func `a description becomes values in its own order`() throws {
        let (pictures, report) = try PictureTests.read(PictureTests.description)
        #expect(report == [])
        let picture = try #require(pictures.first)
        #expect(pictures.count == 1)
        #expect((picture.id, picture.step) == ("strona", "client"))
        #expect(picture.address == .literal("example.com/clients"))
        #expect(
            picture.project
                == Picture.Element(
                    kind: .text(.literal("my-project"), isCode: false), task: "create"))
        #expect(picture.menu?.items == [.label("save"), .label("external")])
        #expect(picture.menu?.marked == .label("save"))
        #expect(picture.body.count == 9)
        #expect(picture.body[0].kind == .heading(.label("clients")))
        #expect(picture.body[1].kind == .text(.label("save"), isCode: false))
        guard case .field(let field) = picture.body[2].kind else {
            Issue.record("no field")
            return
        }
        #expect((field.label, field.value) == (.label("external"), .literal("abc")))
        #expect((field.isList, field.isHidden) == (true, false))
        #expect(field.button == .label("save"))
        #expect(picture.body[2].task == "create")
        #expect(picture.body[4].kind == .box(.literal("abc"), isTicked: true))
        #expect(picture.body[5].kind == .radio(.literal("abc"), isChosen: true))
        #expect(
            picture.body[6].kind
                == .row([
                    Picture.Element(kind: .button(.label("save"), .main), task: nil),
                    Picture.Element(kind: .sign("G", isGood: true), task: nil),
                ]))
        #expect(
            picture.body[7].kind
                == .table(
                    head: [.label("save")],
                    rows: [
                        [
                            Picture.Element(kind: .text(.literal("abc"), isCode: false), task: nil),
                            Picture.Element(kind: .text(.literal("def"), isCode: true), task: nil),
                        ]
                    ]))
        #expect(picture.tasks == ["create", "create", "create"])
        #expect(picture.elements.count == 16)
    }

    @Test func `a word is a label's preferred one, or reads alike everywhere`() throws {
        let guide = try PictureTests.guide()
        #expect(PictureText.label("external").words(in: "pl", of: guide) == "Zewnętrzny")
        #expect(PictureText.label("external").words(in: "en", of: guide) == "External")
        #expect(PictureText.literal("a.b").words(in: "pl", of: guide) == "a.b")
    }

    @Test func `a picture's description and numbers come from the text of its step`() throws {
        let guide = try PictureTests.guide()
        let picture = try #require(
            PictureTests.read(PictureTests.description).pictures.first)
        #expect(picture.description(in: "pl", of: guide) == "Strona")
        #expect(picture.description(in: "en", of: guide) == "Page")
        #expect(picture.number(of: "create", in: guide) == 1)
        #expect(picture.number(of: "save", in: guide) == nil)
    }

    @Test(arguments: [
        ("$external, value", "$nobody, value", "10:18 K140-unknown-label | nobody"),
        (
            "task: create }\n    menu", "task: save }\n    menu",
            "5:40 K141-unknown-picture-task | save | client"
        ),
        (
            "id: strona", "id: inna",
            "2:5 K142-picture-not-shown | inna | images/inna.en.svg | en, "
                + "2:5 K142-picture-not-shown | inna | images/inna.pl.svg | pl"
        ),
        ("step: client", "step: nowhere", "3:11 K123-unknown-step | nowhere"),
        (
            "- { box: abc, ticked: true }", "- { box: abc, radio: abc }",
            "12:9 K143-bad-element | \(kinds)"
        ),
        ("- { box: abc, ticked: true }", "- { ticked: true }", "12:9 K143-bad-element | \(kinds)"),
        ("ticked: true", "chosen: true", "12:21 K113-unknown-key | chosen | box,task,ticked"),
        ("ticked: true", "ticked: yes", "12:29 K115-wrong-type | ticked | boolean"),
        (
            "importance: main", "importance: huge",
            "15:42 K116-bad-value | importance | huge | plain,main,off"
        ),
        (
            "    body:\n      - heading", "    text:\n      - heading",
            "2:5 K114-missing-key | body, "
                + "7:5 K113-unknown-key | text | id,step,address,project,menu,body"
        ),
        ("  - id: strona", "  - id: Strona", "2:9 K117-bad-id | Strona"),
        ("pictures:", "pictures: &a", "1:11 K111-yaml-feature | &"),
    ])
    func `a fault is told with its place`(old: String, new: String, expected: String) throws {
        let description = try PictureTests.changed(old, new)
        let lines = expected.split(separator: ", ").map(String.init)
        #expect(try PictureTests.read(description).report.sorted() == lines)
        #expect(PictureTests.lint(description).sorted() == lines.map { "pictures.yml:" + $0 })
    }

    @Test func `the linter finds nothing in the description`() {
        #expect(PictureTests.lint(PictureTests.description) == [])
    }

    @Test(arguments: [
        // One that comes close to each of the codes above, in their order.
        ("$external, value", "$clients, value"), ("heading: $clients", "heading: $save"),
        ("- heading: $clients", "- { heading: $clients, task: create }"),
        ("id: strona", "id: 'strona'"), ("step: client", "step: \"client\""),
        ("- { box: abc, ticked: true }", "- { box: abc }"),
        ("ticked: true", "ticked: false"), ("importance: main", "importance: off"),
        ("    body:\n      - heading: $clients\n", "    body:\n"),
        ("pictures:", "pictures:   # a & b"),
    ])
    func `a description that comes close is fine`(old: String, new: String) throws {
        let description = try PictureTests.changed(old, new)
        #expect(try PictureTests.read(description).report == [])
        #expect(PictureTests.lint(description) == [])
    }

    @Test func `a picture that is there twice is told once`() throws {
        let twice =
            PictureTests.description
            + PictureTests.description.dropFirst("pictures:\n".count)
        let report = try PictureTests.read(twice).report
        #expect(report == ["24:5 K118-duplicate-id | picture | strona"])
    }

    @Test(arguments: ["", "a", "[]", "pictures: a", "pictures: [a]", "pictures:\n  - []", "a: b"])
    func `whatever the file is, it is refused with a reason`(text: String) throws {
        #expect(try !PictureTests.read(text).report.isEmpty)
    }

    @Test func `a file that is too long or no text is refused`() throws {
        let guide = try PictureTests.guide()
        let long = SourceFile(path: "p", bytes: Array(repeating: 0x20, count: 1 << 20 + 1))
        #expect(Picture.read(long, for: guide).problems.map(\.code) == [.fileTooLong])
        let broken = SourceFile(path: "p", bytes: [0xC5, 0x20])
        #expect(Picture.read(broken, for: guide).problems.map(\.code) == [.notUTF8])
    }
}
