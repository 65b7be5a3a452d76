/// A new vault key: whoever lost their way in has none any more.
package import Secrecy
internal import Vaults

/// What a new vault key has changed.
package struct Rekeying: Sendable, Equatable {
    /// A secret that the old key opened.
    package struct Exposed: Sendable, Equatable {
        package let profile: String
        package let input: String
        /// How many values of it the old key opened: two while a secret is being replaced, or more
        /// after a merge.
        package let count: Int

        package init(profile: String, input: String, count: Int = 1) {
            self.profile = profile
            self.input = input
            self.count = count
        }
    }

    /// The new key's fingerprint, as it is shown.
    package let fingerprint: String
    /// The slots that open the vault as before.
    package let kept: [String]
    /// The slots that are gone; their owners have to be added again.
    package let removed: [String]
    /// What a holder of the old key may have a copy of.
    package let exposed: [Exposed]
    /// Whether `krok unlock` had left the old key in the keyring, from where it was taken.
    package fileprivate(set) var wasUnlocked = false
}

extension OpenVault {
    /// What a new key would do, before anything is done.
    ///
    /// The recipients come from the list inside the vault, never from a file in clear. Only the
    /// passphrase at hand can be wrapped again: nobody knows the others.
    package func planRekey(passphrase: Secret?) throws(Fault) -> Rekeying {
        try plan(for: document, key: nil, passphrase: passphrase)
    }

    private func plan(
        for document: VaultDocument, key: VaultKey?, passphrase: Secret?
    ) throws(Fault) -> Rekeying {
        let kept = document.slots.filter {
            $0.kind == .recipient || passphrase != nil && $0.name == slot
        }.map(\.name)
        let there = Set(document.slots.map(\.name) + (try folder.slotNames()))
        let exposed = document.profiles.flatMap { profile, values in
            values.map { input, value in
                Rekeying.Exposed(profile: profile, input: input, count: value.secrets)
            }
        }
        return Rekeying(
            fingerprint: Fingerprint.shown(key?.fingerprint ?? document.vault), kept: kept,
            removed: there.subtracting(kept).sorted(),
            exposed: exposed.filter { $0.count > 0 }
                .sorted { ($0.profile, $0.input) < ($1.profile, $1.input) })
    }

    /// Gives the vault a new key; `passphrase` is the one of the slot that it was opened through.
    ///
    /// Three scrypts with the one that opened the vault. A kill leaves the old or the new vault.
    package func rekey(passphrase: Secret?, workFactor: Int? = nil) throws(Fault) -> Rekeying {
        let new = VaultKey.generate()
        let own = try passphrase.map { (passphrase) throws(Fault) in
            try new.provenSlot(passphrase, workFactor: workFactor, path: folder.path)
        }
        var done: Rekeying?
        try move { (standing, file) throws(Fault) in
            let plan = try plan(for: standing, key: new, passphrase: passphrase)
            guard !plan.kept.isEmpty else { throw Fault.lastSlot(slot) }
            done = plan
            var document = standing.moved(to: new)
            document.slots.removeAll { !plan.kept.contains($0.name) }
            for name in plan.removed { document.note(.slotRemoved, subject: name, by: author) }
            document.note(.rekeyed, by: author)
            document.succeed(file)
            var files = VaultFolder.Rekeyed()
            for record in document.slots {
                files.slots[record.name] = try wrapped(new, for: record, own: own)
            }
            try inVault(folder.path) { () throws(VaultFault) in
                files.vault = try new.seal(document)
                guard try new.open(files.vault).generation == document.generation else {
                    throw .damaged
                }
            }
            files.previous = try previous(standing, under: new)
            try folder.replaceAll(with: files)
            return (new, document)
        }
        guard var done else { preconditionFailure("a vault moved without a plan") }
        // It opens nothing any more. The new one is not put there instead: who unlocked the vault
        // may be the one that is to be shut out. A keyring that fails fails nobody's rekeying.
        done.wasUnlocked = (try? folder.lock(in: opening.keyring)) ?? false
        return done
    }

    private func wrapped(
        _ key: VaultKey, for record: SlotRecord, own: [UInt8]?
    ) throws(Fault) -> [UInt8] {
        guard let recipient = record.recipient else {
            guard let own else { throw .notAPassphrase(slot: record.name) }
            return own
        }
        return try inVault(folder.path) { () throws(VaultFault) in
            try key.slot(recipient: recipient)
        }
    }

    /// The generations to keep, for the new key; one that does not open any more is let go.
    private func previous(
        _ standing: VaultDocument, under new: VaultKey
    ) throws(Fault) -> [Int: [UInt8]] {
        var documents = [standing.generation: standing]
        for generation in try folder.generations().filter({ $0 < standing.generation })
            .suffix(VaultFolder.kept - 1)
        {
            documents[generation] = try? folder.read(generation: generation, key: key)
        }
        var files: [Int: [UInt8]] = [:]
        for (generation, document) in documents {
            files[generation] = try inVault(folder.path) { () throws(VaultFault) in
                try new.seal(document.moved(to: new))
            }
        }
        return files
    }
}

extension VaultValue {
    /// How many secrets stand under this name: the one in use, the one before it, and the other
    /// versions that a merge kept, each with its own.
    fileprivate var secrets: Int {
        let own = kind == "secret" && content != nil ? 1 + (previous == nil ? 0 : 1) : 0
        return conflicting.reduce(own) { $0 + $1.secrets }
    }
}
