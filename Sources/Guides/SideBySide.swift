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

extension SideBySide {
    /// `work` done for every item, half of them beside the other half.
    func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) -> Result
    ) -> [Result] {
        guard items.count > 1 else { return items.map(work) }
        let middle = items.count / 2
        let (first, rest) = both({ items[..<middle].map(work) }, { items[middle...].map(work) })
        return first + rest
    }
}
