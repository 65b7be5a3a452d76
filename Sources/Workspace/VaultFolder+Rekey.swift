/// A new vault key on disk: several files that have to change as one.
internal import Platform
internal import Secrecy

extension VaultFolder {
    /// What a vault consists of under its new key.
    struct Rekeyed {
        /// The slots, by name.
        var slots: [String: [UInt8]] = [:]
        /// The kept generations, by number.
        var previous: [Int: [UInt8]] = [:]
        var vault: [UInt8] = []
    }

    /// Where the new files are prepared, and where they stand once they are all there.
    private static let preparing = "rekey.new"
    private static let prepared = "rekey"
    /// Where the files of the old key wait to be removed.
    private static let outgoing = "old-"

    /// Puts `files` in the place of everything that the vault consists of; call it locked.
    ///
    /// The new files are written beside the old ones. One rename says that they are complete; from
    /// then on whoever comes next finishes what a killed run left, and before it nothing happened.
    func replaceAll(with files: Rekeyed) throws(Fault) {
        if let name = files.slots.keys.first(where: { !VaultFolder.isFileName($0) }) {
            throw .badSlotName(name)
        }
        try onDisk { () throws(FileFault) in
            try folder.removeFolder(VaultFolder.preparing)
            let room = try folder.folder(VaultFolder.preparing, create: true)
            let keys = try room.folder("keys", create: true)
            for (name, file) in files.slots {
                try keys.replace(name + VaultFolder.slotSuffix, with: file.raw)
            }
            let previous = try room.folder("previous", create: true)
            for (generation, file) in files.previous {
                try previous.replace(String(generation) + ".age", with: file.raw)
            }
            try room.replace(VaultFolder.vaultFile, with: files.vault.raw)
            try room.mark()
            try folder.rename(VaultFolder.preparing, to: VaultFolder.prepared)
        }
        try finishRekeyUnderLock()
    }

    /// Finishes a change of the vault key that was interrupted, before anything is opened.
    func finishRekey() throws(Fault) {
        guard Files.isFolder(path + "/" + VaultFolder.prepared) else { return }
        // Taking the lock does it.
        try locked { () throws(Fault) in }
    }

    /// The same for whoever holds the lock already; every step may be repeated.
    ///
    /// Refused where the folder has not the mark of a change that was prepared here: whoever may
    /// write to a git repository could put one there, and the old files would be gone.
    func finishRekeyUnderLock() throws(Fault) {
        try onDisk { () throws(FileFault) in
            try folder.removeFolder(VaultFolder.preparing)
        }
        guard let room = try markedRoom() else { return }
        try onDisk { () throws(FileFault) in
            for part in ["keys", "previous"] where try room.names().contains(part) {
                if try folder.names().contains(part) {
                    try folder.move(part, into: room, as: VaultFolder.outgoing + part)
                }
                try room.move(part, into: folder, as: part)
            }
            if try room.names().contains(VaultFolder.vaultFile) {
                try room.move(VaultFolder.vaultFile, into: folder, as: VaultFolder.vaultFile)
            }
            for part in ["keys", "previous"] {
                try room.removeFolder(VaultFolder.outgoing + part)
            }
            try folder.removeFolder(VaultFolder.prepared)
        }
    }

    private func markedRoom() throws(Fault) -> Folder? {
        let room = try onDisk { () throws(FileFault) -> Folder? in
            guard try folder.names().contains(VaultFolder.prepared) else { return nil }
            return try folder.folder(VaultFolder.prepared)
        }
        guard let room else { return nil }
        guard try onDisk({ () throws(FileFault) in try room.isMarked() }) else {
            throw .strangeRekey(path: path + "/" + VaultFolder.prepared)
        }
        return room
    }
}
