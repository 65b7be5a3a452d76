/// Ticks, skips, moves and what is refused.
import Guides
import Testing

@testable import Walkthrough

struct EventTests {
    private static func state(_ step: String, _ walkthrough: Walkthrough) throws -> StepState {
        walkthrough.state(of: try #require(walkthrough.guide.step(step)))
    }

    @Test func `a step is done when its tasks are ticked and its questions answered`() throws {
        var walkthrough = try Mini.after(
            .tick(step: "start", task: "first"), .tick(step: "start", task: "second"))
        #expect(try EventTests.state("start", walkthrough) == .toDo)
        _ = try walkthrough.handle(.answer(input: "audience", value: "external"), at: "t")
        #expect(try EventTests.state("start", walkthrough) == .toDo)
        _ = try walkthrough.handle(.answer(input: "publishing", value: "testing"), at: "t")
        #expect(try EventTests.state("start", walkthrough) == .done)
        _ = try walkthrough.handle(.untick(step: "start", task: "first"), at: "t")
        #expect(try EventTests.state("start", walkthrough) == .toDo)
        let start = try #require(walkthrough.guide.step("start"))
        #expect(walkthrough.openTasks(of: start) == ["first"])
    }

    @Test func `a step without tasks is done when a person says so`() throws {
        #expect(try EventTests.state("rest", Mini.start()) == .toDo)
        #expect(try EventTests.state("rest", Mini.after(.go(step: "rest"))) == .toDo)
        #expect(
            try EventTests.state("rest", Mini.after(.tick(step: "rest", task: nil))) == .done)
    }

    @Test func `a whole step ticks its tasks, and takes them all back`() throws {
        var walkthrough = try Mini.after(.tick(step: "start", task: nil))
        #expect(walkthrough.progress.ticks == ["start": ["first": "t", "second": "t"]])
        #expect(try EventTests.state("start", walkthrough) == .done)
        _ = try walkthrough.handle(.untick(step: "start", task: nil), at: "t")
        #expect(try EventTests.state("start", walkthrough) == .toDo)
        #expect(walkthrough.progress.ticks["start"] == nil)
    }

    @Test func `a task taken back opens a step that was called done`() throws {
        let walkthrough = try Mini.after(
            .tick(step: "finish", task: nil), .untick(step: "finish", task: "save"))
        #expect(try EventTests.state("finish", walkthrough) == .toDo)
    }

    @Test func `the first tick's time stays`() throws {
        var walkthrough = try Mini.start()
        for time in ["early", "late"] {
            _ = try walkthrough.handle(.tick(step: "start", task: "first"), at: time)
            _ = try walkthrough.handle(.tick(step: "rest", task: nil), at: time)
            _ = try walkthrough.handle(.answer(input: "audience", value: "internal"), at: time)
        }
        #expect(walkthrough.progress.ticks["start"]?["first"] == "early")
        #expect(walkthrough.progress.done["rest"] == "early")
        #expect(walkthrough.progress.answers["audience"]?.time == "early")
    }

    @Test func `a skipped step has its reason until it is ticked`() throws {
        var walkthrough = try Mini.after(
            .tick(step: "rest", task: nil), .skip(step: "rest", reason: "nie teraz"))
        #expect(try EventTests.state("rest", walkthrough) == .skipped(reason: "nie teraz"))
        #expect(walkthrough.count.finished == 1)
        _ = try walkthrough.handle(.tick(step: "rest", task: nil), at: "t")
        #expect(try EventTests.state("rest", walkthrough) == .done)
        _ = try walkthrough.handle(.skip(step: "rest", reason: "x"), at: "t")
        _ = try walkthrough.handle(.untick(step: "rest", task: nil), at: "t")
        #expect(try EventTests.state("rest", walkthrough) == .toDo)
    }

    @Test func `ticks survive answers that take their step away and bring it back`() throws {
        var walkthrough = try Mini.after(
            .answer(input: "audience", value: "external"),
            .answer(input: "publishing", value: "testing"), .tick(step: "users", task: "add"))
        #expect(try EventTests.state("users", walkthrough) == .done)
        _ = try walkthrough.handle(.answer(input: "audience", value: "internal"), at: "t")
        #expect(try EventTests.state("users", walkthrough).isOnPath == false)
        _ = try walkthrough.handle(.answer(input: "audience", value: "external"), at: "t")
        #expect(try EventTests.state("users", walkthrough) == .done)
    }

