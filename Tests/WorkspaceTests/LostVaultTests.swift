/// A vault that lost its `vault.age`: told as what it is, and brought back.
import Age
import Foundation
import Secrecy
import Testing
import Vaults
import Workspace

struct LostVaultTests {
    private func lost(_ names: [String] = ["one", "two"]) throws -> Stand {
        let stand = try Stand()
        let vault = try stand.makeVault()
        for name in names { try vault.set("server_name", name) }
        try FileManager.default.removeItem(atPath: stand.vault + "/vault.age")
        return stand
    }

    @Test func `every way to it says the same`() throws {
        let stand = try lost()
        let fault = Fault.lostVaultFile(path: stand.vault, kept: [1, 2])
        #expect(throws: fault) { _ = try stand.open() }
        #expect(throws: fault) { _ = try stand.session().vault() }
        #expect(throws: fault) { try stand.makeVault() }
        #expect(try VaultFolder(at: stand.vault).withoutFile == fault)
    }

    @Test func `an empty folder has no vault`() throws {
        let stand = try Stand()
        try FileManager.default.createDirectory(
            atPath: stand.vault, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(try VaultFolder(at: stand.vault).withoutFile == .noVault(path: stand.vault))
    }

    @Test func `a kept generation brings it back, newer than all that was seen`() throws {
        let stand = try lost()
        try stand.session().revive(1)
        let vault = try stand.open()
        #expect(vault.text("server_name") == nil && vault.document.generation == 4)
        #expect(vault.document.history.last?.event == .restored)
        try vault.set("server_name", "three")
        #expect(try stand.open().text("server_name") == "three")
    }

    @Test func `a generation that is not kept, and a vault that is there, are refused`() throws {
        let stand = try lost()
        #expect(throws: Fault.noGeneration(7, known: [1, 2])) { try stand.session().revive(7) }
        try stand.session().revive(2)
        #expect(throws: Fault.vaultExists(path: stand.vault)) { try stand.session().revive(1) }
    }

    @Test func `another vault's generation does not take its place`() throws {
        let stand = try lost()
        let other = try Stand()
        let vault = try other.makeVault()
        try vault.set("server_name", "eve")
        let disk = FileManager.default
        for part in ["/keys", "/previous"] {
            try disk.removeItem(atPath: stand.vault + part)
            try disk.copyItem(atPath: other.vault + part, toPath: stand.vault + part)
        }
        let fault = try #require(throws: Fault.self) { try stand.session().revive(1) }
        guard case .mistrusted(_, _, _, .stranger) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(!disk.fileExists(atPath: stand.vault + "/vault.age"))
    }

    @Test func `without a slot for it an identity is told so`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let identity = IdentityFile.render(X25519Identity.generate())
        let folder = try VaultFolder(at: stand.vault)
        #expect(throws: Fault.noIdentitySlot(known: ["passphrase"])) {
            _ = try folder.open(slot: nil, identities: identity, opening: stand.opening)
        }
        try FileManager.default.removeItem(atPath: stand.vault + "/keys")
        #expect(throws: Fault.incompleteVault(path: stand.vault, missing: "keys/")) {
            _ = try folder.open(slot: nil, identities: identity, opening: stand.opening)
        }
    }
}
