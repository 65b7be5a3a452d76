/// Two things at the same time.
import Platform
import Secrecy
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

    /// Whoever comes first does it: the thread, or the first where that has not had its turn.
    @Test func `the other is done once`() {
        let count = Atomic(0)
        for number in 1...1000 {
            let (one, other) = SecondThread.both(
                { number }, { count.add(1, ordering: .relaxed).newValue })
            #expect(one == number)
            #expect(other == number)
        }
        #expect(count.load(ordering: .relaxed) == 1000)
    }

    /// It begins on another processor, and must not be kept there.
    @Test func `the second may run wherever the first may`() throws {
        let flags = Flags()
        let end = ContinuousClock.now + .seconds(30)
        let (one, other) = SecondThread.both(
            {
                flags.isBegun.store(true, ordering: .releasing)
                return SecondThreadTests.processors
            },
            {
                while !flags.isBegun.load(ordering: .acquiring), ContinuousClock.now < end {}
                return SecondThreadTests.processors
            })
        let own = try #require(one)
        #expect(other == own)
        #expect(SecondThreadTests.processors == own)
    }

    /// What the kernel says of the calling thread; nil where it cannot be read.
    private static var processors: String? {
        guard let status = try? Files.read("/proc/thread-self/status", limit: 1 << 16) else {
            return nil
        }
        return String(decoding: status.bytes.copiedBytes(), as: UTF8.self)
            .split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }.map { String($0) }
    }
}
