/// Running another program to its end: arguments in, status and output out; never a secret.
internal import CLinux
internal import Glibc
internal import Secrecy

/// A program that was run: everything that it said.
package struct Program: Sendable {
    /// Its exit status; 128 and the number of the signal that ended it.
    package let status: Int32
    package let output: String
    package let errors: String

    /// The longest output that is kept of either stream.
    private static let longest = 1 << 16

    /// Runs the first `name` of `PATH` with nothing to read; nil when there is no such program.
    ///
    /// Arguments can be read by every user of the machine: no secret may be among them. The child
    /// has no other open file of this process, and takes the end of a pipe as programs do.
    package static func run(_ name: String, _ arguments: [String]) -> Program? {
        // Files in memory, so that no stream can stop the child by being full.
        // SAFETY: the calls only read the names.
        guard let output = try? Descriptor(unsafe krok_memory_file("output"), path: name),
            let errors = try? Descriptor(unsafe krok_memory_file("errors"), path: name),
            let status = spawn(name, arguments, output.number, errors.number)
        else { return nil }
        return Program(status: status, output: text(output), errors: text(errors))
    }

    private static func spawn(
        _ name: String, _ arguments: [String], _ output: Int32, _ errors: Int32
    ) -> Int32? {
        // SAFETY: the actions are initialised here and destroyed below; the name is copied.
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(
            &actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        // SAFETY: the attributes are initialised here and destroyed below; the set is ours and
        // initialised before it is used.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        unsafe sigemptyset(&usual)
        unsafe sigaddset(&usual, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        // SAFETY: the texts are copies and freed after the child has ended; the array ends with
        // nil, as the call demands.
        var texts = unsafe ([name] + arguments).map { unsafe strdup($0) }
        // SAFETY: as above; nothing reads them after this scope.
        defer { unsafe texts.forEach { unsafe free($0) } }
        unsafe texts.append(nil)
        var child: pid_t = 0
        guard unsafe posix_spawnp(&child, name, &actions, &attributes, texts, environ) == 0 else {
            return nil
        }
        var ended: Int32 = 0
        // SAFETY: the number is ours and the call fills it.
        while unsafe waitpid(child, &ended, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        let signal = ended & 0x7F
        return signal == 0 ? ended >> 8 & 0xFF : 128 + signal
    }

    /// What stands in a file of ours, without the line feeds at its end.
    private static func text(_ file: borrowing Descriptor) -> String {
        lseek(file.number, 0, SEEK_SET)
        guard let said = try? file.readAll(limit: longest) else { return "" }
        return String(decoding: said.bytes.copiedBytes(), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
    }
}
