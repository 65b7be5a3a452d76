/// Answers decide the path.
import Guides
import Testing

@testable import Walkthrough

struct PathTests {
    @Test(
        arguments: [
            ([], ["start todo", "users undecided", "publish undecided"], 3),
            (["internal"], ["start todo", "users excluded", "publish excluded"], 3),
            (["external"], ["start todo", "users undecided", "publish undecided"], 3),
            (["external", "testing"], ["start todo", "users todo", "publish excluded"], 4),
            (["external", "production"], ["start todo", "users excluded", "publish todo"], 4),
            // An answer from before does not count once its question is not asked any more.
            (["internal", "testing"], ["start todo", "users excluded", "publish excluded"], 3),
            (["internal", "production"], ["start todo", "users excluded", "publish excluded"], 3),
        ] as [([String], [String], Int)])
    func `every combination of answers has its path`(
        answers: [String], states: [String], all: Int
    ) throws {
        var walkthrough = try Mini.start()
        for (input, value) in zip(["audience", "publishing"], answers) {
            _ = try walkthrough.handle(.answer(input: input, value: value), at: "t")
        }
        #expect(
            walkthrough.states == states + ["finish todo", "rest todo", "trouble reference"])
        #expect(walkthrough.count.all == all)
        #expect(walkthrough.count.finished == 0)
    }

    @Test func `an excluded step gives the answers that decided it`() throws {
        func reasons(_ step: String, _ walkthrough: Walkthrough) -> [String]? {
            guard let found = walkthrough.guide.step(step),
                case .excluded(let reasons) = walkthrough.state(of: found)
            else { return nil }
            return reasons.map { $0.input + "=" + $0.answer }
        }
        let inside = try Mini.after(.answer(input: "audience", value: "internal"))
        #expect(reasons("users", inside) == ["audience=internal"])
        #expect(reasons("start", inside) == nil)
        let outside = try Mini.after(
            .answer(input: "audience", value: "external"),
            .answer(input: "publishing", value: "production"))
        #expect(reasons("users", outside) == ["publishing=production"])
    }

    @Test func `numbers count the path alone`() throws {
        let walkthrough = try Mini.after(
            .answer(input: "audience", value: "external"),
            .answer(input: "publishing", value: "production"))
        let numbers = walkthrough.guide.steps.map { walkthrough.number(of: $0) }
        #expect(numbers == [1, nil, 2, 3, 4, nil])
    }

    @Test func `minutes are those of the steps still to do`() throws {
        var walkthrough = try Mini.start()
        #expect(walkthrough.minutesLeft == 8)
        _ = try walkthrough.handle(.answer(input: "audience", value: "external"), at: "t")
        _ = try walkthrough.handle(.answer(input: "publishing", value: "production"), at: "t")
        #expect(walkthrough.minutesLeft == 14)
        _ = try walkthrough.handle(.tick(step: "publish", task: nil), at: "t")
        _ = try walkthrough.handle(.skip(step: "start", reason: "r"), at: "t")
        #expect(walkthrough.minutesLeft == 5)
        #expect(walkthrough.count.finished == 2)
    }

    @Test func `a question is asked only under its condition`() throws {
        let walkthrough = try Mini.start()
        let start = try #require(walkthrough.guide.step("start"))
        #expect(walkthrough.questions(of: start).map(\.id) == ["audience"])
        let outside = try Mini.after(.answer(input: "audience", value: "external"))
        #expect(outside.questions(of: start).map(\.id) == ["audience", "publishing"])
        #expect(outside.pendingInputs(of: start).map(\.id) == ["publishing"])
        #expect(outside.step(asking: "name")?.id == "finish")
        #expect(outside.step(asking: "nothing") == nil)
    }
}
