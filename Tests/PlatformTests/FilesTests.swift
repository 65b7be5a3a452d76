/// Files that a person names.
import Foundation
import Platform
import Secrecy
import Testing

struct FilesTests {
    /// A secret, or what everybody may know.
    enum Memory: CaseIterable {
        case locked
        case ordinary

        func read(_ path: String, limit: Int) throws -> [UInt8] {
            if self == .ordinary { return try Files.readBytes(path, limit: limit) }
            let secret = try Files.read(path, limit: limit)
            return secret.bytes.copiedBytes()
        }
    }

    @Test(arguments: Memory.allCases)
    func `a file is read whole, links followed, up to its limit`(into memory: Memory) throws {
        let scratch = try Scratch()
        try scratch.write("12345", to: "file", mode: 0o644)
        try scratch.link("link", to: "file")
        let path = scratch.path + "/"
        #expect(try memory.read(path + "link", limit: 5) == Array("12345".utf8))
        for (name, kind) in [
            ("none", FileFault.Kind.missing), ("file/x", .notAFolder),
        ] {
            #expect(throws: FileFault(kind, at: path + name)) {
                _ = try memory.read(path + name, limit: 5)
            }
        }
        #expect(throws: FileFault(.tooLarge(limit: 4), at: path + "file")) {
            _ = try memory.read(path + "file", limit: 4)
        }
        #expect(throws: FileFault(.notAFile, at: scratch.path)) {
            _ = try memory.read(scratch.path, limit: 5)
        }
    }

    @Test(arguments: Memory.allCases)
    func `a file without a size is read up to the limit and no further`(
        into memory: Memory
    ) throws {
        #expect(throws: FileFault(.tooLarge(limit: 100_000), at: "/dev/zero")) {
            _ = try memory.read("/dev/zero", limit: 100_000)
        }
        #expect(try memory.read("/dev/null", limit: 0).isEmpty)
        #expect(try memory.read("/proc/self/status", limit: 1 << 16).count > 100)
    }

    @Test(arguments: [
        (0o600, true), (0o400, true), (0o700, true), (0o640, false), (0o604, false),
        (0o620, false), (0o601, false),
    ])
    func `a passphrase file is its owner's alone`(mode: Int, isTaken: Bool) throws {
        let scratch = try Scratch()
        try scratch.write("p", to: "file", mode: mode)
        let path = scratch.path + "/file"
        if isTaken {
            #expect(try Files.read(path, limit: 9, ownersOnly: true).count == 1)
        } else {
            #expect(throws: FileFault(.readableByOthers, at: path)) {
                _ = try Files.read(path, limit: 9, ownersOnly: true)
            }
        }
    }

    @Test func `a file that must be new replaces nothing`() throws {
        let scratch = try Scratch()
        try scratch.write("old", to: "file")
        try scratch.link("dangling", to: "nowhere")
        for name in ["file", "dangling"] {
            let path = scratch.path + "/" + name
            #expect(throws: FileFault(.exists, at: path)) {
                try Files.write(bytes("new").bytes, to: path, replacing: false)
            }
        }
        #expect(try scratch.text("file") == "old")
        try Files.write(bytes("new").bytes, to: scratch.path + "/new", replacing: false)
        #expect(try scratch.text("new") == "new")
        #expect(try scratch.mode("new") == 0o600)
        #expect(scratch.names == ["dangling", "file", "new"])
    }

    @Test func `a file is written with mode 0600, as a whole or not at all`() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/file"
        try scratch.write("old", to: "file", mode: 0o666)
        try Files.write(bytes("new").bytes, to: path)
        #expect(try scratch.text("file") == "new")
        #expect(try scratch.mode("file") == 0o600)
        try scratch.makeFolder("folder")
        #expect(throws: FileFault(.cannotCreate, at: scratch.path + "/folder")) {
            try Files.write(bytes("x").bytes, to: scratch.path + "/folder")
        }
        #expect(throws: FileFault(.cannotCreate, at: scratch.path + "/none/x")) {
            try Files.write(bytes("x").bytes, to: scratch.path + "/none/x")
        }
        #expect(scratch.names == ["file", "folder"])
        let identity = try #require(Files.identity(of: path))
        #expect(try Files.remove(path, if: identity))
        #expect(throws: FileFault(.missing, at: path)) {
            _ = try Files.remove(path, if: identity)
        }
    }

    @Test func `a link, or another file by now, is not removed`() throws {
        let scratch = try Scratch()
        try scratch.write("secret", to: "real", mode: 0o600)
        try scratch.write("other", to: "other", mode: 0o600)
        let identity = try #require(Files.identity(of: scratch.path + "/real"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/link", withDestinationPath: scratch.path + "/real")
        #expect(Files.identity(of: scratch.path + "/link") == identity)
        #expect(try !Files.remove(scratch.path + "/link", if: identity))
        #expect(try !Files.remove(scratch.path + "/other", if: identity))
        #expect(scratch.names == ["link", "other", "real"])
        #expect(Files.identity(of: scratch.path) == nil)
    }

    @Test func `facts about paths`() throws {
        let scratch = try Scratch()
        try scratch.write("x", to: "b", mode: 0o640)
        try scratch.makeFolder("a")
        try scratch.link("link", to: "a")
        let path = scratch.path + "/"
        #expect(Files.names(in: scratch.path) == ["a", "b", "link"])
        #expect(Files.names(in: path + "none") == [])
        #expect(Files.isFolder(path + "link") && !Files.isFolder(path + "b"))
        #expect(Files.permissions(path + "b")?.bits == 0o640)
        #expect(Files.permissions(path + "b")?.own == true)
        #expect(Files.permissions(path + "none") == nil)
        #expect(Files.resolved(path + "link/../b") == path + "b")
        #expect(Files.resolved(path + "none") == nil)
    }
}
