/// What `krok doctor` sees: each finding made to happen once.
import Age
import Foundation
import Secrecy
import Testing
import Vaults
import Workspace

struct CheckupTests {
    private func codes(
        _ stand: Stand, opened: Bool = false, clock: Clock = Stand.clock
    ) throws -> [Finding.Code: Finding.Level] {
        let environment = Environment(
            clock: clock, home: stand.root + "/home", workingFolder: stand.root,
            variables: { _ in nil })
        let vault = opened ? try stand.open() : nil
        let findings = try Checkup(environment, path: stand.vault, vault: vault).findings()
        return Dictionary(
            findings.map { ($0.code, $0.level) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `a new vault is well, and has no recovery key`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let codes = try codes(stand, opened: true)
        #expect(codes[.filesFine] == .fine && codes[.opens] == .fine && codes[.pinned] == .fine)
        #expect(codes[.clockFine] == .fine)
        #expect(codes[.recoveryMissing] == .note)
        // A slot at log N 10 is for tests alone.
        #expect(codes[.slotWeak] == .note)
        #expect(!codes.values.contains(.wrong) || codes[.dumpsCore] == .wrong)
    }

    @Test func `a closed vault says that nothing inside was looked at`() throws {
        let stand = try Stand()
        try stand.makeVault()
        #expect(try codes(stand)[.notOpened] == .note)
    }

    @Test(arguments: ["/vault", "/vault/keys", "/vault/vault.age", "/vault/keys/passphrase.age"])
    func `what others may write to is wrong, what they may read is a note`(path: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.permit(path.hasSuffix(".age") ? 0o644 : 0o755, path)
        #expect(try codes(stand)[.othersMayRead] == .note)
        try stand.permit(0o777, path)
        #expect(try codes(stand)[.othersMayWrite] == .wrong)
    }

    @Test func `a link in the place of the vault is wrong`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let disk = FileManager.default
        try disk.moveItem(atPath: stand.vault + "/vault.age", toPath: stand.root + "/away.age")
        try disk.createSymbolicLink(
            atPath: stand.vault + "/keys/link.age",
            withDestinationPath: stand.root + "/away.age")
        #expect(try codes(stand)[.notAFile] == .wrong)
    }

    @Test func `slots and their list are compared`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.addSlot("anna", recipient: X25519Identity.generate().recipient.text)
        let disk = FileManager.default
        try disk.moveItem(
            atPath: stand.vault + "/keys/anna.age", toPath: stand.vault + "/keys/eve.age")
        try stand.write("junk", to: "/vault/keys/junk.age")
        let codes = try codes(stand, opened: true)
        #expect(codes[.slotUnlisted] == .wrong && codes[.slotWithoutFile] == .wrong)
        #expect(codes[.slotBroken] == .wrong)
    }

    @Test func `slots with which nothing is wrong are counted`() throws {
        let stand = try Stand()
        let key = X25519Identity.generate()
        try stand.makeVault().addSlot("anna", recipient: key.recipient.text)
        try stand.open().addSlot("bob", recipient: X25519Identity.generate().recipient.text)
        // A slot at log N 10 is for tests alone, and weak.
        try stand.open().removeSlot("passphrase")
        let findings = try Checkup(stand.environment(), path: stand.vault, vault: nil).findings()
        let fine = findings.first { $0.code == .slotsFine }
        #expect(fine?.level == .fine && fine?.details == ["count": "2"])
    }

