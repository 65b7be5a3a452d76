/// Doing two things at the same time: the machine has more than one processor.
internal import CLinux
internal import Glibc
internal import Synchronization

package enum SecondThread {
    /// What the memory of a thread grows by; each page by itself otherwise, with a call for each.
    private static let room: Int32 = 1 << 24

    /// Becomes true before the first thread is made.
    private static let hasRoom = mallopt(M_TOP_PAD, room) != 0

    /// What `one` comes to, and what `other` comes to on a thread of its own meanwhile.
    ///
    /// Where no thread is to be had, one after the other.
    package static func both<One: Sendable, Other: Sendable>(
        _ one: () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other) {
        _ = hasRoom
        let outcome = Outcome<Other>()
        let job = Job { outcome.value.withLock { $0 = other() } }
        var thread = pthread_t()
        // SAFETY: the reference that is passed is the thread's own, which takes it over; `thread`
        // is filled by the call, and waited for exactly once.
        let handle = unsafe Unmanaged.passRetained(job)
        let fault = unsafe pthread_create(
            &thread, nil,
            { handle in
                // SAFETY: it is the reference of above, and nobody else takes it.
                guard let handle = unsafe handle else { return nil }
                unsafe Unmanaged<Job>.fromOpaque(handle).takeRetainedValue().work()
                return nil
            }, handle.toOpaque())
        let mine = one()
        if fault == 0 {
            pthread_join(thread, nil)
        } else {
            unsafe handle.release()
            job.work()
        }
        guard let theirs = outcome.value.withLock(\.self) else {
            preconditionFailure("a thread that was waited for is not through")
        }
        return (mine, theirs)
    }
}

/// What a thread does; a class, because C passes a pointer on.
private final class Job: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}
