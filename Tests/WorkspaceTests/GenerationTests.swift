/// Previous generations: kept, listed, restored.
import Foundation
import Secrecy
import Testing
import Vaults
import Workspace

struct GenerationTests {
    @Test func `the last three generations are kept`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let folder = try VaultFolder(at: stand.vault)
        #expect(try folder.generations() == [])
        for name in ["one", "two", "three", "four", "five"] {
            try vault.set("server_name", name)
        }
        #expect(try folder.generations() == [3, 4, 5])
        #expect(vault.document.generation == 6)
        #expect(try stand.permissions("/vault/previous/5.age") == 0o600)
    }

    @Test func `a kept generation is the very file that stood there`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let first = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "one")
        #expect(try stand.bytes("/vault/previous/1.age") == first)
    }

    @Test func `restoring makes a new generation with the old values`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("server_name", "one")
        try vault.set("server_name", "two")
        try vault.set("app_name", "later")
        try vault.restore(2)
        #expect(vault.text("server_name") == "one")
        #expect(vault.text("app_name") == nil)
        #expect(vault.document.generation == 5)
        #expect(vault.document.history.last?.event == .restored)
        #expect(vault.document.history.last?.subject == "2")
        let value = try #require(vault.document.profiles["default"]?["server_name"])
        #expect(value.revision == 3)
        let gone = try #require(vault.document.profiles["default"]?["app_name"])
        #expect(gone.content == nil && gone.revision == 2)
    }

    @Test func `a generation that is not kept is named with those that are`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("server_name", "one")
        #expect(throws: Fault.noGeneration(7, known: [1])) { try vault.restore(7) }
    }

    @Test func `a kept generation under another number is refused`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        for name in ["one", "two", "three"] { try vault.set("server_name", name) }
        let kept = stand.vault + "/previous/"
        try FileManager.default.removeItem(atPath: kept + "3.age")
        try FileManager.default.copyItem(atPath: kept + "2.age", toPath: kept + "3.age")
        #expect(throws: Fault.damagedVault(path: kept + "3.age", .mixedUp)) {
            try vault.restore(3)
        }
        #expect(vault.text("server_name") == "three")
    }

    @Test func `a kept generation of another vault is refused`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("server_name", "one")
        let other = try Stand()
        try other.makeVault()
        try FileManager.default.removeItem(atPath: stand.vault + "/previous/1.age")
        try FileManager.default.copyItem(
            atPath: other.vault + "/vault.age", toPath: stand.vault + "/previous/1.age")
        let path = stand.vault + "/previous/1.age"
        #expect(throws: Fault.damagedVault(path: path, .foreign)) { try vault.restore(1) }
        #expect(vault.text("server_name") == "one")
    }
}
