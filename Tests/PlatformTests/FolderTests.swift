/// A folder of one's own: what is refused, and files replaced as a whole or not at all.
import Foundation
import Platform
import Secrecy
import Testing

struct FolderTests {
    private static let isRoot = ProcessFacts.user == 0

    private static func fault(_ kind: FileFault.Kind, _ path: String) -> FileFault {
        FileFault(kind, at: path)
    }

    // MARK: Which folders

    @Test func `a missing folder, a file and a link are told apart`() throws {
        let scratch = try Scratch()
        try scratch.write("x", to: "file")
        try scratch.makeFolder("real")
        try scratch.link("link", to: scratch.path + "/real")
        try scratch.link("dangling", to: scratch.path + "/none")
        for (name, kind) in [
            ("none", FileFault.Kind.missing), ("file", .notAFolder), ("link", .symbolicLink),
            ("link/", .symbolicLink), ("link//", .symbolicLink), ("dangling", .symbolicLink),
            ("file/x", .notAFolder),
        ] {
            let path = scratch.path + "/" + name
            #expect(throws: FolderTests.fault(kind, path)) { _ = try Folder(at: path) }
        }
        #expect(try Folder(at: scratch.path + "/real/").path == scratch.path + "/real/")
    }

    @Test(arguments: [
        (0o700, true), (0o755, true), (0o720, false), (0o702, false), (0o1777, false),
    ])
    func `only its owner may write to it`(mode: Int, isTaken: Bool) throws {
        let scratch = try Scratch()
        try scratch.makeFolder("a")
        try scratch.permit(mode, "a")
        let path = scratch.path + "/a"
        if isTaken {
            _ = try Folder(at: path)
            _ = try Folder(at: scratch.path).folder("a")
        } else {
            #expect(throws: FolderTests.fault(.writableByOthers, path)) {
                _ = try Folder(at: path)
            }
            #expect(throws: FolderTests.fault(.writableByOthers, path)) {
                _ = try Folder(at: scratch.path).folder("a")
            }
            try Folder.closeToOthers(path)
            #expect(try scratch.mode("a") == 0o700)
        }
    }

    @Test(.enabled(if: isRoot))
    func `another user's folder or file is refused`() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("a")
        try scratch.write("x", to: "file")
        try scratch.giveAway("a")
        try scratch.giveAway("file")
        let path = scratch.path + "/a"
        #expect(throws: FolderTests.fault(.wrongOwner, path)) { _ = try Folder(at: path) }
        let folder = try Folder(at: scratch.path)
        #expect(throws: FolderTests.fault(.wrongOwner, path)) { _ = try folder.folder("a") }
        #expect(throws: FolderTests.fault(.wrongOwner, scratch.path + "/file")) {
            _ = try folder.read("file", limit: 10)
        }
        #expect(throws: FolderTests.fault(.wrongOwner, scratch.path + "/file")) {
            _ = try Files.read(scratch.path + "/file", limit: 10, ownersOnly: true)
        }
    }

    @Test func `a folder inside is made, found and checked`() throws {
        let scratch = try Scratch()
        let folder = try Folder(at: scratch.path)
        let inner = scratch.path + "/keys"
        #expect(throws: FolderTests.fault(.missing, inner)) { _ = try folder.folder("keys") }
        #expect(try folder.folder("keys", create: true).path == inner)
        #expect(try folder.folder("keys", create: true).path == inner)
        #expect(try scratch.mode("keys") == 0o700)
        try scratch.link("link", to: inner)
        #expect(throws: FolderTests.fault(.symbolicLink, scratch.path + "/link")) {
            _ = try folder.folder("link", create: true)
        }
    }

    @Test func `folders are made with those above`() throws {
        let scratch = try Scratch()
        try Folder.make(scratch.path + "/a/b/c/")
        try Folder.make(scratch.path + "/a/b/c")
        #expect(try scratch.mode("a/b") == 0o700)
        try scratch.write("x", to: "file")
        #expect(throws: FolderTests.fault(.notAFolder, scratch.path + "/file/x")) {
            try Folder.make(scratch.path + "/file/x")
        }
    }

    // MARK: Reading

    @Test func `a file is read up to its limit`() throws {
        let scratch = try Scratch()
        try scratch.write("12345", to: "file")
        let folder = try Folder(at: scratch.path)
        #expect(try folder.read("none", limit: 5)?.count == nil)
        #expect(try folder.read("file", limit: 5)?.copiedIntoOrdinaryMemory() == "12345")
        #expect(throws: FolderTests.fault(.tooLarge(limit: 4), scratch.path + "/file")) {
            _ = try folder.read("file", limit: 4)
        }
        try scratch.write("", to: "empty")
        #expect(try folder.read("empty", limit: 0)?.count == 0)
    }

    @Test func `a link, a folder and a file that others may write are no files of ours`() throws {
        let scratch = try Scratch()
        try scratch.write("x", to: "file", mode: 0o620)
        try scratch.write("x", to: "target")
        try scratch.link("link", to: scratch.path + "/target")
        try scratch.makeFolder("folder")
        let folder = try Folder(at: scratch.path)
        for (name, kind) in [
            ("file", FileFault.Kind.writableByOthers), ("link", .symbolicLink),
            ("folder", .notAFile),
        ] {
            #expect(throws: FolderTests.fault(kind, scratch.path + "/" + name)) {
                _ = try folder.read(name, limit: 10)
            }
        }
    }

    // MARK: Writing

    @Test func `a file is replaced with mode 0600`() throws {
        let scratch = try Scratch()
        try scratch.write("old", to: "file", mode: 0o644)
        try Folder(at: scratch.path).replace("file", with: bytes("new").bytes)
        #expect(try scratch.text("file") == "new")
        #expect(try scratch.mode("file") == 0o600)
        #expect(scratch.names == ["file"])
    }

    @Test func `what is verified is what was written; a no leaves the old file alone`() throws {
        let scratch = try Scratch()
        try scratch.write("old", to: "file")
        let folder = try Folder(at: scratch.path)
        var seen: String?
        #expect(throws: FileFault.self) {
            try folder.replace("file", with: bytes("new").bytes) { written in
                seen = written.copiedIntoOrdinaryMemory()
                return false
            }
        }
        #expect(seen == "new")
        #expect(try scratch.text("file") == "old")
        #expect(scratch.names == ["file"])
    }

    @Test func `a link in the place of the file is replaced, not followed`() throws {
        let scratch = try Scratch()
        try scratch.write("target", to: "target")
        try scratch.link("file", to: scratch.path + "/target")
        try Folder(at: scratch.path).replace("file", with: bytes("new").bytes)
        #expect(try scratch.text("file") == "new")
        #expect(try scratch.text("target") == "target")
    }

    @Test func `a folder in the place of the file is an error that leaves nothing`() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("file")
        #expect(throws: FileFault.self) {
            try Folder(at: scratch.path).replace("file", with: bytes("new").bytes)
        }
        #expect(scratch.names == ["file"])
    }

    @Test func `removing and renaming lose nothing by accident`() throws {
        let scratch = try Scratch()
        let folder = try Folder(at: scratch.path)
        try scratch.write("a", to: "a")
        try scratch.write("b", to: "b")
        #expect(throws: FolderTests.fault(.exists, scratch.path + "/b")) {
            try folder.rename("a", to: "b")
        }
        #expect(throws: FolderTests.fault(.missing, scratch.path + "/x")) {
            try folder.rename("x", to: "y")
        }
        try folder.rename("a", to: "c")
        try folder.remove("b")
        try folder.remove("b")
        #expect(try folder.names() == ["c"])
        #expect(try scratch.text("c") == "a")
    }

    @Test func `sweeping takes what a killed run left, and nothing else`() throws {
        let scratch = try Scratch()
        for name in [".krok-new-00ff", ".krok-new-", ".lock", "vault.age", "krok-new-1"] {
            try scratch.write("x", to: name)
        }
        try Folder(at: scratch.path).sweep()
        #expect(scratch.names == [".lock", "krok-new-1", "vault.age"])
    }
}
