/// Progress of two clones: by task the latest wins, and what was taken back stays so.
import Guides
import Testing

@testable import Walkthrough

struct ProgressMergeTests {
    private static func progress(
        from start: Progress = Progress(), _ events: [(Walkthrough.Event, String)]
    ) throws -> Progress {
        var walkthrough = try Mini.start(start)
        for (event, time) in events { _ = try walkthrough.handle(event, at: time) }
        return walkthrough.progress
    }

    private static let first = Walkthrough.Event.tick(step: "start", task: "first")

    @Test func `ticks of both sides come together`() throws {
        let one = try ProgressMergeTests.progress([(ProgressMergeTests.first, "1")])
        let two = try ProgressMergeTests.progress([(.tick(step: "finish", task: nil), "2")])
        let merged = one.merged(with: two)
        #expect(merged.ticks == ["start": ["first": "1"], "finish": ["save": "2"]])
        #expect(merged.done == ["finish": "2"] && merged.withdrawn == [:])
    }

    /// Everything that can be taken back, each with what takes it back.
    @Test(arguments: [
        ("ticks/start/first", first, Walkthrough.Event.untick(step: "start", task: "first")),
        ("ticks/start/second", .tick(step: "start", task: nil), .untick(step: "start", task: nil)),
        ("done/rest", .tick(step: "rest", task: nil), .untick(step: "rest", task: nil)),
        ("done/rest", .tick(step: "rest", task: nil), .skip(step: "rest", reason: "r")),
        ("skipped/rest", .skip(step: "rest", reason: "r"), .untick(step: "rest", task: nil)),
        ("skipped/rest", .skip(step: "rest", reason: "r"), .tick(step: "rest", task: nil)),
        ("skipped/rest", .skip(step: "rest", reason: "r"), .reset),
        ("ticks/start/first", first, .reset),
        (
            "answers/audience", .answer(input: "audience", value: "internal"),
            .withdraw(input: "audience")
        ),
        ("captured/name", .capture(input: "name"), .withdraw(input: "name")),
    ])
    func `what one side took back the other does not bring back`(
        path: String, set: Walkthrough.Event, back: Walkthrough.Event
    ) throws {
        let base = try ProgressMergeTests.progress([(set, "1")])
        let one = try ProgressMergeTests.progress(from: base, [(back, "2")])
        #expect(one.withdrawn[path] == "2")
        var two = base
        for merged in [one.merged(with: two), two.merged(with: one)] { #expect(merged == one) }
        // Set again later, it stands, and its trace is gone.
        two = try ProgressMergeTests.progress(from: one, [(set, "3")])
        #expect(two.withdrawn[path] == nil)
        for merged in [one.merged(with: two), two.merged(with: one)] {
            #expect(merged.withdrawn[path] == nil)
            #expect(merged == two)
        }
    }

    @Test func `taking back what does not stand leaves no trace`() throws {
        let progress = try ProgressMergeTests.progress([
            (.untick(step: "start", task: "first"), "1"), (.untick(step: "rest", task: nil), "1"),
            (.withdraw(input: "name"), "1"), (.reset, "1"),
        ])
        #expect(progress == Progress())
    }

    @Test func `in one second the taking back wins, and of two settings the greater`() throws {
        let set = try ProgressMergeTests.progress([(ProgressMergeTests.first, "1")])
        let back = try ProgressMergeTests.progress(
            from: set, [(.untick(step: "start", task: "first"), "1")])
        #expect(set.merged(with: back) == back)
        let skips = try ["because", "for a reason"].map {
            try ProgressMergeTests.progress([(.skip(step: "rest", reason: $0), "1")])
        }
        for merged in [skips[0].merged(with: skips[1]), skips[1].merged(with: skips[0])] {
            #expect(merged.skipped["rest"]?.reason == "for a reason")
        }
    }

    @Test func `one stands where whoever did something last stood`() throws {
        var one = try ProgressMergeTests.progress([(ProgressMergeTests.first, "5")])
        var two = try ProgressMergeTests.progress([(.tick(step: "rest", task: nil), "4")])
        one.current = "start"
        two.current = "rest"
        #expect(one.merged(with: two).current == "start")
        #expect(two.merged(with: one).current == "start")
        two = try ProgressMergeTests.progress(from: two, [(.untick(step: "rest", task: nil), "6")])
        #expect(one.merged(with: two).current == "rest")
    }

    // MARK: Whatever happens

    private static func event(_ random: inout SystemRandomNumberGenerator) -> Walkthrough.Event {
        let step = ["start", "users", "finish", "rest"].randomElement(using: &random) ?? "rest"
        let events: [Walkthrough.Event] = [
            .tick(step: step, task: nil), .tick(step: "start", task: "first"),
            .untick(step: step, task: nil), .untick(step: "start", task: "second"),
            .skip(step: step, reason: ["r", "s"].randomElement(using: &random) ?? "r"),
            .answer(
                input: "audience",
                value: ["internal", "external"].randomElement(using: &random) ?? ""),
            .capture(input: "name"), .withdraw(input: "name"), .withdraw(input: "audience"),
            .go(step: step), .reset,
        ]
        return events.randomElement(using: &random) ?? .reset
    }

    @Test func `merging needs no order, and merging twice changes nothing`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            var sides = [Progress(), Progress(), Progress()]
            for second in 0..<30 {
                let index = Int.random(in: 0..<3, using: &random)
                let event = ProgressMergeTests.event(&random)
                // Few seconds, so that many things happen in one.
                sides[index] = try ProgressMergeTests.progress(
                    from: sides[index], [(event, "\(second / 10)")])
                if second % 7 == 0 {
                    sides[index] = sides[index].merged(with: sides[(index + 1) % 3])
                }
            }
            let (one, two, three) = (sides[0], sides[1], sides[2])
            let merged = one.merged(with: two)
            #expect(merged == two.merged(with: one))
            #expect(merged.merged(with: two) == merged)
            #expect(one.merged(with: one) == one.merged(with: Progress()))
            #expect(merged.merged(with: three) == one.merged(with: two.merged(with: three)))
        }
    }

    // MARK: The vault

    @Test func `what the vault holds decides what is captured and answered`() throws {
        var walkthrough = try Mini.after(
            .capture(input: "name"), .answer(input: "audience", value: "internal"))
        walkthrough.align(at: "later") { input in
            input.id == "audience" ? .captured(answer: "external") : .missing
        }
        #expect(walkthrough.progress.choices == ["audience": "external"])
        #expect(walkthrough.progress.captured == [:])
        #expect(walkthrough.progress.withdrawn == ["captured/name": "later"])
        walkthrough.align(at: "last") { _ in .captured(answer: "external") }
        // No answer of this guide: the question is asked again.
        #expect(walkthrough.progress.answers["publishing"] == nil)
        #expect(walkthrough.progress.captured == ["name": "last"])
        #expect(walkthrough.progress.answers["audience"]?.time == "later")
    }
}
