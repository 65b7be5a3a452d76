/// Ticks survive every edit of a guide's texts that keeps its IDs, in both languages.
import Carried
import Guides
import Testing

@testable import Walkthrough

struct EditTests {
    static func text(_ name: String) throws -> String {
        String(decoding: try #require(Carried.file(name)), as: UTF8.self)
    }

    static func load(
        _ id: String, _ texts: [String: String], manifest: String? = nil
    ) throws -> Guide {
        let (guide, problems) = Guide.load(
            id: id,
            manifest: SourceFile(
                path: "guide.yml", text: try manifest ?? text(id + "/guide.yml")),
            texts: texts.reduce(into: [:]) {
                $0[$1.key] = SourceFile(path: $1.key + ".md", text: $1.value)
            })
        return try #require(
            guide, "\(problems.prefix(3).map { ($0.code.rawValue, $0.file, $0.line) })")
    }

    /// One edit that an author could make: a line that names no ID is changed, added or dropped.
    private static func edited(
        _ text: String, _ random: inout Seeded
    ) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let index = Int.random(in: 1..<lines.count, using: &random)
            let line = lines[index]
            let isText = line.first?.isLetter == true && !line.contains("`")
            switch Int.random(in: 0..<6, using: &random) {
            // A word more at the end of a paragraph, or another spelling of a sentence.
            case 0 where isText: lines[index] = line + " Dopisane zdanie, żółte."
            case 1 where line.isEmpty: lines.insert("", at: index)
            case 2 where line.isEmpty && lines[index - 1].hasPrefix("<!-- step"):
                lines.insert(contentsOf: ["", "Nowy akapit tego kroku.", ""], at: index)
            case 3 where line.contains("<!-- task:") && line.hasPrefix("- [ ] "):
                lines[index] = "- [ ] Inaczej: " + line.dropFirst(6)
            case 4 where line.hasPrefix("- [ ] ") && line.contains("<!-- task:"):
                lines[index] = line.replacing(" <!-- task:", with: "\n  <!-- task:")
            case 5 where line.hasSuffix(".") && isText: lines[index] = String(line.dropLast()) + "!"
            default: break
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Ticks of every kind, at random, made with the guide as it was.
    static func ticked(_ guide: Guide, _ random: inout Seeded) throws -> Progress {
        var walkthrough = Walkthrough(guide: guide, progress: Progress())
        let both = [("audience", "external"), ("publishing", "testing")]
        for (input, value) in both where guide.input(input) != nil {
            _ = try walkthrough.handle(.answer(input: input, value: value), at: "1")
        }
        for step in guide.steps where !step.isReference {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: _ = try walkthrough.handle(.tick(step: step.id, task: nil), at: "2")
            case 1: _ = try walkthrough.handle(.skip(step: step.id, reason: "r"), at: "2")
            default:
                for task in walkthrough.tasks(of: step) where Bool.random(using: &random) {
                    _ = try walkthrough.handle(.tick(step: step.id, task: task), at: "2")
                }
            }
        }
        return walkthrough.progress
    }

    @Test(arguments: ["gmail", "rotate-secret"], 1...12 as ClosedRange<UInt64>)
    func `ticks stand after random edits, and what changed says so`(
        id: String, seed: UInt64
    ) throws {
        var random = Seeded(state: seed)
        let before = try ["pl", "en"].reduce(into: [:]) {
            $0[$1] = try EditTests.text("\(id)/\($1).md")
        }
        let guide = try EditTests.load(id, before)
        let progress = try EditTests.ticked(guide, &random)
        let first = Walkthrough(guide: guide, progress: progress)
        #expect(guide.steps.allSatisfy { !first.isChanged($0) })
        var after = before
        after["pl"] = EditTests.edited(before["pl"] ?? "", &random)
        after["en"] = EditTests.edited(before["en"] ?? "", &random)
        let edited = try EditTests.load(id, after)
        let second = Walkthrough(guide: edited, progress: progress)
        #expect(second.states == first.states)
        for step in edited.steps {
            #expect(second.openTasks(of: step) == first.openTasks(of: step))
            // Only the source's words count, and only where something is ticked.
            let isTicked =
                progress.done[step.id] != nil || progress.ticks[step.id]?.isEmpty == false
            let isOther = edited.digests[step.id] != guide.digests[step.id]
            #expect(second.isChanged(step) == (isTicked && isOther), "\(step.id)")
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
