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
    /// Where no thread is to be had, or it has not had its turn when `one` is through, one after
    /// the other: on a busy machine a thread waits for longer than `other` takes.
    package static func both<One: Sendable, Other: Sendable>(
        _ one: () -> One, _ other: @escaping @Sendable () -> Other
    ) -> (One, Other) {
        _ = hasRoom
        let outcome = Outcome<Other>()
        let job = Job { outcome.value.withLock { $0 = other() } }
        // SAFETY: the reference that is passed is the thread's own, which takes it over.
        let handle = unsafe Unmanaged.passRetained(job)
        let thread = unsafe start(handle.toOpaque())
        let mine = one()
        let isMine = job.take()
        if isMine { job.work() }
        if let thread {
            // One that comes too late finds nothing to do, and nobody waits for it.
            if isMine { pthread_detach(thread) } else { pthread_join(thread, nil) }
        } else {
            unsafe handle.release()
        }
        guard let theirs = outcome.value.withLock(\.self) else {
            preconditionFailure("a thread that was waited for is not through")
        }
        return (mine, theirs)
    }

    /// A thread that does the job; nil, and the job is not taken over, where there is none.
    private static func start(_ job: UnsafeMutableRawPointer) -> pthread_t? {
        var thread = pthread_t()
        let begin: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
            // SAFETY: it is the reference of `both`, and nobody else takes it.
            guard let job = unsafe $0 else { return nil }
            let own = unsafe Unmanaged<Job>.fromOpaque(job).takeRetainedValue()
            if own.take() { own.work() }
            return nil
        }
        // SAFETY: `thread` is filled by the calls; one that fails leaves the job alone.
        if let processors = Processors(),
            unsafe processors.elsewhere({ unsafe pthread_create(&thread, $0, begin, job) }) == 0
        {
            processors.allowAll(thread)
            return thread
        }
        return unsafe pthread_create(&thread, nil, begin, job) == 0 ? thread : nil
    }
}

/// What a thread does; a class, because C passes a pointer on.
private final class Job: Sendable {
    let work: @Sendable () -> Void
    private let hasBegun = Atomic(false)

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    /// Whether the caller is the first who asks, and so the one to do it.
    func take() -> Bool { !hasBegun.exchange(true, ordering: .acquiringAndReleasing) }
}

private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}
