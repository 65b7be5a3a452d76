/// Whether the kernel kept secret memory out of swap, as far as this process knows.
internal import Synchronization

/// Counts the pieces of secret memory whose pages could not be locked.
///
/// They are guarded and wiped like the others, but may be written to swap: the limit of locked
/// memory (`ulimit -l`, RLIMIT_MEMLOCK) was reached, or is zero.
package enum LockedMemory {
    private static let failed = Atomic<Int>(0)
    private static let told = Atomic<Bool>(false)

    /// How many allocations of this process could not be locked.
    package static var failures: Int { failed.load(ordering: .relaxed) }

    /// True once: the first time that this is asked after a failure.
    ///
    /// Whoever gets true tells the person; nobody does so twice in a run.
    package static func isToBeTold() -> Bool {
        failures > 0 && !told.exchange(true, ordering: .relaxed)
    }

    static func noteFailure() { failed.add(1, ordering: .relaxed) }
}
