/// A short queue for what takes long.
internal import Synchronization

/// Counts who waits; whoever comes when it is full is sent away.
final class Waiting: Sendable {
    private let count = Atomic(0)

    /// One that is served, and three behind it.
    static let most = 4

    func enter() -> Bool {
        if count.add(1, ordering: .relaxed).newValue <= Waiting.most { return true }
        count.subtract(1, ordering: .relaxed)
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
