/// Running this very program once more, to see what another process of the session can do.
internal import CLinux
internal import Glibc

/// A second process of the same binary.
package enum SecondProcess {
    /// Runs `/proc/self/exe` with `arguments` and everything it prints thrown away.
    ///
    /// Arguments are public: none may hold a secret. The exit status; nil when it could not be
    /// started or was killed.
    package static func run(_ arguments: [String]) -> Int32? {
        // SAFETY: the actions are initialised here and destroyed below.
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
        }
        // SAFETY: the texts are copied by `strdup` and freed after the call has read them; the
        // array ends with nil, as the call demands.
        let words = unsafe (["krok"] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var child: pid_t = 0
        guard unsafe posix_spawn(&child, "/proc/self/exe", &actions, nil, words, environ) == 0
        else { return nil }
        var status: Int32 = 0
        // SAFETY: the number is ours and the call fills it.
        while unsafe waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
        // What the macros WIFEXITED and WEXITSTATUS say.
        return status & 0x7f == 0 ? status >> 8 & 0xff : nil
    }
}
