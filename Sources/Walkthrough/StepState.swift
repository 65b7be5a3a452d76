/// What a step is to one person at one moment.
package import Guides

/// The state that faces show, by icon and word.
package enum StepState: Sendable, Equatable {
    case toDo
    case done
    case skipped(reason: String)
    /// Not on this person's path; the answers that decided it.
    case excluded([Condition.Reason])
    /// Depends on an answer that is still missing.
    case undecided
    /// Something to look up: never counted.
    case reference

    /// Whether the step counts as part of the way.
    package var isOnPath: Bool {
        switch self {
        case .toDo, .done, .skipped: true
        case .excluded, .undecided, .reference: false
        }
    }

    /// A stable word for `--json`.
    package var name: String {
        switch self {
        case .toDo: "todo"
        case .done: "done"
        case .skipped: "skipped"
        case .excluded: "excluded"
        case .undecided: "undecided"
        case .reference: "reference"
        }
    }
}
