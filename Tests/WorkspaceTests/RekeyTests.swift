/// A new vault key: who comes in, who does not, and what is left of the old one.
import Age
import Foundation
import Secrecy
import Testing
import Vaults
import Walkthrough
import Workspace

struct RekeyTests {
    private let anna = X25519Identity.generate()

    /// A vault with two passphrases, a recipient and a few generations.
    private func team() throws -> Stand {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.addSlot("anna", recipient: anna.recipient.text)
        try vault.addSlot(
            "piotr", passphrase: Secret(copying: "zażółć gęślą"), workFactor: Stand.work)
        try vault.set("client_secret", "GOCSPX-one", kind: "secret", isSensitive: true)
        try vault.set("server_name", "poczta")
        return stand
    }

    @Test func `the own passphrase and the recipients stay, other passphrases go`() throws {
        let stand = try team()
        let old = try stand.bytes("/vault/vault.age")
        let oldSlot = try stand.bytes("/vault/keys/passphrase.age")
        let vault = try stand.open()
        let before = vault.fingerprint
        let plan = try vault.planRekey(passphrase: stand.passphrase)
        let done = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        #expect(done.kept == ["passphrase", "anna"] && done.removed == ["piotr"])
        #expect(plan.kept == done.kept && plan.removed == done.removed)
        #expect(
            done.exposed == [Rekeying.Exposed(profile: "default", input: "client_secret")])
        #expect(done.fingerprint != before && done.fingerprint == vault.fingerprint)

