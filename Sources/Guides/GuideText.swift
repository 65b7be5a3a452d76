/// The words of a guide in one language.
package import CommonMark

/// One text file, taken apart.
package struct GuideText: Sendable, Hashable {
    package let locale: String
    package let title: [Inline]

    /// What stands between the title and the first step.
    package let introduction: [Block]

    /// In the manifest's order.
    package let steps: [StepText]

    /// Where a step stands, by ID and by anchor: plain Markdown may have a hundred thousand.
    private let places: [String: Int]
    private let anchors: [String: Int]

    init(locale: String, title: [Inline], introduction: [Block], steps: [StepText]) {
        self.locale = locale
        self.title = title
        self.introduction = introduction
        self.steps = steps
        var places: [String: Int] = [:]
        var anchors: [String: Int] = [:]
        for (place, step) in steps.enumerated() {
            if places[step.id] == nil { places[step.id] = place }
            for anchor in step.anchors where anchors[anchor] == nil { anchors[anchor] = place }
        }
        self.places = places
        self.anchors = anchors
    }

    package func step(_ id: String) -> StepText? { places[id].map { steps[$0] } }

    /// The step whose heading has this anchor, without its `#`.
    package func step(at anchor: String) -> StepText? { anchors[anchor].map { steps[$0] } }
}

/// The words of one step; the comments are gone from every part.
package struct StepText: Sendable, Hashable {
    package let id: String
    package let title: [Inline]

    /// The anchors of the step's heading, first, and of the headings inside of it.
    package private(set) var anchors: [String]

    /// Everything under the heading; list items carry a `marker` where a comment stood.
    ///
    /// Inputs and options are in it too: a face that asks leaves those items out.
    package let body: [Block]

    /// In the text's order, which is the same in every language.
    package let tasks: [TaskText]
    package let inputs: [InputText]
    package let symptoms: [SymptomText]

    /// The same step, found by other anchors too.
    func answering(to anchors: [String]) -> StepText {
        var step = self
        step.anchors += anchors
        return step
    }

    package func task(_ id: String) -> TaskText? { tasks.first { $0.id == id } }

    package func input(_ id: String) -> InputText? { inputs.first { $0.id == id } }

    /// Whether code in it begins as a command of Krok does; see `Guide.namesCommands`.
    var namesCommands: Bool {
        var found = false
        body.visitInlines { inline in
            if case .code(let code) = inline.kind, code.hasPrefix("krok ") { found = true }
        }
        return found
    }
}

/// A box to tick.
package struct TaskText: Sendable, Hashable {
    package let id: String

    /// The item's first paragraph.
    package let title: [Inline]

    /// The whole item.
    package let blocks: [Block]
}

/// The words around one question.
package struct InputText: Sendable, Hashable {
    package let id: String
    package let title: String
    package let hint: [Inline]
    package internal(set) var options: [OptionText]

    package func option(_ id: String) -> OptionText? { options.first { $0.id == id } }
}

/// The words of one answer.
package struct OptionText: Sendable, Hashable {
    package let id: String
    package let title: String
    package let hint: [Inline]
}

/// One failure that can be looked up.
package struct SymptomText: Sendable, Hashable {
    package let id: String
    package let title: [Inline]
    package let anchor: String
    package let body: [Block]
}
