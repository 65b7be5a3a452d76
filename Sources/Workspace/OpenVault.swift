/// A vault whose key is at hand, until the process ends.
package import Secrecy
package import Vaults

/// Reads and changes the document; nothing here asks for a passphrase again.
package final class OpenVault {
    /// The slot that `vault init` makes.
    package static let firstSlot = "passphrase"

    /// The slot that `key recovery` makes where no other is named.
    package static let recoverySlot = "recovery"

    /// Whether a slot is one for a recovery key: its name tells that, to whoever cannot open the
    /// vault as well.
    package static func isRecoverySlot(_ name: String) -> Bool {
        name == recoverySlot || name.hasPrefix(recoverySlot + "-")
    }

    let folder: VaultFolder
    private(set) var key: VaultKey
    let opening: Opening

    /// The slot that the vault was opened through.
    package let slot: String

    /// The document as it was read last.
    package private(set) var document: VaultDocument

    /// Opens `vault.age` and compares it with what this machine has seen.
    init(
        _ vault: VaultFolder, key: VaultKey, slot: String, kind: SlotRecord.Kind,
        opening: Opening
    ) throws(Fault) {
        folder = vault
        self.key = key
        self.slot = slot
        self.opening = opening
        let table = try opening.pins.table()
        let found = try vault.read(key: key, opening.scope)
        document = found.document
        var sighting = Sighting(vault.path, key, found.document, mark: found.mark)
        sighting.opened = (slot, opening.clock.now)
        if let fingerprint = opening.accepting {
            guard Fingerprint.matches(fingerprint, key.fingerprint) else {
                throw .wrongFingerprint(found: Fingerprint.shown(key.fingerprint))
            }
            try opening.pins.accept(sighting)
        } else if try !opening.judge(sighting, by: table) {
            let whole = found.document.isPartial ? try vault.read(key: key).document : document
            try opening.meet(FirstUse(sighting, whole, slot: slot, kind: kind))
        }
        try opening.pins.note(sighting, unlessIn: table)
    }

    /// The vault's folder.
    package var path: String { folder.path }

    /// The vault key's fingerprint as it is shown.
    package var fingerprint: String { Fingerprint.shown(key.fingerprint) }

    /// The newest document and its file; refused where it is not newer than what was seen.
    private func look() throws(Fault) -> (document: VaultDocument, file: [UInt8]) {
        let table = try opening.pins.table()
        let found: (document: VaultDocument, file: [UInt8])
        do throws(Fault) {
            found = try folder.read(key: key)
        } catch {
            // It did open with this key before.
            guard case .damagedVault(_, .foreign) = error else { throw error }
            throw .keyChanged(path: folder.path)
        }
        _ = try opening.judge(Sighting(folder.path, key, found.document, found.file), by: table)
        return found
    }

    /// Reads the document again: another Krok may have changed it.
    package func refresh() throws(Fault) { document = try look().document }

    /// Applies a change to what stands on disk by then, and saves it, all under the lock.
    ///
    /// `body` is given the newest document, never the one that was read when the vault was opened.
    /// A body that throws leaves the vault as it was.
    ///
    /// `first` runs before anything is read, `then` after the save: both under the same lock, for
    /// what has to change together with the vault.
    package func change<Result>(
        first: () throws(Fault) -> Void = {},
        _ body: (inout VaultDocument, VaultDocument.Author) throws(Fault) -> Result,
        then: (Result) throws(Fault) -> Void = { _ in }
    ) throws(Fault) -> Result {
        try folder.locked { () throws(Fault) in
            try first()
            let (standing, file) = try look()
            var changed = standing
            let result = try body(&changed, author)
            // A body that set what stood there already has written no event.
            if changed.changes > 0 {
                changed.succeed(file)
                let written = try folder.write(changed, key: key)
                try opening.pins.note(Sighting(folder.path, key, changed, written))
            }
            document = changed
            try then(result)
            return result
        }
    }

    /// Who changes something now.
    var author: VaultDocument.Author {
        VaultDocument.Author(slot: slot, time: opening.clock.now)
    }

    /// Takes the vault under another key: `body` writes it, and gives the key and the document.
    func move(
        _ body: (VaultDocument, _ file: [UInt8]) throws(Fault) -> (VaultKey, VaultDocument)
    ) throws(Fault) {
        try folder.locked { () throws(Fault) in
            let (standing, file) = try look()
            (key, document) = try body(standing, file)
            let written = try folder.read(key: key)
            try opening.pins.accept(
                Sighting(folder.path, key, document, written.file), mustLast: false)
        }
    }

    /// Puts every value back to what a kept generation has; a new generation, not an old one.
    package func restore(
        _ generation: Int, first: () throws(Fault) -> Void = {},
        then: () throws(Fault) -> Void = {}
    ) throws(Fault) {
        let older = try folder.read(generation: generation, key: key)
        try change(first: first) { (document, author) throws(Fault) in
            document.restore(older, by: author)
        } then: { (_: Void) throws(Fault) in
            try then()
        }
    }

    /// The history that a kept generation ends with; nil where its file does not open.
    package func history(ofKept generation: Int) -> [HistoryEntry]? {
        (try? folder.read(generation: generation, key: key))?.history
    }

    /// Gives this vault's passphrase slot another passphrase.
    ///
    /// Two scrypts, one to write and one to prove; with the one that opened the vault, three.
    package func changePassphrase(
        to passphrase: Secret, workFactor: Int? = nil
    ) throws(Fault) {
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        guard document.slots.contains(where: { $0.name == slot && $0.kind == .passphrase })
        else { throw .notAPassphrase(slot: slot) }
        let file = try key.provenSlot(passphrase, workFactor: workFactor, path: folder.path)
        let name = slot
        // The slot comes last: a failure before it leaves the old passphrase, and says so.
        try change { (document, author) throws(Fault) in
            document.note(.slotChanged, subject: name, by: author)
        } then: { (_: Void) throws(Fault) in
            try folder.writeSlot(name, file)
        }
    }
}
