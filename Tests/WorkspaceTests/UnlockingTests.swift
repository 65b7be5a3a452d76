/// A vault that stays unlocked for a while, with a keyring of the test's own.
import Age
import Foundation
import Platform
import Secrecy
import Synchronization
import Testing
import Vaults
import Workspace

/// A keyring in this process; a key with no seconds left has expired.
private final class FakeKeyring: Sendable {
    let keys = Mutex<[String: (secret: Secret, seconds: Int)]>([:])

    var face: SessionKeyring {
        SessionKeyring(
            check: { () throws(KeyringFault) in },
            add: { [self] (secret, name, seconds) throws(KeyringFault) in
                keys.withLock { $0[name] = (secret, seconds) }
            },
            read: { [self] (name) throws(KeyringFault) in try find(name).secret },
            remove: { [self] (name) throws(KeyringFault) in
                guard keys.withLock({ $0.removeValue(forKey: name) }) != nil else {
                    throw .missing
                }
            },
            secondsLeft: { [self] (name) throws(KeyringFault) in try find(name).seconds })
    }

    private func find(_ name: String) throws(KeyringFault) -> (secret: Secret, seconds: Int) {
        guard let key = keys.withLock({ $0[name] }) else { throw .missing }
        guard key.seconds > 0 else { throw .expired }
        return key
    }
}

struct UnlockingTests {
    private let keyring = FakeKeyring()

    private func environment(_ stand: Stand) -> Environment {
        Environment(
            clock: Stand.clock, home: stand.root, workingFolder: stand.root,
            keyring: keyring.face, variables: { _ in nil })
    }

    /// A session that counts how often it had to ask.
    private func session(
        _ stand: Stand, slot: String? = nil, takesUnlocked: Bool = true,
        identities: @escaping () throws(Fault) -> Secret? = { () throws(Fault) in nil },
        asked: @escaping () -> Void = {}
    ) throws -> Session {
        let environment = environment(stand)
        return Session(
            environment: environment, place: VaultPlace(option: stand.vault, in: environment),
            guide: try GuideShelf(content: nil).guide("gmail"), profile: "default", slot: slot,
            takesUnlocked: takesUnlocked, identities: identities
        ) { (_, _) throws(Fault) in
            asked()
            return stand.passphrase
        }
    }

    private func unlock(_ stand: Stand, seconds: Int = 60) throws {
        try stand.open().leaveUnlocked(seconds: seconds, in: environment(stand)) { true }
    }

    private func asks(_ stand: Stand, slot: String? = nil, takesUnlocked: Bool = true) throws -> Int
    {
        var count = 0
        _ = try session(stand, slot: slot, takesUnlocked: takesUnlocked, asked: { count += 1 })
            .vault()
        return count
    }

    @Test func `an unlocked vault asks nobody, a locked one again`() throws {
        let stand = try Stand()
        try stand.makeVault()
        #expect(try asks(stand) == 1)
        try unlock(stand)
        #expect(try asks(stand) == 0)
        let folder = try VaultFolder(at: stand.vault)
        #expect(folder.unlocked(in: environment(stand)) == .yes(seconds: 60))
        #expect(try folder.lock(in: environment(stand)))
        #expect(folder.unlocked(in: environment(stand)) == .no)
        #expect(try !folder.lock(in: environment(stand)))
        #expect(try asks(stand) == 1)
    }

    @Test func `changes through an unlocked vault name the slot that it was unlocked through`()
        throws
    {
        let stand = try Stand()
        let second = Secret(copying: "drugie hasło do sejfu")
        try stand.makeVault().addSlot("druga", passphrase: second, workFactor: Stand.work)
        try VaultFolder(at: stand.vault).open(
            slot: "druga", passphrase: second, opening: stand.opening
        ).leaveUnlocked(seconds: 60, in: environment(stand)) { true }
        let vault = try session(stand).vault()
        #expect(vault.slot == "druga")
        #expect(try session(stand, slot: "druga").vault().slot == "druga")
    }

