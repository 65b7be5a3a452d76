/// Work that a signal must not cut in two.
internal import CLinux
internal import Glibc

/// Holds the signals that end a program back while something runs that has to be finished.
package enum Uninterrupted {
    /// Runs `body`; a signal that came meanwhile does afterwards what it does.
    ///
    /// For work that ends by itself within a known time: until then Ctrl-C seems to do nothing.
    package static func run<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var held = sigset_t()
        var before = sigset_t()
        // SAFETY: the sets are ours; each is initialised before it is used.
        unsafe sigemptyset(&held)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { unsafe sigaddset(&held, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
        // SAFETY: the set was filled by the call above.
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        return try body()
    }
}
