/// How far one person has come in one guide: ticks, skips and answers, all in clear.

/// Everything is keyed by ID, never by text, position or language; times are RFC 3339 in UTC.
package struct Progress: Sendable, Equatable {
    /// Why and when a step was left out.
    package struct Skip: Sendable, Equatable {
        package let reason: String
        package let time: String

        package init(reason: String, time: String) {
            self.reason = reason
            self.time = time
        }
    }

    /// The answer to a `choice` input.
    package struct Answer: Sendable, Equatable {
        package let value: String
        package let time: String

        package init(value: String, time: String) {
            self.value = value
            self.time = time
        }
    }

    /// The step that was shown last; nil before the first.
    package var current: String?
    /// Ticked tasks: step, task, time.
    package var ticks: [String: [String: String]] = [:]
    /// Steps that a person called done: step, time.
    package var done: [String: String] = [:]
    /// Steps that a person left out.
    package var skipped: [String: Skip] = [:]
    /// Answers that decide the path.
    package var answers: [String: Answer] = [:]
    /// Inputs whose values the vault holds, by name alone: input, time.
    package var captured: [String: String] = [:]
    /// What was taken back and stands no more, such as `ticks/STEP/TASK` or `answers/INPUT`: time.
    package var withdrawn: [String: String] = [:]
    /// What the step said when it was ticked or done: the digest of its source text.
    ///
    /// By the tick's path, `ticks/STEP/TASK` or `done/STEP`; none for ticks of a Krok that kept none.
    package var texts: [String: String] = [:]

    package init() {}

    /// The answers alone, as conditions take them.
    package var choices: [String: String] { answers.mapValues(\.value) }
}
