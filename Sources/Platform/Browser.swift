/// Opening an address in the person's browser.
internal import Glibc

/// The desktop's way to open an address.
package enum Browser {
    /// Hands `address` to the first of `xdg-open`, `wslview` or `BROWSER` that is there.
    ///
    /// A program's arguments are public: the address may hold a project's ID, or client ID, mailbox
    /// and state of a sign-in, which open nothing; never a secret.
    ///
    /// False when there is no such program or no display.
    package static func open(_ address: String) -> Bool {
        let named = ProcessFacts.variable("BROWSER").map { [$0] } ?? []
        let hasDisplay =
            ProcessFacts.variable("DISPLAY") != nil
            || ProcessFacts.variable("WAYLAND_DISPLAY") != nil
        let candidates = named + (hasDisplay ? ["xdg-open", "wslview"] : [])
        return candidates.contains { start($0, address) }
    }

    /// Starts a program with one argument, its output thrown away; false when it is not there.
    private static func start(_ program: String, _ argument: String) -> Bool {
        // SAFETY: the actions are initialised here and destroyed below; texts are copied by
        // `strdup` and freed after the call has read them.
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
        }
        let first = unsafe strdup(program)
        let second = unsafe strdup(argument)
        defer {
            unsafe free(first)
            unsafe free(second)
        }
        var child: pid_t = 0
        // SAFETY: as above; the array ends with nil, as the call demands.
        return unsafe posix_spawnp(
            &child, program, &actions, nil, [first, second, nil], environ) == 0
    }
}
