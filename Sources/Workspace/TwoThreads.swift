/// The linter's second pair of hands.
internal import Guides
internal import Platform

/// Two threads, one of which is the caller's.
struct TwoThreads: SideBySide {
    /// To start a thread takes as long as to read some kilobytes: less is read without.
    private static let worthwhile = 1 << 15

    /// What to read texts of so many bytes with.
    static func forTexts(of length: Int) -> any SideBySide {
        length < worthwhile ? InTurn() : TwoThreads()
    }

    func both<One: Sendable, Other: Sendable>(
        _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other) {
        SecondThread.both(one, other)
    }
}