    @Test func `a recovery key that is the only way in is a note`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.setRecovery("recovery", RecoveryKey())
        #expect(try codes(stand)[.onlyOneSlot] == nil)
        try vault.removeSlot("passphrase")
        #expect(try codes(stand)[.onlyOneSlot] == .note)
    }

    @Test func `a recovery key that was tried is known with its day`() throws {
        let stand = try Stand()
        let key = X25519Identity.generate()
        try stand.makeVault().addSlot("recovery", recipient: key.recipient.text)
        #expect(try codes(stand)[.recoveryNeverTried] == .note)
        _ = try VaultFolder(at: stand.vault).open(
            slot: nil, identities: IdentityFile.render(key), opening: stand.opening)
        #expect(try codes(stand)[.recoveryTried] == .fine)
        let later = Clock { 1_795_359_845 + 181 * 86_400 }
        #expect(try codes(stand, clock: later)[.recoveryTriedLongAgo] == .note)
    }

    @Test func `every recovery key is known, and a new one was never tried`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let (first, second, safe) = (RecoveryKey(), RecoveryKey(), RecoveryKey())
        try vault.setRecovery("recovery", first)
        try vault.setRecovery("recovery-safe", safe)
        try vault.addSlot("recovery-anna", passphrase: stand.passphrase, workFactor: 10)
        func seen() throws -> [String: Finding.Code] {
            let findings = try Checkup(stand.environment(), path: stand.vault, vault: nil)
                .findings()
            return Dictionary(
                uniqueKeysWithValues: findings.filter { $0.code.rawValue.hasPrefix("recovery-") }
                    .map { ($0.details["slot"] ?? "", $0.code) })
        }
        #expect(
            try seen() == ["recovery": .recoveryNeverTried, "recovery-safe": .recoveryNeverTried])
        _ = try VaultFolder(at: stand.vault).open(
            slot: "recovery", identities: first.text, opening: stand.opening)
        #expect(try seen() == ["recovery": .recoveryTried, "recovery-safe": .recoveryNeverTried])
        try vault.setRecovery("recovery", second)
        #expect(
            try seen() == ["recovery": .recoveryNeverTried, "recovery-safe": .recoveryNeverTried])
    }

    @Test func `a recovery key that was replaced elsewhere is known inside`() throws {
        let stand = try Stand()
        let key = RecoveryKey()
        try stand.makeVault().setRecovery("recovery", key)
        _ = try VaultFolder(at: stand.vault).open(
            slot: nil, identities: key.text, opening: stand.opening)
        #expect(try codes(stand, opened: true)[.recoveryTried] == .fine)
        let later = Environment(
            clock: Clock { 1_795_359_845 + 60 }, home: stand.root + "/other",
            workingFolder: stand.root, variables: { _ in nil })
        try VaultFolder(at: stand.vault).open(
            slot: "passphrase", passphrase: stand.passphrase, opening: Opening(later)
        ).setRecovery("recovery", RecoveryKey())
        #expect(try codes(stand, opened: true)[.recoveryNeverTried] == .note)
    }

    @Test func `an old secret that is still kept is a note after a month`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("client_secret", "GOCSPX-aaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        try session.capture("client_secret", "GOCSPX-bbbbbbbbbbbbbbbbbbbbbbbbbbbb")
        #expect(try codes(stand, opened: true)[.secretKeptLong] == nil)
        let later = Clock { 1_795_359_845 + 31 * 86_400 }
        #expect(try codes(stand, opened: true, clock: later)[.secretKeptLong] == .note)
    }

    @Test func `a clock that lags behind is wrong, by a few minutes it is not`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let little = Clock { 1_795_359_845 - 290 }
        #expect(try codes(stand, opened: true, clock: little)[.clockFine] == .fine)
        let earlier = Clock { 1_795_359_845 - 86_400 }
        #expect(try codes(stand, opened: true, clock: earlier)[.clockBehind] == .wrong)
    }

    @Test func `a vault without a slot has no way in`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try FileManager.default.removeItem(atPath: stand.vault + "/keys")
        let codes = try codes(stand)
        #expect(codes[.noSlots] == .wrong && codes[.slotsFine] == nil)
    }

    @Test func `a vault without its file is told with what is kept`() throws {
        let stand = try Stand()
        try stand.makeVault().set("server_name", "one")
        try FileManager.default.removeItem(atPath: stand.vault + "/vault.age")
        let findings = try Checkup(stand.environment(), path: stand.vault, vault: nil).findings()
        let found = findings.first { $0.code == .vaultMissing }
        #expect(found?.level == .wrong && found?.details["kept"] == "1")
        #expect(!findings.contains { $0.code == .notOpened })
    }

    @Test func `a clock long after the last change may run ahead`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let soon = Clock { 1_795_359_845 + 700 * 86_400 }
        #expect(try codes(stand, opened: true, clock: soon)[.clockFine] == .fine)
        let late = Clock { 1_795_359_845 + 740 * 86_400 }
        #expect(try codes(stand, opened: true, clock: late)[.clockAhead] == .note)
    }

    private func doubt(_ stand: Stand) throws -> [Finding] {
        let fault = try #require(throws: Fault.self) { _ = try stand.open() }
        #expect(Checkup.tells(fault))
        return try Checkup(
            stand.environment(), path: stand.vault, vault: nil, refusal: fault
        ).findings()
    }

    @Test func `a vault that was put back, forked or replaced is told as that`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let first = try stand.bytes("/vault/vault.age")
        try vault.set("server_name", "one")
        let file = URL(filePath: stand.vault + "/vault.age")
        try Data(first).write(to: file)
        let older = try doubt(stand)
        let found = older.first { $0.code == .vaultOlder }
        #expect(found?.level == .wrong && found?.details["fingerprint"] == vault.fingerprint)
        #expect(
            found?.details["generation"] == "1" && found?.details["known-generation"] == "2")
        #expect(!older.contains { $0.code == .pinned || $0.code == .opensNot })

        try stand.open(stand.opening(on: "another")).set("server_name", "two")
        #expect(try doubt(stand).contains { $0.code == .vaultFork && $0.level == .wrong })

        try FileManager.default.removeItem(atPath: stand.vault)
        let other = try VaultFolder.make(
            at: stand.vault, passphrase: stand.passphrase, opening: stand.opening(on: "eve"),
            workFactor: Stand.work)
        let replaced = try doubt(stand).first { $0.code == .vaultReplaced }
        #expect(replaced?.details["fingerprint"] == other.fingerprint)
        #expect(replaced?.details["known"] == vault.fingerprint)
        #expect(replaced?.details["known-generation"] == "2")
    }

    @Test func `leftovers of a killed run are named`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write("half", to: "/vault/keys/.krok-new-00ff")
        #expect(try codes(stand)[.leftover] == .note)
    }

    @Test func `a change of the key is told by whether it was prepared here`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write("x", to: "/vault/rekey/vault.age")
        try stand.permit(0o755, "/vault/rekey")
        #expect(try codes(stand)[.strangeRekey] == .wrong)
        try stand.permit(0o1700, "/vault/rekey")
        #expect(try codes(stand)[.unfinishedRekey] == .note)
    }

    @Test func `a memory that cannot be written is wrong`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let state = stand.root + "/home/.local/state"
        try FileManager.default.removeItem(atPath: state)
        try stand.write("a file in the folder's place", to: "/home/.local/state")
        #expect(try codes(stand)[.pinsNotKept] == .wrong)
    }

    // MARK: git

    private func git(_ stand: Stand, _ words: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/git")
        process.arguments = ["-C", stand.root] + words
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "git \(words)")
    }

    @Test func `outside of git there is nothing to set up`() throws {
        let stand = try Stand()
        try stand.makeVault()
        #expect(try codes(stand)[.gitNone] == .fine)
    }

    @Test func `a clone is told by what it would do with a merge`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try git(stand, "init", "--quiet")
        #expect(try codes(stand)[.gitNotSetUp] == .note)
        // What another clone committed, and this one has never heard of.
        try stand.write(
            "vault.age merge=krok-vault -text -diff\n", to: "/vault/.gitattributes")
        #expect(try codes(stand)[.gitWithoutDriver] == .wrong)
        try GitSetup(for: stand.vault).install(in: VaultFolder(at: stand.vault))
        #expect(try codes(stand)[.gitReady] == .fine)
        let key = "merge.krok-vault.driver"
        for other in [
            "'/gone/krok' vault merge -- %O %A %B %P", "true", "",
            "'/tmp' vault merge -- %O %A %B %P", "'' vault merge -- %O %A %B %P",
        ] {
            try git(stand, "config", key, other)
            let code: Finding.Code = other.isEmpty ? .gitWithoutDriver : .gitDriverGone
            #expect(try codes(stand)[code] == .wrong, "\(other)")
        }
        try stand.write("/vault/\n", to: "/.gitignore")
        #expect(try codes(stand)[.gitIgnored] == .fine)
    }

    @Test func `what belongs to this machine alone and is in git is wrong`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("server_name", "Poczta")
        try git(stand, "init", "--quiet")
        try git(stand, "add", "--force", "vault/previous", "vault/.lock")
        try GitSetup(for: stand.vault).install(in: VaultFolder(at: stand.vault))
        let findings = try Checkup(stand.environment(), path: stand.vault, vault: nil).findings()
        let found = findings.first { $0.code == .gitPublishes }
        #expect(found?.level == .wrong && found?.details["files"] == ".lock previous")
        #expect(findings.contains { $0.code == .gitReady })
    }

    @Test func `a memory that cannot be understood is wrong`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write("{", to: "/home/.local/state/krok/pins.json")
        #expect(try codes(stand)[.pinsBroken] == .wrong)
    }
}
