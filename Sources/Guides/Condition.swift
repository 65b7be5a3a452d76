/// When a step or an input is on a person's way: `audience == external and not kind in [a, b]`.

/// A condition over the answers to `choice` inputs.
package struct Condition: Sendable, Hashable, CustomStringConvertible {
    package let expression: Expression

    /// The parts of a condition; `and` and `or` hold at least two.
    package indirect enum Expression: Sendable, Hashable {
        case comparison(Comparison)
        case not(Expression)
        case and([Expression])
        case or([Expression])
    }

    /// An input compared with one or several of its options.
    package struct Comparison: Sendable, Hashable {
        package let input: String
        package let relation: Relation

        /// One option, except for `in`.
        package let options: [String]

        /// Where the comparison begins, in characters from one.
        package let column: Int
    }

    /// How an input is compared.
    package enum Relation: Sendable, Hashable {
        case equal
        case unequal
        case oneOf
    }

    /// True, false, or not to be told before more is answered.
    package enum Truth: Sendable, Hashable {
        case yes
        case no
        case unknown
    }

    /// An answer that decided against the condition.
    package struct Reason: Sendable, Hashable {
        package let input: String
        package let answer: String
    }

    /// Whether the condition holds for the answers so far.
    package func truth(for answers: [String: String]) -> Truth {
        expression.truth(for: answers)
    }

    /// The answers because of which the condition does not hold, in the condition's order.
    ///
    /// Empty unless `truth` is `.no`.
    package func reasons(for answers: [String: String]) -> [Reason] {
        guard truth(for: answers) == .no else { return [] }
        var reasons: [Reason] = []
        expression.collect(deciding: .no, answers: answers, into: &reasons)
        return reasons
    }

    /// Every comparison, from left to right.
    package var comparisons: [Comparison] { expression.comparisons }

    /// The inputs that the condition depends on, each once.
    package var inputs: [String] {
        var inputs: [String] = []
        for comparison in comparisons where !inputs.contains(comparison.input) {
            inputs.append(comparison.input)
        }
        return inputs
    }

    /// The canonical spelling: one space between words, no more parentheses than needed.
    package var description: String { expression.text(inside: 0) }
}