    @Test func `another way in that is named comes before the keyring`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try unlock(stand)
        #expect(try asks(stand, takesUnlocked: false) == 1)
        #expect(throws: Fault.noSlot(name: "other", known: ["passphrase"])) {
            _ = try session(stand, slot: "other").vault()
        }
        #expect(try asks(stand, slot: "passphrase") == 0)
    }

    @Test func `an identity of the environment comes after the keyring`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try unlock(stand)
        let refusing = try session(stand, identities: { () throws(Fault) in throw .noWayIn })
        #expect(try refusing.vault().slot == "passphrase")
    }

    @Test(arguments: ["", "garbage", "# slot: passphrase\n", "# slot: \nAGE-SECRET-KEY-1\n"])
    func `what is no key means asking again`(payload: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        let folder = try VaultFolder(at: stand.vault)
        keyring.keys.withLock { $0[folder.keyName] = (Secret(copying: payload), 60) }
        #expect(try asks(stand) == 1)
    }

    @Test func `the key of another vault, or one whose time is up, means asking again`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let folder = try VaultFolder(at: stand.vault)
        let stale = VaultKey.generate().payload(slot: "passphrase")
        keyring.keys.withLock { $0[folder.keyName] = (stale, 60) }
        #expect(try asks(stand) == 1)
        try unlock(stand, seconds: 0)
        #expect(folder.unlocked(in: environment(stand)) == .no)
        #expect(try asks(stand) == 1)
    }

    @Test func `a key that opens nothing any more is not called a way in`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let folder = try VaultFolder(at: stand.vault)
        try unlock(stand)
        // Somebody else, on another machine, gives the vault a new key.
        _ = try stand.open().rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        #expect(keyring.keys.withLock { $0.count } == 1)
        #expect(folder.unlocked(in: environment(stand)) == .no)
    }

    @Test func `a vault that was put back is not called unlocked`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let older = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "nowsza")
        try unlock(stand)
        let folder = try VaultFolder(at: stand.vault)
        #expect(folder.unlocked(in: environment(stand)) == .yes(seconds: 60))
        // The machine of this keyring has to have seen the newer one.
        _ = try stand.open(Opening(environment(stand)))
        try Data(older).write(to: URL(filePath: stand.vault + "/vault.age"))
        #expect(folder.unlocked(in: environment(stand)) == .no)
    }

    @Test func `a new vault key takes the old one out of the keyring`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try unlock(stand)
        let vault = try stand.open(Opening(environment(stand)))
        let done = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        #expect(done.wasUnlocked && keyring.keys.withLock { $0.isEmpty })
        let again = try vault.rekey(passphrase: stand.passphrase, workFactor: Stand.work)
        #expect(!again.wasUnlocked)
    }

    @Test func `what locks others out takes more than the keyring`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try unlock(stand)
        var count = 0
        let session = try session(stand, asked: { count += 1 })
        _ = try session.vault()
        #expect(count == 0)
        _ = try session.vault(ownWayIn: true)
        #expect(count == 1)
        // It was shown once: that is enough for the rest of the run.
        _ = try session.vault(ownWayIn: true)
        _ = try session.vault()
        #expect(count == 1)
    }

    @Test func `a key that no other process finds is taken back`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        #expect(throws: Fault.keyring(.unavailable)) {
            try vault.leaveUnlocked(seconds: 60, in: environment(stand)) { false }
        }
        #expect(keyring.keys.withLock { $0.isEmpty })
    }

    @Test func `without a keyring nothing is unlocked and everything goes on`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let bare = stand.environment()
        #expect(throws: Fault.keyring(.unavailable)) {
            try vault.leaveUnlocked(seconds: 60, in: bare) { true }
        }
        let folder = try VaultFolder(at: stand.vault)
        #expect(try folder.openUnlocked(in: bare, Opening(bare)) == nil)
        #expect(try !folder.lock(in: bare))
        #expect(folder.unlocked(in: bare) == .no)
    }

    @Test func `the name in the keyring is that of the folder, whatever path leads to it`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let name = try VaultFolder(at: stand.vault).keyName
        #expect(try VaultFolder(at: stand.vault + "/../vault/").keyName == name)
        #expect(name.wholeMatch(of: /krok:[0-9a-f]{64}/) != nil)
    }

    @Test func `a session that is locked asks again and reads nothing until then`() throws {
        let stand = try Stand()
        let session = try stand.session()
        try stand.makeVault()
        try session.capture("server_name", "Poczta")
        let input = try session.input("server_name")
        #expect(try session.valueIfOpen(input) != nil)
        session.lock()
        #expect(!session.isOpen)
        #expect(try session.valueIfOpen(input) == nil)
        #expect(try session.text("server_name") == "Poczta")
        #expect(stand.askedCount == 2)
    }
}