    @Test func `moving passes over what is not on the path and stops at the ends`() throws {
        var walkthrough = try Mini.after(.answer(input: "audience", value: "internal"))
        #expect(walkthrough.current?.id == "start")
        #expect(try walkthrough.handle(.forward, at: "t") == .step("finish"))
        #expect(try walkthrough.handle(.forward, at: "t") == .step("rest"))
        #expect(
            try walkthrough.handle(.forward, at: "t") == .end(open: ["start", "finish", "rest"]))
        #expect(walkthrough.current?.id == "rest")
        #expect(try walkthrough.handle(.back, at: "t") == .step("finish"))
        #expect(try walkthrough.handle(.back, at: "t") == .step("start"))
        #expect(
            try walkthrough.handle(.back, at: "t") == .end(open: ["start", "finish", "rest"]))
        #expect(walkthrough.current?.id == "start")
    }

    @Test func `one may go anywhere, and on from there`() throws {
        var walkthrough = try Mini.after(.answer(input: "audience", value: "internal"))
        #expect(try walkthrough.handle(.go(step: "publish"), at: "t") == .step("publish"))
        #expect(try walkthrough.handle(.forward, at: "t") == .step("finish"))
        #expect(try walkthrough.handle(.go(step: "trouble"), at: "t") == .step("trouble"))
        #expect(try walkthrough.handle(.back, at: "t") == .step("rest"))
    }

    @Test func `resuming begins at the first open step, or where one was`() throws {
        var progress = Progress()
        progress.done["start"] = "t"
        #expect(try Mini.start(progress).current?.id == "finish")
        progress.current = "rest"
        #expect(try Mini.start(progress).current?.id == "rest")
        // A step of an older guide.
        progress.current = "gone"
        #expect(try Mini.start(progress).current?.id == "finish")
    }

    @Test func `a reset forgets everything but what the vault holds`() throws {
        let walkthrough = try Mini.after(
            .tick(step: "start", task: nil), .skip(step: "rest", reason: "r"),
            .answer(input: "audience", value: "internal"), .capture(input: "name"),
            .go(step: "finish"), .reset)
        var expected = Progress()
        expected.captured = ["name": "t"]
        expected.answers = ["audience": Progress.Answer(value: "internal", time: "t")]
        expected.withdrawn = [
            "ticks/start/first": "t", "ticks/start/second": "t", "done/start": "t",
            "skipped/rest": "t",
        ]
        #expect(walkthrough.progress == expected)
    }

    @Test func `captured and withdrawn values are known by name`() throws {
        var walkthrough = try Mini.after(.capture(input: "name"))
        #expect(walkthrough.progress.captured == ["name": "t"])
        _ = try walkthrough.handle(.withdraw(input: "name"), at: "t")
        _ = try walkthrough.handle(.withdraw(input: "of an older guide"), at: "t")
        var expected = Progress()
        expected.withdrawn = ["captured/name": "t"]
        #expect(walkthrough.progress == expected)
    }

    @Test(arguments: [
        (Walkthrough.Event.tick(step: "x", task: nil), Walkthrough.Refusal.unknownStep("x")),
        (.untick(step: "x", task: nil), .unknownStep("x")),
        (.skip(step: "x", reason: "r"), .unknownStep("x")),
        (.go(step: "x"), .unknownStep("x")),
        (.tick(step: "start", task: "x"), .unknownTask(step: "start", task: "x")),
        (.untick(step: "start", task: "save"), .unknownTask(step: "start", task: "save")),
        (.tick(step: "trouble", task: nil), .isReference("trouble")),
        (.untick(step: "trouble", task: nil), .isReference("trouble")),
        (.skip(step: "trouble", reason: "r"), .isReference("trouble")),
        (.answer(input: "x", value: "internal"), .unknownInput("x")),
        (.answer(input: "name", value: "internal"), .unknownInput("name")),
        (
            .answer(input: "audience", value: "testing"),
            .notAnOption(input: "audience", value: "testing")
        ),
        (.capture(input: "x"), .unknownInput("x")),
    ])
    func `what the guide does not have is refused and changes nothing`(
        event: Walkthrough.Event, refusal: Walkthrough.Refusal
    ) throws {
        var walkthrough = try Mini.after(.tick(step: "rest", task: nil))
        let before = walkthrough.progress
        #expect(throws: refusal) { _ = try walkthrough.handle(event, at: "t") }
        #expect(walkthrough.progress == before)
    }
}