        let again = try stand.open()
        #expect(again.text("server_name") == "poczta")
        #expect(again.document.slots.map(\.name) == ["passphrase", "anna"])
        #expect(again.document.history.last?.event == .rekeyed)
        #expect(again.fingerprint == done.fingerprint)
        let folder = try VaultFolder(at: stand.vault)
        #expect(try folder.slotNames() == ["anna", "passphrase"])
        let file = IdentityFile.render(anna)
        #expect(
            try folder.open(slot: nil, identities: file, opening: stand.opening).slot == "anna")
        // The old key opens the old file and nothing that was written since.
        let key = try VaultKey(slot: oldSlot, passphrase: stand.passphrase)
        #expect(try key.open(old).generation == again.document.generation - 1)
        #expect(throws: VaultFault.foreign) { try key.open(stand.bytes("/vault/vault.age")) }
        for generation in try folder.generations() {
            #expect(throws: VaultFault.foreign) {
                try key.open(stand.bytes("/vault/previous/\(generation).age"))
            }
        }
    }

    @Test func `the history names every slot that is gone`() throws {
        let stand = try team()
        let vault = try stand.open()
        _ = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        let last = vault.document.history.suffix(2)
        #expect(last.map(\.event) == [.slotRemoved, .rekeyed])
        #expect(last.first?.subject == "piotr")
    }

    @Test func `a secret that is being replaced counts twice`() throws {
        let stand = try team()
        try stand.open().change { (document, author) throws(Fault) in
            document.set(
                "client_secret", of: "default", to: Secret(copying: "GOCSPX-two"), kind: "secret",
                isSensitive: true, keepsPrevious: true, by: author)
        }
        let plan = try stand.open().planRekey(passphrase: stand.passphrase)
        #expect(
            plan.exposed
                == [Rekeying.Exposed(profile: "default", input: "client_secret", count: 2)])
    }

    @Test func `a change through the vault that was rekeyed is kept`() throws {
        let stand = try team()
        let vault = try stand.open()
        _ = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        try vault.set("server_name", "po zmianie")
        #expect(try stand.open().text("server_name") == "po zmianie")
    }

    @Test func `whoever has it open meanwhile hears of it and changes nothing`() throws {
        let stand = try team()
        let other = try stand.open()
        _ = try stand.open().rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        let before = try stand.snapshot()
        #expect(throws: Fault.keyChanged(path: stand.vault)) { try other.set("app_name", "x") }
        #expect(throws: Fault.keyChanged(path: stand.vault)) { try other.refresh() }
        #expect(try stand.snapshot() == before)
    }

    @Test func `the kept generations can still be restored`() throws {
        let stand = try team()
        let vault = try stand.open()
        try vault.set("server_name", "później")
        _ = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        #expect(try VaultFolder(at: stand.vault).generations() == [4, 5, 6])
        try vault.restore(5)
        #expect(try stand.open().text("server_name") == "poczta")
    }

    @Test func `through an identity every passphrase goes`() throws {
        let stand = try team()
        let file = IdentityFile.render(anna)
        let vault = try VaultFolder(at: stand.vault).open(
            slot: nil, identities: file, opening: stand.opening)
        let done = try vault.rekey(passphrase: nil)
        #expect(done.kept == ["anna"] && done.removed == ["passphrase", "piotr"])
    }

    @Test func `whoever would lock everybody out is refused`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.snapshot()
        #expect(throws: Fault.lastSlot("passphrase")) { try vault.rekey(passphrase: nil) }
        #expect(try stand.snapshot() == before)
    }

    @Test func `colleagues see a stranger, and accept its fingerprint`() throws {
        let stand = try team()
        let theirs = stand.opening(on: "colleague")
        _ = try stand.open(theirs)
        let done = try stand.open().rekey(
            passphrase: stand.passphrase, workFactor: Stand.work)
        let fault = try #require(throws: Fault.self) { _ = try stand.open(theirs) }
        guard case .mistrusted(_, let found, 6, .stranger(_, 5)) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(found == done.fingerprint)
        _ = try stand.open(stand.opening(on: "colleague", accepting: done.fingerprint))
        _ = try stand.open(theirs)
    }

    /// Every place where a run can have been killed after the files were complete.
    @Test(arguments: 0..<5)
    func `a change that was interrupted is finished by whoever comes next`(moved: Int) throws {
        let stand = try team()
        let disk = FileManager.default
        let copy = stand.root + "/copy"
        try disk.copyItem(atPath: stand.vault, toPath: copy)
        let done = try stand.open().rekey(
            passphrase: stand.passphrase, workFactor: Stand.work)
        // What a killed run leaves: the old vault, and the new one beside it, partly moved.
        let new = stand.root + "/new"
        try disk.moveItem(atPath: stand.vault, toPath: new)
        try disk.moveItem(atPath: copy, toPath: stand.vault)
        let room = stand.vault + "/rekey"
        try disk.createDirectory(
            atPath: room, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o1700])
        for part in ["keys", "previous", "vault.age"] {
            try disk.moveItem(atPath: new + "/" + part, toPath: room + "/" + part)
        }
        let steps: [(String, String)] = [
            ("/keys", "/rekey/old-keys"), ("/rekey/keys", "/keys"),
            ("/previous", "/rekey/old-previous"), ("/rekey/previous", "/previous"),
        ]
        for (from, to) in steps.prefix(moved) {
            try disk.moveItem(atPath: stand.vault + from, toPath: stand.vault + to)
        }
        let vault = try stand.open()
        #expect(vault.fingerprint == done.fingerprint)
        #expect(vault.text("server_name") == "poczta")
        #expect(!disk.fileExists(atPath: room))
        #expect(try VaultFolder(at: stand.vault).slotNames() == ["anna", "passphrase"])
    }

    /// Whoever may write to a repository can put a folder of that name into it, not its mode.
    @Test func `a prepared change that git brought along is refused and nothing moved`() throws {
        let stand = try team()
        let other = try Stand()
        try other.makeVault()
        let room = stand.vault + "/rekey"
        try FileManager.default.copyItem(atPath: other.vault, toPath: room)
        try stand.permit(0o755, "/vault/rekey")
        let before = try stand.snapshot()
        #expect(throws: Fault.strangeRekey(path: room)) { _ = try stand.open() }
        #expect(throws: Fault.strangeRekey(path: room)) {
            try stand.session().handle(.tick(step: "prepare", task: "version"))
        }
        #expect(try stand.snapshot() == before)
        #expect(Fault.strangeRekey(path: room).status == 77)
    }

    @Test func `what was only prepared is swept away`() throws {
        let stand = try team()
        try stand.write("half", to: "/vault/rekey.new/keys/passphrase.age")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: stand.vault + "/rekey.new")
        try stand.open().set("server_name", "dalej")
        #expect(!FileManager.default.fileExists(atPath: stand.vault + "/rekey.new"))
        #expect(try stand.open().text("server_name") == "dalej")
    }
}
