/// A step that says something else than when it was ticked says so, and keeps its ticks.
import Guides
import Testing

@testable import Walkthrough

struct ChangedTests {
    /// The small guide with one word of a step changed.
    private static func guide(changed: Bool) throws -> Guide {
        let text = changed ? Mini.text.replacing("Drugie", with: "Następne") : Mini.text
        let (guide, problems) = Guide.load(
            id: "mini", manifest: SourceFile(path: "guide.yml", text: Mini.manifest),
            texts: ["pl": SourceFile(path: "pl.md", text: text)])
        return try #require(guide, "\(problems)")
    }

    private static func walkthrough(
        _ events: [Walkthrough.Event], changed: Bool = false, from progress: Progress = Progress(),
        at time: String = "1"
    ) throws -> Walkthrough {
        var walkthrough = Walkthrough(guide: try guide(changed: changed), progress: progress)
        for event in events { _ = try walkthrough.handle(event, at: time) }
        return walkthrough
    }

    private static let first = Walkthrough.Event.tick(step: "start", task: "first")

    private func changed(_ walkthrough: Walkthrough) -> [String] {
        walkthrough.guide.steps.filter { walkthrough.isChanged($0) }.map(\.id)
    }

    @Test(arguments: [first, .tick(step: "start", task: nil)])
    func `a tick knows what the step said`(event: Walkthrough.Event) throws {
        let before = try ChangedTests.walkthrough([event, .tick(step: "rest", task: nil)])
        #expect(changed(before) == [])
        let after = try ChangedTests.walkthrough([], changed: true, from: before.progress)
        #expect(changed(after) == ["start"])
        #expect(after.states == before.states)
        #expect(after.isChanged("first", of: after.guide.steps[0]))
        #expect(
            after.isChanged("second", of: after.guide.steps[0]) == (event != ChangedTests.first))
    }

    @Test func `ticking again confirms it, and the first tick's time is over`() throws {
        let before = try ChangedTests.walkthrough([.tick(step: "start", task: nil)])
        let after = try ChangedTests.walkthrough(
            [ChangedTests.first], changed: true, from: before.progress, at: "2")
        #expect(after.progress.ticks["start"] == ["first": "2", "second": "1"])
        #expect(changed(after) == ["start"])
        let whole = try ChangedTests.walkthrough(
            [.tick(step: "start", task: nil)], changed: true, from: before.progress, at: "3")
        #expect(whole.progress.ticks["start"] == ["first": "3", "second": "3"])
        #expect(whole.progress.done["start"] == "3")
        #expect(changed(whole) == [])
        // Once more, and nothing happens.
        let again = try ChangedTests.walkthrough(
            [.tick(step: "start", task: nil)], changed: true, from: whole.progress, at: "4")
        #expect(again.progress == whole.progress)
    }

    @Test func `what is taken back leaves no text`() throws {
        let ticked = try ChangedTests.walkthrough([.tick(step: "start", task: nil)])
        #expect(
            ticked.progress.texts.keys.sorted() == [
                "done/start", "ticks/start/first", "ticks/start/second",
            ])
        for event in [Walkthrough.Event.untick(step: "start", task: nil), .reset] {
            let after = try ChangedTests.walkthrough([event], from: ticked.progress)
            #expect(after.progress.texts == [:])
        }
    }

    @Test func `a tick of an older Krok has no text, and is not called changed`() throws {
        var progress = Progress()
        progress.ticks = ["start": ["first": "1"]]
        let old = try ChangedTests.walkthrough([], from: progress)
        #expect(changed(old) == [])
        let again = try ChangedTests.walkthrough([ChangedTests.first], from: progress, at: "2")
        #expect(again.progress == progress)
    }

    @Test func `merging keeps the text of the tick that stands`() throws {
        let old = try ChangedTests.walkthrough([ChangedTests.first]).progress
        let new = try ChangedTests.walkthrough([ChangedTests.first], changed: true, at: "2")
            .progress
        let path = "ticks/start/first"
        for merged in [old.merged(with: new), new.merged(with: old)] {
            #expect(merged.ticks == ["start": ["first": "2"]])
            #expect(merged.texts == [path: try #require(new.texts[path])])
        }
        // In one second: the greater text, and any text rather than none.
        let same = try ChangedTests.walkthrough([ChangedTests.first], changed: true).progress
        let greater = max(try #require(old.texts[path]), try #require(same.texts[path]))
        for merged in [old.merged(with: same), same.merged(with: old)] {
            #expect(merged.texts == [path: greater])
        }
        var bare = old
        bare.texts = [:]
        for merged in [old.merged(with: bare), bare.merged(with: old)] {
            #expect(merged.texts == old.texts)
        }
    }

    /// Whichever of the two digests is greater: that of the later tick, not the greater one.
    @Test func `a text that was changed back is that of the later tick too`() throws {
        let old = try ChangedTests.walkthrough([ChangedTests.first], changed: true).progress
        let new = try ChangedTests.walkthrough([ChangedTests.first], at: "2").progress
        for merged in [old.merged(with: new), new.merged(with: old)] {
            #expect(merged.texts == new.texts)
        }
    }

    @Test func `a step without tasks is changed as a whole`() throws {
        let before = try ChangedTests.walkthrough([.tick(step: "rest", task: nil)])
        var progress = before.progress
        progress.texts["done/rest"] = "another"
        #expect(changed(try ChangedTests.walkthrough([], from: progress)) == ["rest"])
    }

    @Test func `a text that belongs to no tick changes nothing`() throws {
        var progress = Progress()
        progress.texts = ["ticks/start/first": "another", "done/rest": "another"]
        #expect(changed(try ChangedTests.walkthrough([], from: progress)) == [])
    }
}