struct RecoverySlotTests {
    @Test func `a recovery key opens the vault, and a later one takes its place`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let (first, second) = (RecoveryKey(), RecoveryKey())
        #expect(try !vault.hasRecoverySlot("recovery"))
        try vault.setRecovery("recovery", first)
        #expect(try vault.hasRecoverySlot("recovery"))
        let folder = try VaultFolder(at: stand.vault)
        #expect(
            try folder.open(slot: nil, identities: first.text, opening: stand.opening).slot
                == "recovery")
        try vault.setRecovery("recovery", second)
        #expect(throws: Fault.noIdentityFits(slots: ["recovery"])) {
            _ = try folder.open(slot: nil, identities: first.text, opening: stand.opening)
        }
        let opened = try folder.open(slot: nil, identities: second.text, opening: stand.opening)
        #expect(
            opened.document.slots == [
                SlotRecord(name: "passphrase", kind: .passphrase),
                SlotRecord(name: "recovery", kind: .recipient, recipient: second.recipient),
            ])
        #expect(
            opened.document.history.map(\.event) == [.made, .slotAdded, .slotRemoved, .slotAdded])
    }

    @Test func `somebody's passphrase and a file that nobody listed are not replaced`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.addSlot("recovery-anna", passphrase: stand.passphrase, workFactor: 10)
        #expect(throws: Fault.slotExists("recovery-anna")) {
            try vault.setRecovery("recovery-anna", RecoveryKey())
        }
        try stand.write("x", to: "/vault/keys/recovery-stray.age")
        #expect(throws: Fault.slotExists("recovery-stray")) {
            try vault.setRecovery("recovery-stray", RecoveryKey())
        }
        #expect(try stand.open().document.slots.map(\.name) == ["passphrase", "recovery-anna"])
    }

    @Test(arguments: ["passphrase", "safe", "recoverykey", "my-recovery"])
    func `a name that does not tell a recovery key is refused`(name: String) throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        #expect(throws: Fault.badRecoveryName(name)) {
            try vault.setRecovery(name, RecoveryKey())
        }
        #expect(try stand.open().document.slots.map(\.name) == ["passphrase"])
    }

    @Test func `the last six characters prove a key, in either case`() throws {
        let key = RecoveryKey()
        let text = try #require(key.text.copiedIntoOrdinaryMemory())
        let end = String(text.suffix(6))
        #expect(key.endsAs(Secret(copying: end)))
        #expect(key.endsAs(Secret(copying: end.lowercased())))
        for wrong in ["", String(end.dropLast()), String(text.suffix(7)), "b" + end.dropFirst()] {
            #expect(!key.endsAs(Secret(copying: wrong)), "\(wrong)")
        }
    }

    @Test func `a typed identity may stand in groups and in either case`() throws {
        let text = try #require(RecoveryKey().text.copiedIntoOrdinaryMemory())
        let groups = text.lowercased().enumerated().map { ($0 % 7 == 6 ? " " : "") + String($1) }
        for typed in [text, text.lowercased(), groups.joined(), " " + text + "\t"] {
            let read = IdentityLock.typed(Secret(copying: typed))
            #expect(read?.copiedIntoOrdinaryMemory() == text, "\(typed)")
        }
        for wrong in ["", String(text.dropLast()), text.replacing(/.$/, with: "b"), "hello"] {
            #expect(IdentityLock.typed(Secret(copying: wrong)) == nil, "\(wrong)")
        }
    }
}
