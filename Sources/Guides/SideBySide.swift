/// Doing two things at a time: the linter says what may be done together, its caller how.

/// Runs two pieces of work neither of which needs the other.
package protocol SideBySide: Sendable {
    func both<One: Sendable, Other: Sendable>(
        _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other)
}

/// One after the other, for whoever is not in a hurry.
package struct InTurn: SideBySide {
    package init() {}

    package func both<One: Sendable, Other: Sendable>(
        _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other) {
        (one(), other())
    }
}
