/// Other programs: their status, their words, and nothing of ours in their hands.
import Glibc
import Platform
import Testing

struct ProgramTests {
    private static func shell(_ script: String) throws -> Program {
        try #require(Program.run("sh", ["-c", script]))
    }

    @Test func `status and both streams come back`() throws {
        let done = try ProgramTests.shell("echo out; echo wrong >&2; exit 7")
        #expect(done.status == 7 && done.output == "out" && done.errors == "wrong")
        #expect(try ProgramTests.shell("exit 0").status == 0)
        #expect(try ProgramTests.shell("kill -9 $$").status == 137)
    }

    @Test func `an argument is one argument, whatever is in it`() throws {
        let words = ["a b", "'", "$HOME", "", "ż"]
        let done = try #require(Program.run("printf", ["[%s]"] + words))
        #expect(done.output == words.map { "[" + $0 + "]" }.joined())
    }

    @Test func `a program that is not there is nil`() {
        #expect(Program.run("krok-has-no-such-program", []) == nil)
    }

    @Test func `there is nothing to read, no open file of ours, and pipes end as usual`() throws {
        // As a passphrase's descriptor would stand open, and as krok itself treats broken pipes.
        let open = dup(STDOUT_FILENO)
        let usual = signal(SIGPIPE, SIG_IGN)
        defer {
            close(open)
            _ = signal(SIGPIPE, usual)
        }
        #expect(try ProgramTests.shell("cat").output == "")
        #expect(try ProgramTests.shell("ls /proc/self/fd | wc -l").output == "4")
        // `yes` ends only because the broken pipe ends it.
        let done = try ProgramTests.shell("yes | head -n 1")
        #expect(done.output == "y" && done.errors == "")
    }

    @Test func `more output than is kept stops nobody`() throws {
        let done = try ProgramTests.shell("yes | head -c 1000000; exit 3")
        #expect(done.status == 3 && done.output == "")
    }
}
