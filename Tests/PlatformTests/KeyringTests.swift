/// The kernel's session keyring, for real: a machine without one cannot pass.
import Foundation
import Platform
import Secrecy
import Testing

struct KeyringTests {
    /// A name that nobody else uses; the key goes with the test.
    private func withName(_ body: (String) throws -> Void) throws {
        let name = "krok-test:" + UUID().uuidString
        defer { try? Keyring.remove(name) }
        try body(name)
    }

    @Test func `what is put in is read back, replaced and removed`() throws {
        try withName { name in
            #expect(throws: KeyringFault.missing) { _ = try Keyring.read(name) }
            try Keyring.add(bytes("one"), as: name, seconds: 60)
            #expect(try Keyring.read(name).copiedIntoOrdinaryMemory() == "one")
            try Keyring.add(bytes("another"), as: name, seconds: 60)
            #expect(try Keyring.read(name).copiedIntoOrdinaryMemory() == "another")
            try Keyring.remove(name)
            #expect(throws: KeyringFault.missing) { _ = try Keyring.read(name) }
            #expect(throws: KeyringFault.missing) { try Keyring.remove(name) }
        }
    }

    @Test func `the kernel ends a key when its time is up`() throws {
        try withName { name in
            try Keyring.add(bytes("short"), as: name, seconds: 1)
            usleep(2_100_000)
            #expect(throws: KeyringFault.expired) { _ = try Keyring.read(name) }
        }
    }

    @Test func `the time left is told, rounded down`() throws {
        try withName { name in
            try Keyring.add(bytes("x"), as: name, seconds: 7190)
            #expect(try Keyring.secondsLeft(name) == 3600)
            try Keyring.add(bytes("x"), as: name, seconds: 170)
            #expect(try Keyring.secondsLeft(name) == 120)
        }
    }

    @Test func `nobody but its possessors reads a key, and nobody lengthens its time`() throws {
        try withName { name in
            try Keyring.add(bytes("x"), as: name, seconds: 60)
            let table = try String(contentsOfFile: "/proc/keys", encoding: .utf8)
            let line = try #require(table.split(separator: "\n").first { $0.contains(name) })
            // View, read, search and write for whoever possesses it; nothing for anybody else.
            #expect(line.split(separator: " ")[4] == "0f000000")
        }
    }

    @Test func `a payload that is longer than ours is not cut`() throws {
        try withName { name in
            try Keyring.add(bytes(String(repeating: "x", count: 4097)), as: name, seconds: 60)
            #expect(throws: KeyringFault.failed(code: EMSGSIZE)) { _ = try Keyring.read(name) }
            try Keyring.add(bytes(String(repeating: "x", count: 4096)), as: name, seconds: 60)
            #expect(try Keyring.read(name).count == 4096)
        }
    }

    @Test func `a descriptor that is not open is told apart from a disk that fails`() {
        #expect(throws: FileFault(.closed, at: "/dev/fd/1000")) {
            _ = try Files.readDescriptor(1000, limit: 9)
        }
    }
}
