/// The vault's folder: which files stand in it and how one comes to an open vault.
internal import Carried
internal import Platform
package import Secrecy
package import Vaults

/// A vault on disk, closed.
package struct VaultFolder: Sendable {
    package let path: String
    let folder: Folder

    /// Opens the folder, which must be this user's alone to write.
    package init(at path: String) throws(Fault) {
        self.path = path
        do throws(FileFault) {
            folder = try Folder(at: path)
        } catch {
            throw error.kind == .missing ? .noVault(path: path) : .file(error)
        }
    }

    static let vaultFile = "vault.age"
    static let slotSuffix = ".age"

    // MARK: Making

    /// Makes a vault whose first slot is `passphrase`: two scrypts, one to write, one to prove.
    ///
    /// Refused when a vault stands there. A folder of this user that others may write to is closed
    /// to them first, since a Git checkout may have made it so.
    package static func make(
        at path: String, passphrase: Secret, opening: Opening, workFactor: Int? = nil
    ) throws(Fault) -> OpenVault {
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        if Files.permissions(path + "/" + vaultFile) != nil { throw .vaultExists(path: path) }
        try onDisk { () throws(FileFault) in try Folder.make(path) }
        try onDisk { () throws(FileFault) in try Folder.closeToOthers(path) }
        let vault = try VaultFolder(at: path)
        // Slots without a vault are the only way into one that lies elsewhere.
        guard try vault.slotNames().isEmpty else { throw vault.withoutFile }
        let key = VaultKey.generate()
        let slot = SlotRecord(name: OpenVault.firstSlot, kind: .passphrase)
        let file = try key.provenSlot(passphrase, workFactor: workFactor, path: path)
        try vault.locked { () throws(Fault) in
            if try vault.length() != nil { throw Fault.vaultExists(path: path) }
            try vault.writeReadme()
            try vault.writeSlot(slot.name, file)
            var document = VaultDocument(
                vault: key.fingerprint, slot: slot, time: opening.clock.now)
            document.succeed(nil)
            do throws(Fault) {
                let written = try vault.write(document, key: key)
                // Whatever vault stood here before, this is the one that was asked for.
                try opening.pins.accept(Sighting(path, key, document, written), mustLast: false)
            } catch {
                try? vault.removeSlot(slot.name)
                throw error
            }
        }
        return try OpenVault(vault, key: key, slot: slot.name, kind: .passphrase, opening: opening)
    }

    private func writeReadme() throws(Fault) {
        if VaultPlace.isMarked(path) { return }
        guard Files.permissions(path + "/README.md") == nil else {
            throw .strangersReadme(path: path + "/README.md")
        }
        guard let readme = Carried.file("vault/README.md") else {
            preconditionFailure("the vault's README is not carried")
        }
        try onDisk { () throws(FileFault) in try folder.replace("README.md", with: readme.raw) }
    }

    /// Writes a slot; call it locked.
    func writeSlot(_ name: String, _ file: [UInt8]) throws(Fault) {
        guard VaultFolder.isFileName(name) else { throw .badSlotName(name) }
        try onDisk { () throws(FileFault) in
            try folder.folder("keys", create: true).replace(
                name + VaultFolder.slotSuffix, with: file.raw)
        }
    }

    /// Whether a slot can have a file of this name in `keys/`.
    ///
    /// Names also come out of the document, where whoever has a way in can write what he likes.
    static func isFileName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 != 0 && $0 != UInt8(ascii: "/") }
    }

    /// Takes a way in away; call it locked.
    func removeSlot(_ name: String) throws(Fault) {
        guard VaultFolder.isFileName(name) else { return }
        try onDisk { () throws(FileFault) in
            try folder.folder("keys").remove(name + VaultFolder.slotSuffix)
        }
    }

    // MARK: Looking without opening

    /// What anyone can see of a vault.
    package struct Outside: Sendable, Equatable {
        package let path: String
        package let isMade: Bool
        package let bytes: Int
        package let slots: [Slot]

        /// A slot's file as it looks from outside.
        package struct Slot: Sendable, Equatable {
            package let name: String
            /// The stanza kinds of the age file; empty when it is none.
            package let kinds: [String]
            package let workFactor: Int?
        }
    }

    /// Sizes and slots; opens nothing and asks for nothing.
    package func outside() throws(Fault) -> Outside {
        let length = try length()
        var slots: [Outside.Slot] = []
        for name in try slotNames() {
            let bytes = try slotFile(name) ?? []
            let seen = VaultKey.describe(slot: bytes)
            slots.append(
                Outside.Slot(name: name, kinds: seen?.kinds ?? [], workFactor: seen?.workFactor))
        }
        return Outside(
            path: path, isMade: length != nil, bytes: length ?? 0, slots: slots)
    }

    /// The names of the slots that have a file.
    package func slotNames() throws(Fault) -> [String] {
        try onDisk { () throws(FileFault) in
            do throws(FileFault) {
                return try folder.folder("keys").names().filter {
                    $0.hasSuffix(VaultFolder.slotSuffix) && !$0.hasPrefix(".")
                }.map { String($0.dropLast(VaultFolder.slotSuffix.count)) }
            } catch {
                guard error.kind == .missing else { throw error }
                return []
            }
        }
    }

    func slotFile(_ name: String) throws(Fault) -> [UInt8]? {
        try onDisk { () throws(FileFault) in
            try folder.folder("keys").readBytes(name + VaultFolder.slotSuffix, limit: 1 << 16)
        }
    }

    // MARK: Opening

    /// Opens the vault through a passphrase slot: one scrypt.
    package func open(
        slot: String, passphrase: Secret, opening: Opening
    ) throws(Fault) -> OpenVault {
        try open(.passphrase, opening) { () throws(Fault) in
            (try key(slot: slot, passphrase: passphrase), slot)
        }
    }

    /// Opens the vault with an age identity file, through `slot` or the first slot that it fits.
    package func open(
        slot named: String?, identities: Secret, opening: Opening
    ) throws(Fault) -> OpenVault {
        try open(.recipient, opening) { () throws(Fault) in
            try key(slot: named, identities: identities)
        }
    }

    /// Opens with a key from a slot; once more where a new vault key came in between.
    private func open(
        _ kind: SlotRecord.Kind, _ opening: Opening,
        _ way: () throws(Fault) -> (key: VaultKey, slot: String)
    ) throws(Fault) -> OpenVault {
        try finishRekey()
        guard try length() != nil else { throw withoutFile }
        let (key, slot) = try way()
        do throws(Fault) {
            return try OpenVault(self, key: key, slot: slot, kind: kind, opening: opening)
        } catch {
            guard case .damagedVault(_, .foreign) = error else { throw error }
            let (again, slot) = try way()
            guard again.fingerprint != key.fingerprint else { throw error }
            return try OpenVault(self, key: again, slot: slot, kind: kind, opening: opening)
        }
    }

    /// The key in a passphrase slot, whatever stands beside it: one scrypt.
    package func key(slot: String, passphrase: Secret) throws(Fault) -> VaultKey {
        let file = try knownSlot(slot)
        return try inVault(path, slot: slot) { () throws(VaultFault) in
            try VaultKey(slot: file, passphrase: passphrase)
        }
    }

    /// The key that an age identity file opens, and the slot that it opens.
    package func key(
        slot named: String?, identities: Secret
    ) throws(Fault) -> (key: VaultKey, slot: String) {
        let slots = if let named { [named] } else { try slotNames() }
        var tried: [String] = []
        for slot in slots {
            // The folder was looked through once: there may be very many.
            let file = if named == nil { try slotFile(slot) ?? [] } else { try knownSlot(slot) }
            if named == nil, VaultKey.describe(slot: file)?.workFactor != nil { continue }
            tried.append(slot)
            let key: VaultKey?
            do throws(VaultFault) {
                key = try VaultKey(slot: file, identities: identities)
            } catch {
                guard error == .wrongKey else {
                    throw .damagedVault(path: path + "/keys/" + slot + ".age", error)
                }
                key = nil
            }
            if let key { return (key, slot) }
        }
        guard !slots.isEmpty else { throw .incompleteVault(path: path, missing: "keys/") }
        throw tried.isEmpty ? .noIdentitySlot(known: slots) : .noIdentityFits(slots: tried)
    }

    /// Makes sure, before a passphrase is asked, that there is something to open.
    package func checkSlot(_ slot: String) throws(Fault) {
        guard try length() != nil else { throw withoutFile }
        _ = try knownSlot(slot)
    }

    private func knownSlot(_ slot: String) throws(Fault) -> [UInt8] {
        let known = try slotNames()
        guard known.contains(slot), let file = try slotFile(slot) else {
            throw known.isEmpty
                ? .incompleteVault(path: path, missing: "keys/" + slot + VaultFolder.slotSuffix)
                : .noSlot(name: slot, known: known)
        }
        return file
    }

    // MARK: vault.age

    /// The length of `vault.age`; nil where there is none.
    private func length() throws(Fault) -> Int? {
        try onDisk { () throws(FileFault) in try folder.length(VaultFolder.vaultFile) }
    }

    func read(_ name: String) throws(Fault) -> [UInt8]? {
        try onDisk { () throws(FileFault) in
            try folder.readBytes(name, limit: VaultKey.largestVault)
        }
    }

    /// The document as it stands on disk, and the file that it stands in.
    func read(key: VaultKey) throws(Fault) -> (document: VaultDocument, file: [UInt8]) {
        guard let file = try read(VaultFolder.vaultFile) else { throw withoutFile }
        let name = path + "/" + VaultFolder.vaultFile
        let document = try inVault(name) { () throws(VaultFault) in try key.open(file) }
        return (document, file)
    }

    /// As much of the document as `scope` asks for, and the mark of the file that it stands in.
    func read(
        key: VaultKey, _ scope: Opening.Scope
    ) throws(Fault) -> (document: VaultDocument, mark: String) {
        if case .profile(let profile) = scope, let found = try read(profile, key: key) {
            return found
        }
        let found = try read(key: key)
        return (found.document, VaultKey.mark(of: found.file))
    }

    /// One profile, of a file that is never in memory as a whole; nil when that cannot be done.
    private func read(
        _ profile: String, key: VaultKey
    ) throws(Fault) -> (document: VaultDocument, mark: String)? {
        let file = try onDisk { () throws(FileFault) in
            try folder.pieces(of: VaultFolder.vaultFile, limit: VaultKey.largestVault)
        }
        guard let file else { throw withoutFile }
        let name = path + "/" + VaultFolder.vaultFile
        let start = try onDisk { () throws(FileFault) in try file.read(0..<VaultFolder.piece) }
        // A longer header, and whatever is wrong with one, is for the whole reading to tell.
        guard let opening = try? ProfileOpening(key, profile, start: start, length: file.length)
        else { return nil }
        while let place = opening.next {
            let sealed = try onDisk { () throws(FileFault) in try file.read(place) }
            // Somebody writes to it in this moment, which a whole reading gets over or explains.
            guard sealed.count == place.count else { return nil }
            try inVault(name) { () throws(VaultFault) in try opening.take(sealed) }
        }
        let document = try inVault(name) { () throws(VaultFault) in try opening.document() }
        return document.map { ($0, opening.mark) }
    }

    /// How much of a vault is read at first: a header is hardly longer than 300 bytes.
    private static let piece = 4096

    /// Replaces `vault.age`, after the new file was read back and opened; call it locked.
    ///
    /// The file that stood there is kept as a previous generation, as whole as it was. The bytes
    /// that were written.
    func write(_ document: VaultDocument, key: VaultKey) throws(Fault) -> [UInt8] {
        let file = try inVault(path) { () throws(VaultFault) in try key.seal(document) }
        if let standing = try read(VaultFolder.vaultFile) {
            try keep(standing, generation: document.generation - 1)
        }
        try onDisk { () throws(FileFault) in
            try folder.replace(VaultFolder.vaultFile, with: file.raw) { written in
                let back = try? key.open(written.bytes.copiedBytes())
                return back?.generation == document.generation
            }
        }
        return file
    }

    // MARK: Previous generations

    /// How many generations are kept beside the one in use.
    static let kept = 3

    /// The generations in `previous/`, the oldest first.
    package func generations() throws(Fault) -> [Int] {
        try onDisk { () throws(FileFault) in
            do throws(FileFault) {
                return try folder.folder("previous").names().compactMap { name in
                    // Exactly what `keep` writes: other names are somebody else's.
                    Int(name.dropLast(4)).flatMap { $0 > 0 && name == "\($0).age" ? $0 : nil }
                }.sorted()
            } catch {
                guard error.kind == .missing else { throw error }
                return []
            }
        }
    }

    private func keep(_ file: [UInt8], generation: Int) throws(Fault) {
        try onDisk { () throws(FileFault) in
            try folder.folder("previous", create: true).replace(
                String(generation) + ".age", with: file.raw)
        }
        // A later number than this one's cannot be genuine, and must not push out what is.
        for old in try generations().filter({ $0 <= generation }).dropLast(VaultFolder.kept) {
            try onDisk { () throws(FileFault) in
                try folder.folder("previous").remove(String(old) + ".age")
            }
        }
    }

    /// The document of a kept generation.
    func read(generation: Int, key: VaultKey) throws(Fault) -> VaultDocument {
        let name = String(generation) + ".age"
        guard try generations().contains(generation) else {
            throw .noGeneration(generation, known: try generations())
        }
        let file = try onDisk { () throws(FileFault) in
            try folder.folder("previous").readBytes(name, limit: VaultKey.largestVault)
        }
        return try inVault(path + "/previous/" + name) { () throws(VaultFault) in
            let document = try key.open(file ?? [])
            // The name stands in clear: whoever may write to the folder could have changed it.
            guard document.generation == generation else { throw .mixedUp }
            return document
        }
    }

    private func sweep() throws(Fault) {
        try finishRekeyUnderLock()
        try onDisk { () throws(FileFault) in
            try folder.sweep()
            for name in ["keys", "previous", "progress"] {
                do throws(FileFault) {
                    try folder.folder(name).sweep()
                } catch {
                    guard error.kind == .missing else { throw error }
                }
            }
        }
    }

    /// Runs `body` while no other Krok changes this vault; what a killed run left is swept up.
    func locked<Result>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
        try folder.locked(busy: { Fault.file($0) }) { () throws(Fault) in
            try sweep()
            return try body()
        }
    }
}
