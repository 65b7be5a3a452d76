/// Whatever a person does, some things hold.
import Guides
import Testing

@testable import Walkthrough

struct RandomTests {
    /// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    private static let steps = ["start", "users", "publish", "finish", "rest", "trouble", "none"]
    private static let tasks: [String?] = [nil, "first", "second", "add", "save", "none"]

    private static func event(_ random: inout Seeded) -> Walkthrough.Event {
        let step = steps.randomElement(using: &random) ?? "start"
        let task = tasks.randomElement(using: &random) ?? nil
        let input = ["audience", "publishing", "name", "none"].randomElement(using: &random)
        let value = ["internal", "external", "testing", "production"].randomElement(using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return .tick(step: step, task: task)
        case 2: return .untick(step: step, task: task)
        case 3: return .skip(step: step, reason: "r")
        case 4, 5: return .answer(input: input ?? "", value: value ?? "")
        case 6: return .capture(input: input ?? "")
        case 7: return .withdraw(input: input ?? "")
        case 8: return .go(step: step)
        default:
            let moves: [Walkthrough.Event] = [.forward, .back, .forward, .back, .reset]
            return moves.randomElement(using: &random) ?? .forward
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random events keep the walkthrough whole`(seed: UInt64) throws {
        var random = Seeded(state: seed)
        var walkthrough = try Mini.start()
        for _ in 0..<200 {
            let event = RandomTests.event(&random)
            let before = walkthrough.progress
            do {
                let response = try walkthrough.handle(event, at: "t")
                if case .step(let id) = response {
                    #expect(walkthrough.current?.id == id, "\(event)")
                }
            } catch {
                #expect(walkthrough.progress == before, "\(event)")
            }
            let count = walkthrough.count
            #expect(0...count.all ~= count.finished)
            let current = try #require(walkthrough.current)
            #expect(walkthrough.guide.step(current.id) != nil)
            #expect((0...16).contains(walkthrough.minutesLeft))
            let numbers = walkthrough.guide.steps.compactMap { walkthrough.number(of: $0) }
            #expect(numbers == Array(1...count.all))
            for (step, state) in walkthrough.path where state == .done {
                let isSaid = walkthrough.progress.done[step.id] != nil
                #expect(isSaid || walkthrough.openTasks(of: step).isEmpty)
            }
            let again = Walkthrough(guide: walkthrough.guide, progress: walkthrough.progress)
            #expect(again.states == walkthrough.states)
        }
    }
}
