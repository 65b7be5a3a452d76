/// What is said of a step beside its own text: its place, its state, its age.
package import Guides
package import Walkthrough
package import Words

/// The words around the steps of one walk, for every face.
package struct StepWords {
    private let words: Words
    private let walkthrough: Walkthrough

    package init(_ words: Words, _ walkthrough: Walkthrough) {
        self.words = words
        self.walkthrough = walkthrough
    }

    /// Where a guide without a manifest comes from, and which of its languages are not in it.
    package static func origin(of guide: Guide, in words: Words) -> [String] {
        guard let path = guide.plainPath else { return [] }
        return [words("plain.derived", ["path": path])]
            + guide.apart.map {
                words(
                    "plain.apart",
                    ["other": $0.locale, "language": guide.source, "heading": $0.heading])
            }
    }

    /// The state in words, with the reason where there is one.
    package func state(_ state: StepState) -> String {
        switch state {
        case .toDo: words("state.todo")
        case .done: words("state.done")
        case .skipped(let reason): words("state.skipped-because", ["reason": reason])
        case .excluded(let reasons):
            words(
                "state.excluded-because",
                ["reason": Reasons(words, walkthrough.guide).text(reasons)])
        case .undecided: words("state.undecided")
        case .reference: words("state.reference")
        }
    }

    /// The step's place among those on the path; nil for one that is not counted.
    package func place(of step: Step) -> String? {
        walkthrough.number(of: step).map {
            words("step.place", ["number": "\($0)", "all": "\(walkthrough.count.all)"])
        }
    }

    /// The minutes of the steps that are still to do; nil where no step has an estimate, or none
    /// is left.
    package var left: String? {
        guard walkthrough.guide.steps.contains(where: { $0.minutes != nil }),
            walkthrough.minutesLeft > 0
        else { return nil }
        return words("step.minutes-left", count: walkthrough.minutesLeft)
    }

    /// How many of a step's tasks are ticked, when some are and some are not.
    package func ticked(in step: Step) -> String? {
        let tasks = walkthrough.tasks(of: step).count
        let open = walkthrough.openTasks(of: step).count
        guard tasks > 0, open < tasks else { return nil }
        return words("status.tasks", ["ticked": "\(tasks - open)", "all": "\(tasks)"])
    }

    /// How long ago somebody saw this screen, and whether the guide finds that too long.
    package func age(of step: Step, today: Int) -> (text: String, isDue: Bool)? {
        guard let seen = step.verified, let age = step.age(onDay: today), age >= 0 else {
            return nil
        }
        let isDue = step.isDueForRecheck(onDay: today)
        let key = isDue ? "step.aged" : "step.verified"
        return (words(key, count: age, ["date": seen.description, "step": step.id]), isDue)
    }

    /// What a reader has to know of a step's text before reading it.
    package func notices(of step: Step) -> [String] {
        var notices: [String] = []
        if let shown = walkthrough.guide.shown(step.id, in: words.language), shown.isFallback {
            notices.append(words("step.stale", ["language": shown.locale]))
        }
        if walkthrough.isChanged(step) {
            notices.append(words("step.changed", ["step": step.id]))
        }
        return notices + proof(of: step)
    }

    /// Why a step is not done although all of it is ticked and answered.
    package func proof(of step: Step) -> [String] {
        walkthrough.lacksProofAlone(step) ? [words("step.needs-proof", ["step": step.id])] : []
    }
}
