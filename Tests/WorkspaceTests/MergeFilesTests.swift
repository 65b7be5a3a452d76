/// What git hands to a merge: which file it is, what is refused, how git is told to call.
import Foundation
import Platform
import Secrecy
import Testing
import Vaults
import Walkthrough

@testable import Workspace

struct MergeFilesTests {
    @Test(arguments: [
        ("vault/vault.age", MergeTarget.vault(folder: "vault")),
        ("vault.age", .vault(folder: ".")), ("a/b c/vault.age", .vault(folder: "a/b c")),
        ("vault/progress/Klient A.json", .progress(folder: "vault")),
        ("progress/x.json", .progress(folder: ".")),
        ("vault/keys/x.age", nil), ("vault/vault.age.orig", nil), ("progress.json", nil),
        ("vault/progress/x.txt", nil), ("", nil), ("x/progress", nil),
    ])
    func `the path says which file it is and where the vault lies`(
        path: String, target: MergeTarget?
    ) {
        #expect(MergeTarget(path: path) == target)
    }

    @Test func `a merge names our file, and the other side's vault is only read`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let ours = try stand.bytes("/vault/vault.age")
        try Data(ours).write(to: URL(filePath: stand.root + "/ours"))
        try vault.set("a", "1")
        let before = try stand.snapshot()
        let merge = try stand.merge(key: vault.key, theirs: stand.vault + "/vault.age")
        #expect(merge.document.previous == sha256(ours.raw).hexadecimal)
        #expect(merge.document.generation == 3)
        #expect(try vault.key.open(stand.bytes("/ours")).generation == 3)
        #expect(try stand.snapshot() == before)
        let links = try FileManager.default.contentsOfDirectory(atPath: stand.root)
        #expect(links.sorted() == ["home", "ours", "vault"])
    }

    @Test func `another vault on the other side, or on ours, is refused and nothing written`()
        throws
    {
        let (stand, other) = (try Stand(), try Stand())
        let vault = try stand.makeVault()
        let stranger = try other.makeVault()
        try Data(stand.bytes("/vault/vault.age")).write(to: URL(filePath: stand.root + "/ours"))
        let before = try stand.bytes("/ours")
        #expect(throws: Fault.twoVaults(path: "vault/vault.age (theirs)")) {
            try stand.merge(key: vault.key, theirs: other.vault + "/vault.age")
        }
        #expect(throws: Fault.damagedVault(path: "vault/vault.age", .foreign)) {
            try stand.merge(key: stranger.key, theirs: other.vault + "/vault.age")
        }
        #expect(throws: Fault.file(FileFault(.missing, at: stand.root + "/none"))) {
            try stand.merge(key: vault.key, theirs: "none")
        }
        #expect(try stand.bytes("/ours") == before)
    }

    @Test func `progress of several guides is merged guide by guide`() throws {
        let stand = try Stand()
        try stand.write(
            #"{"format":1,"guides":{"a":{"done":{"s":"1"}},"b":{"done":{"s":"1"}}}}"#, to: "/ours")
        try stand.write(
            #"{"format":1,"guides":{"a":{"withdrawn":{"done/s":"2"}},"c":{"done":{"s":"1"}}}}"#,
            to: "/theirs")
        let files = MergeFiles(
            ours: "ours", theirs: "theirs", name: "p.json", in: stand.environment())
        try files.mergeProgress()
        let file = try stand.bytes("/ours")
        let merged = try ProgressFile.read(Secret(copying: file.raw), path: "p.json")
        #expect(merged.mapValues(\.done) == ["a": [:], "b": ["s": "1"], "c": ["s": "1"]])
        try stand.write("{", to: "/theirs")
        let before = try stand.bytes("/ours")
        #expect(throws: Fault.brokenProgress(path: "p.json (theirs)", line: 1, column: 2)) {
            try files.mergeProgress()
        }
        #expect(try stand.bytes("/ours") == before)
    }

    @Test(arguments: [
        ("/usr/bin/krok", "'/usr/bin/krok' vault merge -- %O %A %B %P"),
        ("/a b/it's/krok", #"'/a b/it'\''s/krok' vault merge -- %O %A %B %P"#),
        ("/100%/krok", "'/100%%/krok' vault merge -- %O %A %B %P"),
    ])
    func `the driver's command survives the shell and git's own signs`(
        program: String, command: String
    ) {
        #expect(GitSetup.command(of: program) == command)
    }
}
