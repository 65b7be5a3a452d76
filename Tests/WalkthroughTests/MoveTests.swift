/// Ticks survive when tasks and steps are moved, added and removed, in both languages.
import Guides
import Testing

@testable import Walkthrough

/// One edit of a guide's structure, made in its manifest and in every text alike.
private struct Moves {
    /// Two steps that change places, counted from 1: the part before the steps is 0.
    var steps: (Int, Int)
    /// In these the first task goes to the end of the list.
    var turned: Set<Int> = []
    /// These lose their last task.
    var shortened: Set<Int> = []
    /// These get a task more, in front.
    var lengthened: Set<Int> = []

    static let more = "brand-new"

    /// Where the lines of each task of a section stand; empty unless they are one list.
    private static func tasks(_ lines: [String]) -> [Range<Int>] {
        let found = lines.indices.filter { lines[$0].hasPrefix("- [ ] ") }.map { start in
            var end = start + 1
            while end < lines.count, lines[end].hasPrefix("  ") { end += 1 }
            return start..<end
        }
        let isOneList = zip(found, found.dropFirst()).allSatisfy {
            $0.upperBound == $1.lowerBound
        }
        return found.count > 1 && isOneList ? found : []
    }

    func text(_ text: String) -> String {
        var sections: [[String]] = [[]]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in lines.enumerated() {
            if index + 1 < lines.count, lines[index + 1].hasPrefix("<!-- step") {
                sections.append([])
            }
            sections[sections.count - 1].append(line)
        }
        for index in sections.indices { sections[index] = edited(sections[index], index) }
        sections.swapAt(steps.0, steps.1)
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n")
    }

    private func edited(_ section: [String], _ index: Int) -> [String] {
        var lines = section
        let tasks = Moves.tasks(lines)
        guard let first = tasks.first, let last = tasks.last else { return lines }
        if shortened.contains(index) {
            lines.removeSubrange(last)
        } else if turned.contains(index) {
            lines.insert(contentsOf: lines[first], at: last.upperBound)
            lines.removeSubrange(first)
        }
        if lengthened.contains(index) {
            lines.insert("- [ ] Nowe. <!-- task: \(Moves.more) -->", at: first.lowerBound)
        }
        return lines
    }

    func manifest(_ text: String) -> String {
        var parts = text.split(separator: "\n  - id: ", omittingEmptySubsequences: false)
        parts.swapAt(steps.0, steps.1)
        return parts.joined(separator: "\n  - id: ")
    }
}

struct MoveTests {
    /// Neighbours that may change places: no answer is asked for between them.
    private static func swaps(_ guide: Guide) -> [(Int, Int)] {
        zip(guide.steps, guide.steps.dropFirst()).enumerated().compactMap { index, pair in
            let (one, other) = pair
            let needed = other.condition?.inputs ?? []
            guard !other.isReference, !one.asks.contains(where: needed.contains) else { return nil }
            return (index + 1, index + 2)
        }
    }

    private static func some(of guide: Guide, _ random: inout Seeded) -> Set<Int> {
        Set((1...guide.steps.count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    }

    @Test(arguments: ["gmail", "rotate-secret"], 1...16 as ClosedRange<UInt64>)
    func `ticks stand after moves, and go only with their tasks`(id: String, seed: UInt64) throws {
        var random = Seeded(state: seed)
        let before = try ["pl", "en"].reduce(into: [:]) {
            $0[$1] = try EditTests.text("\(id)/\($1).md")
        }
        let guide = try EditTests.load(id, before)
        let progress = try EditTests.ticked(guide, &random)
        let first = Walkthrough(guide: guide, progress: progress)
        let moves = Moves(
            steps: try #require(MoveTests.swaps(guide).randomElement(using: &random)),
            turned: MoveTests.some(of: guide, &random),
            shortened: MoveTests.some(of: guide, &random),
            lengthened: MoveTests.some(of: guide, &random))
        let manifest = try EditTests.text(id + "/guide.yml")
        let after = try EditTests.load(
            id, before.mapValues(moves.text), manifest: moves.manifest(manifest))
        let second = Walkthrough(guide: after, progress: progress)
        #expect(after.steps.map(\.id) != guide.steps.map(\.id))
        #expect(Set(after.steps.map(\.id)) == Set(guide.steps.map(\.id)))
        for locale in after.locales {
            for step in after.steps {
                // Every language has the tasks in the same new order.
                #expect(
                    after.texts[locale]?.step(step.id)?.tasks.map(\.id)
                        == second.tasks(of: step))
            }
        }
        var (removed, added, turned) = (0, 0, 0)
        for step in guide.steps {
            let (old, new) = (first.tasks(of: step), second.tasks(of: step))
            let (gone, extra) = (Set(old).subtracting(new), Set(new).subtracting(old))
            #expect(extra.isSubset(of: [Moves.more]))
            (removed, added) = (removed + gone.count, added + extra.count)
            if old.filter(new.contains) != new.filter(old.contains) { turned += 1 }
            #expect(
                Set(second.openTasks(of: step))
                    == Set(first.openTasks(of: step)).subtracting(gone).union(extra))
            if progress.done[step.id] != nil || progress.skipped[step.id] != nil {
                #expect(second.state(of: step) == first.state(of: step), "\(step.id)")
            }
            let isTicked =
                progress.done[step.id] != nil
                || new.contains { progress.ticks[step.id]?[$0] != nil }
            let isOther = after.digests[step.id] != guide.digests[step.id]
            #expect(second.isChanged(step) == (isTicked && isOther), "\(step.id)")
        }
        // Whoever draws a seed that moves nothing would test nothing.
        #expect(removed + added + turned > 0)
    }
}
