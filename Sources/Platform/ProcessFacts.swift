/// What a process knows of itself: variables, folders, the time, its own hardening.
internal import CLinux
internal import Glibc

/// Readings of this process; nothing here is secret.
package enum ProcessFacts {
    /// An environment variable; nil when it is unset or empty.
    package static func variable(_ name: String) -> String? {
        // SAFETY: the text is copied at once; nothing in this program changes the environment.
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The home folder: `HOME`, else what the user database says.
    package static var home: String {
        if let home = variable("HOME") { return home }
        // SAFETY: the record is copied before another call could change it.
        guard let record = unsafe getpwuid(geteuid()) else { return "/" }
        return unsafe String(cString: record.pointee.pw_dir)
    }

    /// The folder that the command was given in.
    package static var workingFolder: String {
        // SAFETY: the text is allocated by the call and ours to free.
        guard let text = unsafe getcwd(nil, 0) else { return "." }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// The file that this process runs, without links; its name where the file is gone by now.
    package static var program: String { Files.resolved("/proc/self/exe") ?? "krok" }

    /// The number of this process.
    package static var number: Int32 { getpid() }

    /// Whether a process of this number is there, whoever owns it.
    package static func isRunning(_ number: Int32) -> Bool {
        kill(number, 0) == 0 || errno == EPERM
    }

    /// The number of the user that the process acts for.
    package static var user: UInt32 { geteuid() }

    /// The time in seconds since 1970.
    package static var now: Int { time(nil) }

    /// The time in nanoseconds since 1970.
    package static var nanoseconds: Int {
        var moment = timespec()
        // SAFETY: the structure is ours and the call fills it.
        unsafe clock_gettime(CLOCK_REALTIME, &moment)
        return moment.tv_sec * 1_000_000_000 + moment.tv_nsec
    }

    /// Forbids core dumps and reading this process's memory by others of the same user.
    package static func harden() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // SAFETY: the structure is read. Failure leaves things as they were, which is allowed.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = krok_set_undumpable()
        // Swift's crash reporter would show memory at the terminal and wait there for a key.
        for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            _ = signal(number, SIG_DFL)
        }
        // A closed pipe is an error that a write returns, not the end of the process.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Whether every argument is UTF-8; Swift repairs the others without a word.
    package static var argumentsAreUTF8: Bool {
        // SAFETY: the array has `argc` texts that end with zero and live as long as the process.
        (0..<Int(CommandLine.argc)).allSatisfy { index in
            guard let text = unsafe CommandLine.unsafeArgv[index] else { return true }
            return unsafe String(validatingCString: text) != nil
        }
    }

    /// Ends the process with a status of the table in `design.md`.
    package static func end(_ status: Int32) -> Never { exit(status) }
}
