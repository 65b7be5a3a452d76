/// How a vault stands with git: what `krok doctor` says of it.
internal import Platform

/// Looks at the work tree that a vault lies in, and at the set-up of this clone.
struct GitCheck {
    private let path: String

    init(_ path: String) { self.path = path }

    func findings() -> [Finding] {
        guard let found = git("rev-parse", "--show-toplevel"), found.status == 0 else {
            return [Finding(.fine, .gitNone)]
        }
        let details = ["path": path]
        if git("check-ignore", "--quiet", "vault.age")?.status == 0 {
            return [Finding(.fine, .gitIgnored, details)]
        }
        var findings: [Finding] = []
        // Older generations in a repository are there for good, for everybody who clones it.
        let published = lines(of: git("ls-files", "--", "previous", ".lock", "rekey", "rekey.new"))
        if !published.isEmpty {
            let names = Set(published.map { $0.split(separator: "/").first.map(String.init) ?? $0 })
            findings.append(
                Finding(
                    .wrong, .gitPublishes,
                    details.merging(["files": names.sorted().joined(separator: " ")]) { $1 }))
        }
        let merges = lines(of: git("check-attr", "merge", "--", "vault.age"))
            .contains { $0.hasSuffix(": " + GitSetup.driver) }
        guard merges else { return findings + [Finding(.note, .gitNotSetUp, details)] }
        guard let driver = lines(of: git("config", "--get", GitSetup.driverKey)).first else {
            return findings + [Finding(.wrong, .gitWithoutDriver, details)]
        }
        let program = GitSetup.program(of: driver)
        guard let program, Files.isProgram(program) else {
            return findings
                + [Finding(.wrong, .gitDriverGone, details.merging(["program": driver]) { $1 })]
        }
        return findings + [Finding(.fine, .gitReady, ["path": path, "program": program])]
    }

    private func git(_ arguments: String...) -> Program? {
        Program.run("git", ["-C", path] + arguments)
    }

    private func lines(of program: Program?) -> [String] {
        guard let program, program.status == 0 else { return [] }
        return program.output.split(separator: "\n").map(String.init)
    }
}
