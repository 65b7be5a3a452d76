/// Ways in, added and taken away.
package import Secrecy
package import Vaults

/// What a slot may be called: its name is a file name that everybody sees.
package enum SlotName {
    /// The name, if it is 1 to 64 small letters, digits and hyphens and begins with none of these.
    package static func checked(_ text: String) throws(Fault) -> String {
        let isFine =
            (1...64).contains(text.utf8.count) && text.first != "-"
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
        guard isFine else { throw .badSlotName(text) }
        return text
    }
}

extension OpenVault {
    /// Adds a slot that a passphrase opens: two scrypts, one to write and one to prove.
    package func addSlot(
        _ text: String, passphrase: Secret, workFactor: Int? = nil
    ) throws(Fault) {
        let name = try SlotName.checked(text)
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        let file = try key.provenSlot(passphrase, workFactor: workFactor, path: folder.path)
        try add(SlotRecord(name: name, kind: .passphrase)) { () throws(Fault) in
            try folder.writeSlot(name, file)
        }
    }

    /// Adds a slot that the holder of an age recipient opens.
    package func addSlot(_ text: String, recipient: String) throws(Fault) {
        let name = try SlotName.checked(text)
        let file = try inVault(folder.path) { () throws(VaultFault) in
            try key.slot(recipient: recipient)
        }
        try add(SlotRecord(name: name, kind: .recipient, recipient: recipient)) {
            () throws(Fault) in try folder.writeSlot(name, file)
        }
    }

    /// The file comes first: after a failure it may be there without being listed, and it may be
    /// added again under another name; the other way round a listed slot would open nothing.
    private func add(
        _ slot: SlotRecord, _ write: () throws(Fault) -> Void
    ) throws(Fault) {
        try change { (document, author) throws(Fault) in
            guard !document.slots.contains(where: { $0.name == slot.name }),
                try !folder.slotNames().contains(slot.name)
            else { throw Fault.slotExists(slot.name) }
            try write()
            document.slots.append(slot)
            document.note(.slotAdded, subject: slot.name, by: author)
        }
    }

    /// Whether a slot stands there that a new recovery key would take the place of.
    ///
    /// Refused when a passphrase opens it: that is somebody's way in and no recovery key. So is a
    /// name that does not tell what the slot is for: `krok doctor` would not know the key.
    package func hasRecoverySlot(_ text: String) throws(Fault) -> Bool {
        let name = try SlotName.checked(text)
        guard OpenVault.isRecoverySlot(name) else { throw .badRecoveryName(name) }
        let files = try folder.slotNames()
        let listed = document.slots.first { $0.name == name }
        if listed?.kind == .passphrase { throw .slotExists(name) }
        // A file that the list does not know is nobody's to replace.
        if listed == nil, files.contains(name) { throw .slotExists(name) }
        return listed != nil
    }

    /// Adds a slot for a recovery key, in the place of an earlier one of that name.
    ///
    /// The file comes first, as in `add`; where the vault cannot be saved after it, the earlier
    /// file is put back, so that the paper that is about still opens the vault.
    package func setRecovery(_ text: String, _ key: RecoveryKey) throws(Fault) {
        guard try hasRecoverySlot(text) else {
            return try addSlot(text, recipient: key.recipient)
        }
        let file = try inVault(folder.path) { () throws(VaultFault) in
            try self.key.slot(recipient: key.recipient)
        }
        let earlier = try folder.slotFile(text)
        do throws(Fault) {
            try change { (document, author) throws(Fault) in
                try folder.writeSlot(text, file)
                document.slots.removeAll { $0.name == text }
                document.note(.slotRemoved, subject: text, by: author)
                document.slots.append(
                    SlotRecord(name: text, kind: .recipient, recipient: key.recipient))
                document.note(.slotAdded, subject: text, by: author)
            } then: { (_: Void) throws(Fault) in
                // The new key was never tried, whatever is known of the earlier one.
                try opening.pins.forget(slot: text, of: self.key.fingerprint)
            }
        } catch {
            if let earlier { try? folder.writeSlot(text, earlier) }
            throw error
        }
    }

    /// Takes a way in away; the last one stays.
    ///
    /// Whoever had it may hold a copy of the slot file: it opens every copy of the vault that is
    /// encrypted to the same key.
    package func removeSlot(_ name: String) throws(Fault) {
        try change { (document, author) throws(Fault) in
            let files = try folder.slotNames()
            guard files.contains(name) || document.slots.contains(where: { $0.name == name })
            else { throw Fault.noSlot(name: name, known: files) }
            let others = document.slots.map(\.name).filter { $0 != name && files.contains($0) }
            guard !others.isEmpty else { throw Fault.lastSlot(name) }
            document.slots.removeAll { $0.name == name }
            document.note(.slotRemoved, subject: name, by: author)
        } then: { (_: Void) throws(Fault) in
            try folder.removeSlot(name)
            // Another slot may be given this name.
            try opening.pins.forget(slot: name, of: key.fingerprint)
        }
    }
}

extension VaultKey {
    /// A slot that a passphrase opens, proven to open: two scrypts, and no lock held meanwhile.
    func provenSlot(
        _ passphrase: Secret, workFactor: Int?, path: String
    ) throws(Fault) -> [UInt8] {
        let file = try inVault(path) { () throws(VaultFault) in
            try slot(passphrase: passphrase, workFactor: workFactor ?? VaultKey.usualWorkFactor)
        }
        let back = try inVault(path) { () throws(VaultFault) in
            try VaultKey(slot: file, passphrase: passphrase)
        }
        guard back.fingerprint == fingerprint else { throw .notWritten }
        return file
    }
}
