/// How long the steps of the carried guides are on a terminal of 80 columns.
import Carried
import Guides
import Testing

@testable import Commands

struct StepLengthTests {
    /// A screen of text: what Krok adds (title, questions, link, age) and empty lines not counted.
    private static let screen = 24

    /// Values as long as real ones: a text grows when they are filled in.
    private static let values = [
        "yetiforce_url": "https://crm.example.com/", "mailbox": "biuro@firma.example",
        "redirect_app": "Gmail OAuth", "project_id": "yetiforce-mail", "server_name": "Google",
        "app_name": "YetiForce CRM",
        "client_id":
            "123456789012-example0example0example0example0.apps.googleusercontent.com",
        "redirect_uri":
            "https://crm.example.com/webservice/OAuth/MailAccount/EXAMPLEexampleEXAMPLEexampleEXAM",
    ]

    private static func guide(_ id: String) throws -> Guide {
        func file(_ name: String) throws -> SourceFile {
            let path = id + "/" + name
            return SourceFile(path: path, bytes: try #require(Carried.file(path)))
        }
        let (guide, problems) = Guide.load(
            id: id, manifest: try file("guide.yml"),
            texts: ["pl": try file("pl.md"), "en": try file("en.md")],
            lock: try file(Guide.lockName))
        return try #require(guide, "\(problems)")
    }

    private static func count(_ step: String, of guide: Guide, in language: String) throws -> Int {
        let text = try #require(guide.texts[language]?.steps.first { $0.id == step })
        var layout = BlockLayout(
            style: Style(plain: true, colour: false, links: false, width: 80), language: language)
        layout.value = { Piece(values[$0] ?? "⟨" + $0 + "⟩", .code) }
        layout.step = { guide.place(at: $0, in: language) }
        layout.picture = { text, _ in "[Rysunek: " + text + "]" }
        layout.task = { _ in (number: 1, isTicked: false) }
        let lines = layout.lines(text.body, width: 80)
        return lines.count { !$0.pieces.isEmpty }
    }

    @Test(arguments: ["gmail", "rotate-secret"], ["pl", "en"])
    func `a step has a screen of text at most`(id: String, language: String) throws {
        let guide = try StepLengthTests.guide(id)
        for step in guide.steps where !step.isReference {
            let lines = try StepLengthTests.count(step.id, of: guide, in: language)
            #expect(lines > 3 && lines <= StepLengthTests.screen, "\(step.id): \(lines)")
        }
    }
}
