/// A vault's folder made ready for git: what it leaves alone, and that Krok merges.
internal import Platform
internal import Secrecy

/// The work tree that a vault's folder lies in, or is about to.
///
/// Everything may be repeated: lines that stand already are not written again, and other people's
/// lines stay.
package struct GitSetup: Sendable {
    /// How the merge driver is called in `.gitattributes` and in the configuration of a clone.
    static let driver = "krok-vault"

    /// Where a clone's configuration names the command that merges.
    static let driverKey = "merge.\(driver).driver"

    /// Ciphertext is never taken for text, and a slot is never merged line by line.
    static let attributes = [
        "vault.age merge=\(driver) -text -diff", "keys/*.age binary",
        "progress/*.json merge=\(driver)",
    ]

    static let ignored = [".lock", "previous/", ".krok-new-*", "/rekey/", "/rekey.new/"]

    private let path: String

    /// Looks for the work tree above `path`, which need not be there yet.
    package init(for path: String) throws(Fault) {
        self.path = path
        var folder = path
        while !Files.isFolder(folder), let slash = folder.lastIndex(of: "/") {
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        let found = try GitSetup.git(["-C", folder, "rev-parse", "--show-toplevel"])
        guard found.status == 0, !found.output.isEmpty else {
            throw .notInGit(path: path, message: found.errors)
        }
    }

    private static func git(_ arguments: [String]) throws(Fault) -> Program {
        guard let program = Program.run("git", arguments) else { throw .noGit }
        return program
    }

    /// Writes the two files of the folder and the merge driver of this clone.
    ///
    /// The driver names this program by its path: each clone has its own. It never reads git's
    /// base, so that merging several bases into one is left to git's own way with binary files.
    package func install(in vault: VaultFolder) throws(Fault) {
        try vault.locked { () throws(Fault) in
            try vault.extend(".gitattributes", by: GitSetup.attributes)
            try vault.extend(".gitignore", by: GitSetup.ignored)
        }
        let section = "merge.\(GitSetup.driver)."
        try configure(section + "name", "krok, value by value")
        try configure(GitSetup.driverKey, GitSetup.command(of: ProcessFacts.program))
        try configure(section + "recursive", "binary")
    }

    /// The shell command that git runs, in which it replaces `%O` and so on.
    static func command(of program: String) -> String {
        let quoted = program.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        let escaped = quoted.split(separator: "%", omittingEmptySubsequences: false)
            .joined(separator: "%%")
        return "'" + escaped + "' vault merge -- %O %A %B %P"
    }

    /// The program in a `command`; nil where somebody wrote another one.
    static func program(of command: String) -> String? {
        let marks = (begin: "'", end: "' vault merge -- %O %A %B %P")
        guard command.hasPrefix(marks.begin), command.hasSuffix(marks.end),
            command.utf8.count > marks.begin.utf8.count + marks.end.utf8.count
        else { return nil }
        return String(command.dropFirst(marks.begin.count).dropLast(marks.end.count))
            .replacing("%%", with: "%").replacing("'\\''", with: "'")
    }

    private func configure(_ key: String, _ value: String) throws(Fault) {
        let done = try GitSetup.git(["-C", path, "config", "--replace-all", key, value])
        guard done.status == 0 else {
            throw .gitFailed(command: "git config " + key, message: done.errors)
        }
    }

    /// Whether git leaves the vault out, as a rule above the folder may say.
    package func isIgnored() throws(Fault) -> Bool {
        try GitSetup.git(["-C", path, "check-ignore", "--quiet", "vault.age"]).status == 0
    }
}

extension VaultFolder {
    /// Adds the lines that a file lacks; call it locked.
    fileprivate func extend(_ name: String, by lines: [String]) throws(Fault) {
        let standing = try onDisk { () throws(FileFault) in
            try folder.read(name, limit: 1 << 20).map { $0.bytes.copiedBytes() } ?? []
        }
        let known = standing.split(separator: UInt8(ascii: "\n")).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
        let missing = lines.filter { line in !known.contains { $0.elementsEqual(line.utf8) } }
        guard !missing.isEmpty else { return }
        var bytes = standing
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        for line in missing { bytes += Array(line.utf8) + [UInt8(ascii: "\n")] }
        try onDisk { () throws(FileFault) in try folder.replace(name, with: bytes.raw) }
    }
}
