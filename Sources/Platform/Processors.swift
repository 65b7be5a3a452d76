/// On which processor a thread begins.
internal import CLinux
internal import Glibc

/// The processors that the calling thread may run on, and those among them that are not its own.
///
/// Left to itself the scheduler moves a new thread to an idle processor some milliseconds later,
/// and a guide is read by then. No more than its beginning is said: the thread may move afterwards.
struct Processors: Sendable {
    private static let size = MemoryLayout<cpu_set_t>.size

    private var all = cpu_set_t()
    private var others = cpu_set_t()

    /// Nil where there is no other processor, and where there are more than a set has room for.
    init?() {
        // SAFETY: both sets are ours and filled by the call.
        guard unsafe krok_processors(&all, &others) == 0 else { return nil }
    }

    /// Calls `create` with the attributes of a thread that begins on another processor.
    ///
    /// Its error comes back; it is not called where there is no memory for attributes.
    func elsewhere(_ create: (UnsafePointer<pthread_attr_t>) -> Int32) -> Int32 {
        var attributes = pthread_attr_t()
        var others = others
        // SAFETY: the attributes are ours from `init` to `destroy`, and the set is copied.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        let fault = unsafe pthread_attr_setaffinity_np(&attributes, Processors.size, &others)
        return fault == 0 ? unsafe create(&attributes) : fault
    }

    /// Lets `thread` run wherever its maker may, once it waits for its turn elsewhere.
    ///
    /// It is not the thread that does so: where the other processors are busy, this one may take
    /// it back as soon as there is nothing else to do here.
    func allowAll(_ thread: pthread_t) {
        var all = all
        // SAFETY: the call only reads the set. Where it is refused, the thread stays elsewhere.
        _ = unsafe pthread_setaffinity_np(thread, Processors.size, &all)
    }
}
