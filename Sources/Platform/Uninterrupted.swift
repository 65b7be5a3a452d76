/// Work that a signal must not cut in two.
internal import CLinux
internal import Glibc

/// Holds the signals that end a program back while something runs that has to be finished.
package enum Uninterrupted {
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// Whether a signal came that is held back: what can be left out may be left out now.
    package static var isAwaited: Bool {
        var waiting = sigset_t()
        // SAFETY: the set is ours and filled by the call.
        unsafe sigpending(&waiting)
        return signals.contains { unsafe sigismember(&waiting, $0) == 1 }
    }

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
        for number in signals { unsafe sigaddset(&held, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
        // SAFETY: the set was filled by the call above.
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        return try body()
    }
}
