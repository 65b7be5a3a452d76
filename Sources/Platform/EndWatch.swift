/// Waiting, in a program that serves others, for what should end it: a signal, or its terminal gone.
internal import CLinux
internal import Glibc

/// Holds back the signals that ask a program to end, and tells of them like of a file.
///
/// Made before any other thread starts: threads inherit what is held back.
@safe package struct EndWatch: ~Copyable {
    /// What the waiting came to.
    package enum Event: Equatable, Sendable {
        /// SIGINT, SIGTERM or SIGHUP came.
        case asked
        /// The terminal that the program was started at went away.
        case terminalGone
        /// The Enter key was pressed at the terminal.
        case line
        /// Nothing, for as long as was to be waited.
        case nothing
    }

    private let signals: Int32
    /// The controlling terminal; -1 where there is none.
    private let terminal: Int32

    package init() {
        var held = sigset_t()
        // SAFETY: the set is ours and initialised before it is used.
        unsafe sigemptyset(&held)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&held, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, nil)
        signals = unsafe signalfd(-1, &held, Int32(SFD_CLOEXEC))
        // SAFETY: the call only reads the path.
        terminal = unsafe open("/dev/tty", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    }

    deinit {
        close(signals)
        if terminal >= 0 { close(terminal) }
    }

    /// Waits, whatever comes meanwhile: a signal that was told once is there still.
    package borrowing func pause(milliseconds: Int32) {
        _ = poll(nil, 0, milliseconds)
    }

    /// Waits at most `milliseconds` for the next event.
    package borrowing func next(milliseconds: Int32) -> Event {
        // Reading a terminal from the background would stop the program.
        let listens = terminal >= 0 && tcgetpgrp(terminal) == getpgrp()
        var descriptors = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal, events: listens ? Int16(POLLIN) : 0, revents: 0),
        ]
        // SAFETY: the array has the length that is passed.
        guard unsafe poll(&descriptors, 2, milliseconds) > 0 else { return .nothing }
        if descriptors[0].revents != 0 { return .asked }
        let came = Int32(descriptors[1].revents)
        if came & (POLLHUP | POLLERR | POLLNVAL) != 0 { return .terminalGone }
        guard came & POLLIN != 0 else { return .nothing }
        var typed = [UInt8](repeating: 0, count: 256)
        // SAFETY: the array has the length that is passed.
        let length = unsafe read(terminal, &typed, typed.count)
        if length == 0 { return .terminalGone }
        return length > 0 && typed[..<length].contains(UInt8(ascii: "\n")) ? .line : .nothing
    }
}
