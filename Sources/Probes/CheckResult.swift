/// What a check found: a verdict, why, and which step mends it.
internal import Guides

/// The answer to one question; nothing in it is secret.
package struct CheckResult: Sendable, Equatable {
    package let question: CheckQuestion
    package let verdict: Verdict
    package let reason: CheckReason

    /// What the reason's sentence names, such as a host, a port or a date.
    package let details: [String: String]

    /// The step that mends it; nil where nothing is to be mended, or no step does.
    package var step: String?

    /// The raw values stand in `--json` and never change.
    package enum Verdict: String, Sendable, Equatable, CaseIterable {
        case right
        case wrong
        /// It was tried, and the answer proves nothing.
        case unclear
    }

    package init(
        _ question: CheckQuestion, _ verdict: Verdict, _ reason: CheckReason,
        _ details: [String: String] = [:], step: String? = nil
    ) {
        self.question = question
        self.verdict = verdict
        self.reason = reason
        self.details = details
        self.step = step
    }
}
