/// Other programs that a secret is given to or taken from: through a pipe, never an argument.
internal import CLinux
internal import Glibc
internal import Secrecy

/// A program at the other end of a pipe, started in a session of its own.
///
/// No terminal can interrupt it, and it holds no folder and no open file of this process.
enum SecretPipe {
    /// How long a program may take before it is ended, in milliseconds.
    private static let patience = 10_000

    /// Starts `name`, gives it `secret` as standard input, and waits; nil when that failed.
    ///
    /// What it prints is thrown away. `changes` are variables of its environment.
    static func give(
        _ secret: Secret, to name: String, _ arguments: [String], _ changes: [String: String] = [:]
    ) -> Int32? {
        guard let pipe = Pipe(),
            let child = start(name, arguments, changes, input: pipe.reading)
        else { return nil }
        pipe.closeReading()
        write(secret, to: pipe.writing)
        pipe.closeWriting()
        return wait(for: child)
    }

    /// What `name` prints, `limit` bytes at most; nil when it fails, says more, or takes too long.
    static func take(from name: String, _ arguments: [String], limit: Int) -> Secret? {
        guard let pipe = Pipe(),
            let child = start(name, arguments, [:], output: pipe.writing)
        else { return nil }
        pipe.closeWriting()
        let said = read(pipe.reading, limit: limit)
        if said == nil { end(child) }
        let status = wait(for: child)
        return status == 0 ? said : nil
    }

    /// Starts `name` with nothing to read and leaves it running: its number.
    static func leave(_ name: String, _ arguments: [String]) -> pid_t? {
        start(name, arguments, [:])
    }

    /// Starts this very program once more, `input` as its standard input.
    static func again(_ arguments: [String], input: Int32) -> Bool {
        start("/proc/self/exe", arguments, [:], input: input, called: "krok") != nil
    }

    static func end(_ child: pid_t) { kill(child, SIGTERM) }

    /// The exit status; nil when it had to be ended.
    static func wait(for child: pid_t) -> Int32? {
        let ended = krok_process(child)
        var descriptors = [pollfd(fd: ended, events: Int16(POLLIN), revents: 0)]
        // SAFETY: the array has the length that is passed.
        if ended >= 0 {
            if unsafe poll(&descriptors, 1, Int32(patience)) <= 0 { kill(child, SIGKILL) }
            close(ended)
        }
        var status: Int32 = 0
        // SAFETY: the number is ours and the call fills it.
        while unsafe waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
        return status & 0x7f == 0 ? status >> 8 & 0xff : nil
    }

    // MARK: Bytes

    /// Writes as much as the program takes in time: one that reads nothing must not hold this one.
    static func write(_ secret: Secret, to number: Int32) {
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        let deadline = now + patience
        var rest = secret
        while !rest.isEmpty, isReady(number, Int16(POLLOUT), until: deadline) {
            // SAFETY: the call reads the rest at most.
            let length = unsafe rest.bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
            }
            if length > 0 {
                rest = rest[length..<rest.count]
            } else if errno != EINTR, errno != EAGAIN {
                return
            }
        }
    }

    private static func read(_ number: Int32, limit: Int) -> Secret? {
        let deadline = now + patience
        var builder = SecretBuilder(capacity: limit + 1)
        while builder.count <= limit, isReady(number, Int16(POLLIN), until: deadline) {
            var length = 0
            let piece = SecretBytes(count: limit + 1 - builder.count) {
                (span: inout MutableRawSpan) in
                // SAFETY: the buffer is exactly the span's memory.
                length = unsafe span.withUnsafeMutableBytes { buffer in
                    unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
                }
            }
            if length == 0 { return Secret(builder.finish()) }
            if length > 0 {
                builder.append(Secret(piece)[0..<length])
            } else if errno != EINTR {
                return nil
            }
        }
        return nil
    }

    private static func isReady(_ number: Int32, _ event: Int16, until deadline: Int) -> Bool {
        var descriptors = [pollfd(fd: number, events: event, revents: 0)]
        while true {
            let left = max(0, deadline - now)
            // SAFETY: the array has the length that is passed.
            let count = unsafe poll(&descriptors, 1, Int32(clamping: left))
            if count >= 0 || errno != EINTR { return count > 0 }
        }
    }

    /// A clock that nobody sets, in milliseconds.
    static var now: Int {
        var time = timespec()
        // SAFETY: the structure is ours and the call fills it.
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    // MARK: Starting

    private static func start(
        _ name: String, _ arguments: [String], _ changes: [String: String],
        input: Int32? = nil, output: Int32? = nil, called: String? = nil
    ) -> pid_t? {
        // SAFETY: the actions are initialised here and destroyed below; texts are copied.
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let streams = [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, nil)]
        for (number, given) in streams {
            if let given {
                unsafe posix_spawn_file_actions_adddup2(&actions, given, number)
            } else {
                unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            }
        }
        // SAFETY: as above; the text outlives the call.
        // SAFETY: as above.
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        unsafe posix_spawn_file_actions_addchdir_np(&actions, "/")
        // SAFETY: the attributes and the sets are ours, initialised before use, destroyed below.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        unsafe sigemptyset(&usual)
        unsafe posix_spawnattr_setsigmask(&attributes, &usual)
        unsafe sigaddset(&usual, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
        let flags =
            Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
            | krok_spawn_in_own_session()
        unsafe posix_spawnattr_setflags(&attributes, flags)
        // SAFETY: the texts are copies, freed after the call has read them; both arrays end with
        // nil, as the call demands.
        let words = unsafe ([called ?? name] + arguments).map { unsafe strdup($0) } + [nil]
        let variables = unsafe variables(changes).map { unsafe strdup($0) } + [nil]
        // SAFETY: as above; nothing reads them after this scope.
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var child: pid_t = 0
        // SAFETY: as above.
        let code = unsafe posix_spawnp(&child, name, &actions, &attributes, words, variables)
        return code == 0 ? child : nil
    }

    /// This process's environment with some variables set anew, as `NAME=value`.
    private static func variables(_ changes: [String: String]) -> [String] {
        var all = changes.map { $0.key + "=" + $0.value }
        // SAFETY: the array of texts ends with nil; nothing in this program changes it.
        var next = unsafe environ
        while let text = unsafe next.pointee {
            let variable = unsafe String(cString: text)
            let name = variable.prefix { $0 != "=" }
            if changes[String(name)] == nil { all.append(variable) }
            unsafe next += 1
        }
        return all
    }
}
