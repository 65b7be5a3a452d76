/// The vault's folder: making, looking, opening, changing.
import Foundation
import Platform
import Secrecy
import Testing
import Vaults
import Workspace

struct VaultFolderTests {
    // MARK: Making

    @Test func `a new vault has a README, a slot and a document, closed to others`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        #expect(
            try stand.snapshot().keys.sorted() == ["README.md", "keys/passphrase.age", "vault.age"])
        #expect(try stand.permissions("/vault") == 0o700)
        #expect(try stand.permissions("/vault/keys") == 0o700)
        for file in ["/vault/vault.age", "/vault/keys/passphrase.age", "/vault/README.md"] {
            #expect(try stand.permissions(file) == 0o600, "\(file)")
        }
        #expect(vault.slot == "passphrase")
        #expect(vault.document.generation == 1)
        #expect(vault.document.previous == nil)
        #expect(
            vault.document.history == [
                HistoryEntry(time: Stand.time, slot: "passphrase", event: .made)
            ])
        #expect(try stand.open().document.vault == vault.document.vault)
    }

    @Test func `a vault that stands there is not touched`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let before = try stand.snapshot()
        #expect(throws: Fault.vaultExists(path: stand.vault)) { try stand.makeVault() }
        #expect(try stand.snapshot() == before)
    }

    @Test func `an empty passphrase makes nothing`() throws {
        let stand = try Stand()
        #expect(throws: Fault.emptyPassphrase) {
            _ = try VaultFolder.make(
                at: stand.vault, passphrase: Secret(copying: ""), opening: stand.opening,
                workFactor: Stand.work)
        }
        #expect(!FileManager.default.fileExists(atPath: stand.vault))
    }

    @Test func `one's own folder that others may write to is closed first`() throws {
        let stand = try Stand()
        try stand.write(VaultPlace.mark + "\nas git checked it out\n", to: "/vault/README.md")
        try stand.permit(0o777, "/vault")
        try stand.makeVault()
        #expect(try stand.permissions("/vault") == 0o700)
        #expect(
            String(decoding: try stand.bytes("/vault/README.md"), as: UTF8.self)
                .contains("as git checked it out"))
    }

    @Test func `folders above are made as well`() throws {
        let stand = try Stand()
        let path = stand.root + "/a/b/vault"
        _ = try VaultFolder.make(
            at: path, passphrase: stand.passphrase, opening: stand.opening, workFactor: Stand.work)
        #expect(try stand.permissions("/a/b") == 0o700)
    }

    // MARK: Opening

    @Test func `a missing folder is no vault`() throws {
        let stand = try Stand()
        #expect(throws: Fault.noVault(path: stand.vault)) { _ = try stand.open() }
    }

    @Test func `a folder without vault dot age is no vault`() throws {
        let stand = try Stand()
        try stand.write(VaultPlace.mark, to: "/vault/README.md")
        #expect(throws: Fault.noVault(path: stand.vault)) { _ = try stand.open() }
    }

    @Test func `a symbolic link is refused`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let link = stand.root + "/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: stand.vault)
        for path in [link, link + "/"] {
            #expect(throws: Fault.file(FileFault(.symbolicLink, at: path))) {
                _ = try VaultFolder(at: path)
            }
        }
    }

    @Test(arguments: [0o720, 0o702, 0o777])
    func `a folder that others may write to is refused`(bits: Int) throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.permit(bits, "/vault")
        #expect(throws: Fault.file(FileFault(.writableByOthers, at: stand.vault))) {
            _ = try stand.open()
        }
        try stand.permit(0o755, "/vault")
        _ = try stand.open()
        try stand.permit(bits, "/vault/keys")
        #expect(throws: Fault.file(FileFault(.writableByOthers, at: stand.vault + "/keys"))) {
            _ = try stand.open()
        }
    }

    @Test func `a slot that is not there is told with those that are`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let folder = try VaultFolder(at: stand.vault)
        for slot in ["recovery", "../vault", "", "Passphrase"] {
            #expect(throws: Fault.noSlot(name: slot, known: ["passphrase"])) {
                try folder.checkSlot(slot)
            }
        }
    }

    @Test func `a vault whose slots are gone is incomplete`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try FileManager.default.removeItem(atPath: stand.vault + "/keys/passphrase.age")
        #expect(
            throws: Fault.incompleteVault(path: stand.vault, missing: "keys/passphrase.age")
        ) { _ = try stand.open() }
        try FileManager.default.removeItem(atPath: stand.vault + "/keys")
        #expect(
            throws: Fault.incompleteVault(path: stand.vault, missing: "keys/passphrase.age")
        ) { _ = try stand.open() }
    }

    @Test func `another passphrase is a wrong key`() throws {
        let stand = try Stand()
        try stand.makeVault()
        #expect(throws: Fault.wrongKey(slot: "passphrase")) {
            _ = try VaultFolder(at: stand.vault).open(
                slot: "passphrase", passphrase: Secret(copying: "wrong"), opening: stand.opening)
        }
    }

    @Test func `a damaged or foreign vault dot age is told with its path`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let file = try stand.bytes("/vault/vault.age")
        let path = stand.vault + "/vault.age"
        try Data(file.dropLast()).write(to: URL(filePath: path))
        #expect(throws: Fault.damagedVault(path: path, .damaged)) { _ = try stand.open() }
        let other = try Stand()
        try other.makeVault()
        try Data(try other.bytes("/vault/vault.age")).write(to: URL(filePath: path))
        #expect(throws: Fault.damagedVault(path: path, .foreign)) { _ = try stand.open() }
    }

    // MARK: Looking

    @Test func `from outside one sees sizes, slots and their kinds`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write("not an age file", to: "/vault/keys/broken.age")
        try stand.write("x", to: "/vault/keys/notes.txt")
        let seen = try VaultFolder(at: stand.vault).outside()
        #expect(seen.slots.map(\.name) == ["broken", "passphrase"])
        #expect(seen.slots.map(\.kinds) == [[], ["scrypt"]])
        #expect(seen.slots.map(\.workFactor) == [nil, Stand.work])
        #expect(seen.isMade)
        #expect(seen.bytes == (try stand.bytes("/vault/vault.age").count))
        #expect(seen.path == stand.vault)
    }

    // MARK: Changing

    @Test func `a change is applied to the newest document`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let (one, other) = (try stand.open(), try stand.open())
        try one.set("a", "1")
        try other.set("b", "2")
        #expect(other.text("a") == "1")
        #expect(one.text("b") == nil)
        try one.refresh()
        #expect(one.text("b") == "2")
        #expect(one.document.generation == 3)
        #expect(one.document.history.map(\.event) == [.made, .set, .set])
    }

    @Test func `each save names the file before it`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.bytes("/vault/vault.age")
        try vault.set("a", "1")
        var expected = VaultDocument(
            vault: "x", slot: SlotRecord(name: "x", kind: .passphrase), time: "")
        expected.succeed(before)
        #expect(vault.document.previous == expected.previous)
        #expect(try stand.permissions("/vault/vault.age") == 0o600)
    }

    @Test func `a change that throws, or changes nothing, writes nothing`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("a", "1")
        let before = try stand.snapshot()
        #expect(throws: Fault.notWritten) {
            try vault.change { (document, author) throws(Fault) in
                _ = document.remove("a", of: "default", by: author)
                throw .notWritten
            }
        }
        #expect(vault.text("a") == "1")
        try vault.set("a", "1")
        #expect(try stand.snapshot() == before)
    }

    @Test func `a document that would not open again is not saved`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.bytes("/vault/vault.age")
        #expect(throws: Fault.self) {
            try vault.change { (document, author) throws(Fault) in
                document = document.moved(to: .generate())
                document.note(.rekeyed, by: author)
            }
        }
        #expect(try stand.bytes("/vault/vault.age") == before)
        #expect(try stand.open().document.generation == 1)
    }

    @Test func `what a killed run left is swept up by the next change`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try stand.write("half", to: "/vault/.krok-new-0011")
        try vault.set("a", "1")
        #expect(try stand.snapshot().keys.allSatisfy { !$0.contains("krok-new") })
    }

    @Test func `changes from many threads are all kept`() async throws {
        let stand = try Stand()
        try stand.makeVault()
        try await withThrowingTaskGroup { group in
            for writer in 0..<4 {
                let vault = stand.vault
                let passphrase = stand.passphrase
                let environment = stand.environment()
                group.addTask {
                    let open = try VaultFolder(at: vault).open(
                        slot: "passphrase", passphrase: passphrase,
                        opening: Opening(environment))
                    for number in 0..<10 { try open.set("v\(writer)-\(number)", "x") }
                }
            }
            try await group.waitForAll()
        }
        let document = try stand.open().document
        #expect(document.profiles["default"]?.count == 40)
        #expect(document.generation == 41)
    }

    // MARK: The passphrase

    @Test func `a new passphrase opens, the old one does not, the values stay`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("a", "1")
        let next = Secret(copying: "nowe hasło 2026")
        try vault.changePassphrase(to: next, workFactor: Stand.work)
        #expect(throws: Fault.wrongKey(slot: "passphrase")) { _ = try stand.open() }
        let again = try VaultFolder(at: stand.vault).open(
            slot: "passphrase", passphrase: next, opening: stand.opening)
        #expect(again.text("a") == "1")
        #expect(
            again.document.history.last
                == HistoryEntry(
                    time: Stand.time, slot: "passphrase", event: .slotChanged,
                    subject: "passphrase"))
        #expect(again.document.vault == vault.document.vault)
    }

    @Test func `an empty new passphrase changes nothing`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let before = try stand.snapshot()
        #expect(throws: Fault.emptyPassphrase) {
            try vault.changePassphrase(to: Secret(copying: ""), workFactor: Stand.work)
        }
        #expect(try stand.snapshot() == before)
    }
}

struct OneProfileTests {
    @Test func `a vault that was read in part is changed as a whole`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        try vault.set("a", "1")
        try vault.set("a", "2", of: "żółw")
        let opening = Opening(stand.environment(), reading: .profile("żółw"))
        let part = try stand.open(opening)
        #expect(part.text("a", of: "żółw") == "2" && part.text("a") == nil)
        try part.set("b", "3", of: "żółw")
        let again = try stand.open()
        #expect(again.text("a") == "1" && again.text("b", of: "żółw") == "3")
        #expect(again.document.history.count == 4)
    }
}
