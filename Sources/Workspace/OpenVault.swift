/// A vault whose key is at hand, until the process ends.
package import Secrecy
package import Vaults

/// Reads and changes the document; nothing here asks for a passphrase again.
package final class OpenVault {
    /// The slot that `vault init` makes.
    package static let firstSlot = "passphrase"

    let folder: VaultFolder
    let key: VaultKey
    private let clock: Clock

    /// The slot that the vault was opened through.
    package let slot: String

    /// The document as it was read last.
    package private(set) var document: VaultDocument

    init(_ vault: VaultFolder, key: VaultKey, slot: String, clock: Clock) throws(Fault) {
        folder = vault
        self.key = key
        self.slot = slot
        self.clock = clock
        document = try vault.read(key: key).document
    }

    /// Reads the document again: another Krok may have changed it.
    package func refresh() throws(Fault) {
        document = try folder.read(key: key).document
    }

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
            let (standing, file) = try folder.read(key: key)
            var changed = standing
            let author = VaultDocument.Author(slot: slot, time: clock.now)
            let result = try body(&changed, author)
            // A body that set what stood there already has written no event.
            if changed.changes > 0 {
                changed.succeed(file)
                try folder.write(changed, key: key)
            }
            document = changed
            try then(result)
            return result
        }
    }

    /// Puts every value back to what a kept generation has; a new generation, not an old one.
    package func restore(_ generation: Int) throws(Fault) {
        let older = try folder.read(generation: generation, key: key)
        try change { (document, author) throws(Fault) in document.restore(older, by: author) }
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
        let file = try inVault(folder.path) { () throws(VaultFault) in
            try key.slot(
                passphrase: passphrase, workFactor: workFactor ?? VaultKey.usualWorkFactor)
        }
        let name = slot
        // The slot comes last: a failure before it leaves the old passphrase, and says so.
        try change { (document, author) throws(Fault) in
            document.note(.slotChanged, subject: name, by: author)
        } then: { (_: Void) throws(Fault) in
            try folder.writeSlot(name, file, passphrase: passphrase, key: key)
        }
    }
}
