/// Ways in: added, used, taken away.
import Age
import Secrecy
import Testing
import Vaults
import Workspace

struct KeySlotTests {
    private let author = X25519Identity.generate()

    private var identityFile: Secret { IdentityFile.render(author) }

    private func session(_ stand: Stand, _ identities: Secret) throws -> Session {
        let environment = stand.environment()
        return Session(
            environment: environment, place: VaultPlace(option: stand.vault, in: environment),
            guide: try GuideShelf(content: nil).guide("gmail"), profile: "default",
            identities: { () throws(Fault) in identities }
        ) { (_, _) throws(Fault) in throw .noWayIn }
    }

    @Test func `a recipient opens the vault and asks nobody`() throws {
        let stand = try Stand()
        try stand.makeVault().addSlot("anna", recipient: author.recipient.text)
        let vault = try session(stand, identityFile).vault()
        #expect(vault.slot == "anna")
        #expect(
            vault.document.slots == [
                SlotRecord(name: "passphrase", kind: .passphrase),
                SlotRecord(name: "anna", kind: .recipient, recipient: author.recipient.text),
            ])
        #expect(vault.document.history.last?.event == .slotAdded)
    }

    @Test func `somebody else's identity opens nothing`() throws {
        let stand = try Stand()
        try stand.makeVault().addSlot("anna", recipient: author.recipient.text)
        let stranger = IdentityFile.render(.generate())
        #expect(throws: Fault.noIdentityFits(slots: ["anna"])) {
            _ = try session(stand, stranger).vault()
        }
        let none = Secret(copying: "# nobody\n")
        #expect(throws: (any Error).self) { _ = try session(stand, none).vault() }
    }

    @Test func `a second passphrase opens its own slot and no other`() throws {
        let stand = try Stand()
        let second = Secret(copying: "zażółć gęślą jaźń")
        try stand.makeVault().addSlot("druga", passphrase: second, workFactor: Stand.work)
        let folder = try VaultFolder(at: stand.vault)
        #expect(
            try folder.open(slot: "druga", passphrase: second, opening: stand.opening).slot
                == "druga")
        #expect(throws: Fault.wrongKey(slot: "passphrase")) {
            _ = try folder.open(slot: "passphrase", passphrase: second, opening: stand.opening)
        }
    }

    @Test(arguments: ["", "A", "ą", "a b", "-a", "a/b", "..", String(repeating: "a", count: 65)])
    func `a bad slot name changes nothing`(name: String) throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.snapshot()
        #expect(throws: Fault.badSlotName(name)) {
            try vault.addSlot(name, recipient: author.recipient.text)
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `a name that is taken changes nothing`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.snapshot()
        #expect(throws: Fault.slotExists("passphrase")) {
            try vault.addSlot("passphrase", recipient: author.recipient.text)
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `what is no recipient is refused by its kind`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        #expect(throws: Fault.damagedVault(path: stand.vault, .badRecipient(kind: nil))) {
            try vault.addSlot("eve", recipient: "age1eve")
        }
    }

    @Test func `a removed slot opens nothing, and the last one stays`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.addSlot("anna", recipient: author.recipient.text)
        try vault.removeSlot("passphrase")
        #expect(throws: Fault.noSlot(name: "passphrase", known: ["anna"])) { try stand.open() }
        #expect(throws: Fault.lastSlot("anna")) { try vault.removeSlot("anna") }
        #expect(throws: Fault.noSlot(name: "eve", known: ["anna"])) { try vault.removeSlot("eve") }
        let opened = try session(stand, identityFile).vault()
        #expect(opened.document.slots.map(\.name) == ["anna"])
        #expect(opened.document.history.last?.event == .slotRemoved)
    }
}
