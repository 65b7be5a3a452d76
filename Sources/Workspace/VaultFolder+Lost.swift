/// A vault whose `vault.age` is gone: what is said of it, and the way back from a kept generation.
internal import Platform
internal import Secrecy
internal import Vaults

extension VaultFolder {
    /// What a folder without `vault.age` is: no vault, or one that lost its file.
    package var withoutFile: Fault {
        let kept = (try? generations()) ?? []
        let slots = (try? slotNames()) ?? []
        return kept.isEmpty && slots.isEmpty
            ? .noVault(path: path) : .lostVaultFile(path: path, kept: kept)
    }

    /// Makes `vault.age` again from a kept generation, as a generation that is newer than all that
    /// was seen: to go back was somebody's wish, and no file of before passes for it.
    func revive(
        _ generation: Int, key: VaultKey, slot: String, kind: SlotRecord.Kind, opening: Opening
    ) throws(Fault) -> OpenVault {
        try locked { () throws(Fault) in
            guard Files.permissions(path + "/" + VaultFolder.vaultFile) == nil else {
                throw Fault.vaultExists(path: path)
            }
            var document = try read(generation: generation, key: key)
            let table = try opening.pins.table()
            let seen = table.vaults[key.fingerprint]?.generation ?? 0
            document.note(
                .restored, subject: String(generation),
                by: VaultDocument.Author(slot: slot, time: opening.clock.now))
            document.succeed(nil, laterThan: max(seen, try generations().last ?? 0))
            // A stranger's vault is refused before anything of it takes the place of this one's.
            _ = try opening.judge(Sighting(path, key, document, []), by: table)
            _ = try write(document, key: key)
        }
        return try OpenVault(self, key: key, slot: slot, kind: kind, opening: opening)
    }
}

extension Session {
    /// Brings a vault back that lost its `vault.age`, by the usual ways in.
    package func revive(_ generation: Int) throws(Fault) {
        let folder = try VaultFolder(at: place.path)
        let kept = try folder.generations()
        guard !kept.isEmpty else { throw folder.withoutFile }
        guard kept.contains(generation) else { throw .noGeneration(generation, known: kept) }
        adopt(try revived(generation, in: folder))
    }

    private func revived(_ generation: Int, in folder: VaultFolder) throws(Fault) -> OpenVault {
        if let way = try identityWay(into: folder) {
            return try folder.revive(
                generation, key: way.key, slot: way.slot, kind: .recipient, opening: opening)
        }
        return try folder.revive(
            generation, key: try passphraseWay(into: folder), slot: slot, kind: .passphrase,
            opening: opening)
    }
}
