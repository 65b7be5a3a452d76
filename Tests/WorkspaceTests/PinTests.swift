/// Old, foreign and forked vaults: found by what this machine has seen.
import Age
import Foundation
import Secrecy
import Synchronization
import Testing
import Vaults
import Workspace

struct PinTests {
    private func put(_ bytes: [UInt8], _ stand: Stand, _ path: String = "/vault/vault.age") throws {
        try Data(bytes).write(to: URL(filePath: stand.root + path))
    }

    /// What a refusal says; nil when nothing is refused.
    private func mistrust(_ body: () throws -> Void) -> (Mistrust, String)? {
        do {
            try body()
            return nil
        } catch {
            guard case .mistrusted(_, let fingerprint, _, let mistrust)? = error as? Fault else {
                Issue.record("\(error)")
                return nil
            }
            return (mistrust, fingerprint)
        }
    }

    @Test func `an older file is refused until its fingerprint is accepted`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("server_name", "one")
        let old = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "two")
        try vault.set("server_name", "three")
        try put(old, stand)
        let seen = mistrust { _ = try stand.open() }
        #expect(seen?.0 == .older(knownGeneration: 4))
        // An open vault notices it as well, before it changes anything.
        #expect(mistrust { try vault.set("server_name", "four") }?.0 == .older(knownGeneration: 4))
        #expect(mistrust { try vault.refresh() }?.0 == .older(knownGeneration: 4))
        #expect(try stand.bytes("/vault/vault.age") == old)

        let fingerprint = try #require(seen?.1)
        let accepting = Opening(stand.environment(), accepting: fingerprint.uppercased())
        #expect(try stand.open(accepting).text("server_name") == "one")
        #expect(try stand.open().text("server_name") == "one")
    }

    @Test func `a fork with the same generation is refused`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let base = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "here")
        let here = try stand.bytes("/vault/vault.age")
        try put(base, stand)
        let there = try stand.open(stand.opening(on: "colleague"))
        try there.set("server_name", "there")
        #expect(there.document.generation == 2)
        #expect(mistrust { _ = try stand.open() }?.0 == .fork)
        try put(here, stand)
        #expect(try stand.open().text("server_name") == "here")
    }

    @Test func `a newer file from elsewhere opens`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.open(stand.opening(on: "colleague")).set("server_name", "there")
        #expect(try stand.open().text("server_name") == "there")
    }

    @Test func `another vault at the same path is a stranger, with both generations`() throws {
        let stand = try Stand()
        let known = try stand.makeVault()
        try known.set("server_name", "one")
        let other = try Stand()
        let stranger = try other.makeVault()
        try put(try other.bytes("/vault/vault.age"), stand)
        try put(
            try other.bytes("/vault/keys/passphrase.age"), stand, "/vault/keys/passphrase.age")
        let seen = mistrust { _ = try stand.open() }
        #expect(seen?.0 == .stranger(known: known.fingerprint, knownGeneration: 2))
        #expect(seen?.1 == stranger.fingerprint)
        #expect(throws: Fault.wrongFingerprint(found: stranger.fingerprint)) {
            try stand.open(Opening(stand.environment(), accepting: known.fingerprint))
        }
        #expect(mistrust { _ = try stand.open() } != nil)
        _ = try stand.open(Opening(stand.environment(), accepting: stranger.fingerprint))
        #expect(try stand.open().fingerprint == stranger.fingerprint)
    }

    @Test func `another vault is a stranger whatever links lead to its place`() throws {
        let stand = try Stand()
        let known = try stand.makeVault()
        let other = try Stand()
        try other.makeVault()
        for file in ["/vault/vault.age", "/vault/keys/passphrase.age"] {
            try put(try other.bytes(file), stand, file)
        }
        try FileManager.default.createSymbolicLink(
            atPath: stand.root + "/link", withDestinationPath: stand.root)
        let folder = try VaultFolder(at: stand.root + "/link/vault")
        let seen = mistrust {
            _ = try folder.open(
                slot: "passphrase", passphrase: stand.passphrase, opening: stand.opening)
        }
        #expect(seen?.0 == .stranger(known: known.fingerprint, knownGeneration: 1))
    }

    @Test func `a vault that moves keeps its pin`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let old = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "one")
        try FileManager.default.moveItem(
            atPath: stand.vault, toPath: stand.root + "/elsewhere")
        try put(old, stand, "/elsewhere/vault.age")
        let folder = try VaultFolder(at: stand.root + "/elsewhere")
        let seen = mistrust {
            _ = try folder.open(
                slot: "passphrase", passphrase: stand.passphrase, opening: stand.opening)
        }
        #expect(seen?.0 == .older(knownGeneration: 2))
    }

    @Test func `a first use through a passphrase is said, through a recipient it is asked`() throws
    {
        let stand = try Stand()
        let identity = X25519Identity.generate()
        try stand.makeVault().addSlot("anna", recipient: identity.recipient.text)
        let met = Mutex<[FirstUse]>([])
        let telling = stand.opening(on: "telling") { (use) throws(Fault) in
            met.withLock { $0.append(use) }
        }
        _ = try stand.open(telling)
        _ = try stand.open(telling)
        #expect(met.withLock { $0.map(\.kind) } == [.passphrase])

        let folder = try VaultFolder(at: stand.vault)
        let file = IdentityFile.render(identity)
        func open(_ opening: Opening) throws -> OpenVault {
            try folder.open(slot: nil, identities: file, opening: opening)
        }
        let silent = stand.opening(on: "silent")
        let use = try #require(throws: Fault.self) { _ = try open(silent) }
        guard case .unknownVault(let asked) = use else {
            Issue.record("\(use)")
            return
        }
        #expect(asked.slot == "anna" && asked.kind == .recipient && asked.generation == 2)
        #expect(throws: Fault.self) { _ = try open(silent) }
        _ = try open(stand.opening(on: "silent", accepting: asked.fingerprint))
        #expect(try open(silent).slot == "anna")
    }

    @Test func `a vault that was made here anew is no stranger`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try FileManager.default.removeItem(atPath: stand.vault)
        try stand.makeVault().set("server_name", "new")
        #expect(try stand.open().text("server_name") == "new")
    }

    @Test(arguments: ["", "{", "[]", #"{"format":2}"#, #"{"format":1,"vaults":{"a":{}}}"#])
    func `a memory that cannot be understood is refused, not forgotten`(text: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        let path = "/home/.local/state/krok/pins.json"
        _ = try stand.bytes(path)
        try stand.write(text, to: path)
        let fault = try #require(throws: Fault.self) { _ = try stand.open() }
        guard case .brokenPins(let named, _, _) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(named == stand.root + path)
        #expect(fault.status == 65)
    }

    @Test func `accepting a vault forgets no day on which a slot was tried`() throws {
        let stand = try Stand()
        let key = RecoveryKey()
        let vault = try stand.makeVault()
        try vault.setRecovery("recovery", key)
        _ = try VaultFolder(at: stand.vault).open(
            slot: nil, identities: key.text, opening: stand.opening)
        _ = try stand.open(Opening(stand.environment(), accepting: vault.fingerprint))
        let findings = try Checkup(stand.environment(), path: stand.vault, vault: nil).findings()
        #expect(findings.contains { $0.code == .recoveryTried })
    }

    /// Between reading a vault and remembering it somebody is asked, and that takes a while.
    @Test func `an opening that took long does not undo what a later one has seen`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let old = try stand.bytes("/vault/vault.age")
        let slow = stand.opening(on: "slow") { (_) throws(Fault) in
            let quick = stand.opening(on: "slow") { (_) throws(Fault) in }
            do {
                try stand.open(quick).set("server_name", "meanwhile")
            } catch {
                Issue.record(error)
            }
        }
        _ = try stand.open(slow)
        try put(old, stand)
        let seen = mistrust { _ = try stand.open(stand.opening(on: "slow")) }
        #expect(seen?.0 == .older(knownGeneration: 2))
    }

    @Test func `pins hold no public key and nothing of the values`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("client_secret", "GOCSPX-canary-canary-canary", kind: "secret")
        let path = "/home/.local/state/krok/pins.json"
        let text = String(decoding: try stand.bytes(path), as: UTF8.self)
        #expect(!text.contains("canary") && !text.contains("age1"))
        #expect(text.contains(vault.document.vault))
        #expect(try stand.permissions(path) == 0o600)
    }
}
