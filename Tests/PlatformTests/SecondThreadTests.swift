/// Two things at the same time.
import Platform
import Synchronization
import Testing

struct SecondThreadTests {
    private final class Flags: Sendable {
        let isBegun = Atomic(false)
        let isSeen = Atomic(false)
    }

    /// Each waits for the other: one after the other, the first would wait in vain.
    @Test func `both are done at the same time`() {
        let flags = Flags()
        let end = ContinuousClock.now + .seconds(30)
        let (one, other) = SecondThread.both(
            {
                while !flags.isBegun.load(ordering: .acquiring), ContinuousClock.now < end {}
                let isBegun = flags.isBegun.load(ordering: .acquiring)
                flags.isSeen.store(true, ordering: .releasing)
                return isBegun
            },
            {
                flags.isBegun.store(true, ordering: .releasing)
                while !flags.isSeen.load(ordering: .acquiring), ContinuousClock.now < end {}
                return "two"
            })
        #expect(one)
        #expect(other == "two")
    }
}
