/// The linter's second pair of hands.
internal import Guides
internal import Platform

/// Two threads, one of which is the caller's.
struct TwoThreads: SideBySide {
    func both<One: Sendable, Other: Sendable>(
        _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other) {
        SecondThread.both(one, other)
    }
}
