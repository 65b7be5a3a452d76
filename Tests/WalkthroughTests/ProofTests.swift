/// A step that names a check as its proof is done when the check says so, and not before.
import Guides
import Testing

@testable import Walkthrough

struct ProofTests {
    private static let manifest = """
        id: proof
        source: pl
        locales: [pl]
        steps:
          - id: tidy
            checks: [sign-in-removed]
            proven-by: [sign-in-removed]
            needs-proof: true
          - id: rest
        inputs: {}

        """

    private static let text = """
        # Dowód

        ## Porządki
        <!-- step: tidy -->

        - [ ] Usuń <!-- task: delete -->

        ## Reszta
        <!-- step: rest -->

        - [ ] Zapisz <!-- task: save -->

        """

    private func after(_ events: Walkthrough.Event...) throws -> String {
        try walked(events).states.joined(separator: ", ")
    }

    private func walked(_ events: [Walkthrough.Event]) throws -> Walkthrough {
        let loaded = Guide.load(
            id: "proof", manifest: SourceFile(path: "guide.yml", text: ProofTests.manifest),
            texts: ["pl": SourceFile(path: "pl.md", text: ProofTests.text)])
        let guide = try #require(loaded.guide, "\(loaded.problems)")
        var walkthrough = Walkthrough(guide: guide, progress: Progress())
        for event in events { _ = try walkthrough.handle(event, at: "t") }
        return walkthrough
    }

    @Test(
        arguments: [
            ([], false), ([.tick(step: "tidy", task: nil)], true),
            ([.tick(step: "tidy", task: nil), .prove(step: "tidy")], false),
            ([.tick(step: "tidy", task: nil), .skip(step: "tidy", reason: "offline")], false),
        ] as [([Walkthrough.Event], Bool)])
    func `once all is ticked, the proof alone is missing`(
        events: [Walkthrough.Event], isMissing: Bool
    ) throws {
        let walkthrough = try walked(events)
        let steps = walkthrough.guide.steps
        #expect(steps.map(walkthrough.lacksProofAlone) == [isMissing, false])
    }

    @Test func `ticks do not finish it, not even all at once`() throws {
        #expect(try after(.tick(step: "tidy", task: "delete")) == "tidy todo, rest todo")
        #expect(try after(.tick(step: "tidy", task: nil)) == "tidy todo, rest todo")
    }

    @Test func `the check that says right finishes it, ticks or no ticks`() throws {
        #expect(try after(.prove(step: "tidy")) == "tidy done, rest todo")
        #expect(
            try after(
                .tick(step: "tidy", task: "delete"), .prove(step: "tidy"))
                == "tidy done, rest todo")
    }

    @Test func `a check that says wrong later opens it again`() throws {
        #expect(
            try after(.prove(step: "tidy"), .disprove(step: "tidy"))
                == "tidy todo, rest todo")
        #expect(
            try after(.tick(step: "rest", task: nil), .disprove(step: "rest"))
                == "tidy todo, rest done")
    }

    @Test func `it can be left out with a reason, and proved all the same`() throws {
        #expect(
            try after(.skip(step: "tidy", reason: "offline")) == "tidy skipped, rest todo")
        #expect(
            try after(
                .skip(step: "tidy", reason: "offline"), .prove(step: "tidy"))
                == "tidy done, rest todo")
    }

    @Test func `a person may take the proof back`() throws {
        #expect(
            try after(.prove(step: "tidy"), .untick(step: "tidy", task: nil))
                == "tidy todo, rest todo")
    }
}
