/// Two things at the same time.
import Platform
import Synchronization
import Testing

struct SecondThreadTests {
    private final class Flags: Sendable {
        let isBegun = Atomic(false)
        let isSeen = Atomic(false)
    }

    /// Each waits for the other: one after the other, neither would ever be through.
    @Test(.timeLimit(.minutes(1)))
    func `both are done at the same time`() {
        let flags = Flags()
        let (one, other) = SecondThread.both(
            {
                while !flags.isBegun.load(ordering: .acquiring) {}
                flags.isSeen.store(true, ordering: .releasing)
                return 1
            },
            {
                flags.isBegun.store(true, ordering: .releasing)
                while !flags.isSeen.load(ordering: .acquiring) {}
                return "two"
            })
        #expect(one == 1)
        #expect(other == "two")
    }
}
