/// Signals that would leave a terminal without echo, held back and read like a file.
internal import CLinux
internal import Glibc

/// Blocks the signals that end or stop a program, until it is gone; waits for them beside input.
@safe struct HeldSignals: ~Copyable {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

    private var held = sigset_t()
    private var before = sigset_t()
    private let descriptor: Int32

    init() {
        // SAFETY: the sets are ours; each is initialised before it is used.
        unsafe sigemptyset(&held)
        for number in HeldSignals.numbers { unsafe sigaddset(&held, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
        descriptor = unsafe signalfd(-1, &held, Int32(SFD_CLOEXEC))
    }

    deinit {
        close(descriptor)
        var mask = before
        // SAFETY: the set was filled by `init`.
        unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// Waits until `other` can be read (nil) or one of the signals has come (its number).
    borrowing func wait(with other: Int32) -> Int32? {
        while true {
            var descriptors = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: other, events: Int16(POLLIN), revents: 0),
            ]
            // SAFETY: the array has the length that is passed; the structure takes one record.
            _ = unsafe poll(&descriptors, 2, -1)
            if descriptors[0].revents != 0 {
                var info = signalfd_siginfo()
                let size = MemoryLayout<signalfd_siginfo>.size
                if unsafe read(descriptor, &info, size) == size { return Int32(info.ssi_signo) }
            }
            if descriptors[1].revents != 0 { return nil }
        }
    }

    /// Lets one signal do what it would have done; returns if the process goes on after it.
    borrowing func deliver(_ number: Int32) {
        var one = sigset_t()
        var earlier = sigset_t()
        // SAFETY: the sets are ours; each is initialised before it is used.
        unsafe sigemptyset(&one)
        unsafe sigaddset(&one, number)
        raise(number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &one, &earlier)
        unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil)
    }
}
