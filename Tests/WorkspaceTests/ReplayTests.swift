/// A recorded set of answers through the engine itself, as `Tests/Peers/test_replay.py` plays it.
import Foundation
import Guides
import Secrecy
import Testing
import Walkthrough
import Workspace
import YetiForce

struct ReplayTests {
    private struct Record: Decodable {
        let steps: [Entry]
    }

    private struct Entry: Decodable {
        let step: String
        let answers: [[String]]?
        let skip: String?
        let ticks: Ticks?
    }

    private enum Ticks: Decodable {
        case all
        case first(Int)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = (try? value.decode(Int.self)).map { .first($0) } ?? .all
        }
    }

    private static let answers = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Peers/answers")

    private static func file(_ name: String) throws -> Data {
        try Data(contentsOf: answers.appending(path: name))
    }

    @Test(arguments: [
        "external", "internal", "testing-once", "production-once", "internal-once",
    ])
    func `the engine ends where the terminal does, with the same export`(name: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        let record = try JSONDecoder().decode(
            Record.self, from: ReplayTests.file(name + ".json"))
        for entry in record.steps { try ReplayTests.play(entry, session) }

        let walkthrough = try session.walkthrough()
        let path = walkthrough.path.map { step, state in
            let (all, open) = (walkthrough.tasks(of: step), walkthrough.openTasks(of: step))
            let ticked = all.count - open.count
            return [step.id, state.name, ticked > 0 && open.isEmpty ? "all" : "\(ticked)"]
        }
        let expected = try JSONDecoder().decode(
            [[String]].self, from: ReplayTests.file(name + ".path.json"))
        #expect(path == expected)

        let words = ExportWords(
            title: "", profile: "", field: "", value: "", name: "", redirectURI: "", masked: "",
            revealed: "", missing: "", fill: FillWords { _ in "" })
        let export = try session.form().render(
            as: .json, reveal: true, language: .en, words: words, width: nil,
            cellWidth: { _ in 1 })
        let bytes = export.bytes.copiedBytes()
        #expect(bytes == [UInt8](try ReplayTests.file(name + ".export.json")))
    }

    private static func play(_ entry: Entry, _ session: Session) throws {
        for answer in entry.answers ?? [] { try session.capture(answer[0], answer[1]) }
        if let reason = entry.skip {
            try session.handle(.skip(step: entry.step, reason: reason))
            return
        }
        let step = try #require(session.guide.step(entry.step))
        let tasks = try session.walkthrough().tasks(of: step)
        let count =
            switch entry.ticks {
            case .first(let number): number
            case .all, nil: tasks.count
            }
        for task in tasks.prefix(count) {
            try session.handle(.tick(step: entry.step, task: task))
        }
    }
}
