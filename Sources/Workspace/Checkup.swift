/// Everything about a vault and its machine that can be looked at: `krok doctor`.
internal import Platform
internal import Vaults

/// Looks, and changes nothing; opens the vault only where somebody hands it over open.
package struct Checkup {
    let environment: Environment
    let path: String
    let vault: OpenVault?
    /// Why the vault did not open although a way in was given.
    let refusal: Fault?

    /// The usual work of a passphrase slot; less is cheaper to guess.
    private static let usualWork = VaultKey.usualWorkFactor

    /// After this many days a recovery key should be tried again, and an old secret dropped.
    private static let longTime = (recovery: 180, secret: 30)

    package init(
        _ environment: Environment, path: String, vault: OpenVault?, refusal: Fault? = nil
    ) {
        self.environment = environment
        self.path = path
        self.vault = vault
        self.refusal = refusal
    }

    /// Everything, in the order of a reading: files, ways in, vault, git, memory of the machine.
    package func findings() throws(Fault) -> [Finding] {
        let files = files()
        let machine = pinsOrTrouble() + memory() + clock()
        let outside: VaultFolder.Outside
        do throws(Fault) {
            outside = try VaultFolder(at: path).outside()
        } catch {
            // A folder that Krok refuses is what the findings are about.
            guard files.contains(where: { $0.level == .wrong }) else { throw error }
            return files + opening() + machine
        }
        guard outside.isMade else {
            return files + slots(outside) + missing(outside) + GitCheck(path).findings() + machine
        }
        return files + slots(outside) + recovery(outside) + opening() + rotation()
            + GitCheck(path).findings() + machine
    }

    // MARK: Files

    private func files() -> [Finding] {
        var findings: [Finding] = []
        for part in ["", "keys", "previous", "progress"] {
            let inner = part.isEmpty ? path : path + "/" + part
            guard let permissions = Files.permissions(inner) else { continue }
            findings += look(at: inner, permissions, isFolder: true)
            for name in part.isEmpty ? ["vault.age"] : Files.names(in: inner) {
                let file = inner + "/" + name
                guard let permissions = Files.permissions(file) else { continue }
                findings += look(at: file, permissions, isFolder: false)
            }
            for name in Files.names(in: inner) where name.hasPrefix(".krok-new-") {
                findings.append(Finding(.note, .leftover, ["path": inner + "/" + name]))
            }
        }
        if let room = Files.permissions(path + "/rekey") {
            let isOurs = room.own && room.bits & 0o1000 != 0
            findings.append(
                isOurs
                    ? Finding(.note, .unfinishedRekey, ["path": path])
                    : Finding(.wrong, .strangeRekey, ["path": path + "/rekey"]))
        }
        findings += closedToUs()
        return findings.isEmpty ? [Finding(.fine, .filesFine, ["path": path])] : findings
    }

    /// Folders in which nothing can be saved: a mount that is read-only, or missing permission.
    private func closedToUs() -> [Finding] {
        let parts = ["", "/keys", "/previous", "/progress"].map { path + $0 }
        let closed = parts.filter { Files.isFolder($0) && !Files.canWrite(inFolder: $0) }
        // On a read-only mount it is all of them: one word is enough.
        return closed.prefix(1).map { Finding(.wrong, .notWritable, ["path": $0]) }
    }

    private func look(
        at path: String, _ permissions: (bits: UInt32, own: Bool), isFolder: Bool
    ) -> [Finding] {
        guard permissions.own else { return [Finding(.wrong, .notYours, ["path": path])] }
        guard isFolder ? Files.isFolder(path) : Files.isFile(path) else {
            return [Finding(.wrong, .notAFile, ["path": path])]
        }
        let mode = isFolder ? "700" : "600"
        if permissions.bits & 0o022 != 0 {
            return [Finding(.wrong, .othersMayWrite, ["path": path, "mode": mode])]
        }
        // Git makes files of mode 0644: they are encrypted, and the folder may be closed.
        if permissions.bits & 0o044 != 0 {
            return [Finding(.note, .othersMayRead, ["path": path, "mode": mode])]
        }
        return []
    }

    // MARK: Ways in

    private func slots(_ outside: VaultFolder.Outside) -> [Finding] {
        guard !outside.slots.isEmpty else {
            return [Finding(.wrong, .noSlots, ["path": path + "/keys"])]
        }
        var findings: [Finding] = []
        for slot in outside.slots {
            let name = ["slot": slot.name]
            if slot.kinds.isEmpty { findings.append(Finding(.wrong, .slotBroken, name)) }
            if let work = slot.workFactor, work < Checkup.usualWork {
                let details = [
                    "slot": slot.name, "work": "\(work)", "usual": "\(Checkup.usualWork)",
                ]
                findings.append(Finding(.note, .slotWeak, details))
            }
        }
        if let listed = vault?.document.slots.map(\.name) {
            let files = outside.slots.map(\.name)
            findings += files.filter { !listed.contains($0) }.map {
                Finding(.wrong, .slotUnlisted, ["slot": $0])
            }
            findings += listed.filter { !files.contains($0) }.map {
                Finding(.wrong, .slotWithoutFile, ["slot": $0])
            }
        }
        if let slot = outside.slots.first, outside.slots.count == 1, isForRecovery(slot) {
            findings.append(Finding(.note, .onlyOneSlot))
        }
        return findings.isEmpty
            ? [Finding(.fine, .slotsFine, ["count": "\(outside.slots.count)"])] : findings
    }

    /// Each recovery key: one on paper that was never tried is one that may not be there.
    private func recovery(_ outside: VaultFolder.Outside) -> [Finding] {
        let slots = outside.slots.filter(isForRecovery)
        return slots.isEmpty
            ? [Finding(.note, .recoveryMissing)] : slots.map { recovery($0.name) }
    }

    private func isForRecovery(_ slot: VaultFolder.Outside.Slot) -> Bool {
        OpenVault.isRecoverySlot(slot.name) && slot.workFactor == nil
    }

    private func recovery(_ slot: String) -> Finding {
        guard let time = pin?.opened[slot], let day = Clock.day(of: time),
            !isNewer(slot, than: time)
        else { return Finding(.note, .recoveryNeverTried, ["slot": slot]) }
        let age = environment.clock.day - day
        return Finding(
            age > Checkup.longTime.recovery ? .note : .fine,
            age > Checkup.longTime.recovery ? .recoveryTriedLongAgo : .recoveryTried,
            ["slot": slot, "date": String(time.prefix(10))])
    }

    /// Whether the key was replaced since then, on another machine; only the open vault tells.
    private func isNewer(_ slot: String, than time: String) -> Bool {
        vault?.document.history.contains {
            $0.event == .slotAdded && $0.subject == slot && $0.time > time
        } ?? false
    }

    // MARK: The vault

    private func opening() -> [Finding] {
        if let vault {
            let details = ["slot": vault.slot, "generation": "\(vault.document.generation)"]
            return [Finding(.fine, .opens, details)]
        }
        guard let refusal else { return [Finding(.note, .notOpened)] }
        return [doubt(refusal) ?? Finding(.wrong, .opensNot)]
    }

    /// What a vault that opens, and is not the one that this machine knows, looks like.
    private func doubt(_ refusal: Fault) -> Finding? {
        switch refusal {
        case .mistrusted(let path, let fingerprint, let generation, let mistrust):
            var details = [
                "path": path, "fingerprint": fingerprint, "generation": "\(generation)",
            ]
            switch mistrust {
            case .stranger(let known, let knownGeneration):
                details["known"] = known
                details["known-generation"] = knownGeneration.map { "\($0)" } ?? "?"
                return Finding(.wrong, .vaultReplaced, details)
            case .older(let known):
                details["known-generation"] = "\(known)"
                return Finding(.wrong, .vaultOlder, details)
            case .fork:
                details["known-generation"] = "\(generation)"
                return Finding(.wrong, .vaultFork, details)
            }
        case .unknownVault(let use):
            return Finding(
                .wrong, .vaultUnknown,
                ["path": use.path, "slot": use.slot, "fingerprint": use.fingerprint])
        default: return nil
        }
    }

    /// Whether a finding tells the whole of why the vault did not open.
    package static func tells(_ refusal: Fault) -> Bool {
        switch refusal {
        case .mistrusted, .unknownVault: true
        default: false
        }
    }

    private func missing(_ outside: VaultFolder.Outside) -> [Finding] {
        let kept = (try? VaultFolder(at: path).generations()) ?? []
        let shown = kept.map { "\($0)" }.joined(separator: ", ")
        return [Finding(.wrong, .vaultMissing, ["path": path, "kept": shown])]
    }

    private func rotation() -> [Finding] {
        guard let profiles = vault?.document.profiles else { return [] }
        var findings: [Finding] = []
        for (profile, values) in profiles.sorted(by: { $0.key < $1.key }) {
            for (input, value) in values.sorted(by: { $0.key < $1.key }) {
                guard value.previous != nil, let day = Clock.day(of: value.time),
                    environment.clock.day - day > Checkup.longTime.secret
                else { continue }
                let details = [
                    "profile": profile, "input": input, "date": String(value.time.prefix(10)),
                ]
                findings.append(Finding(.note, .secretKeptLong, details))
            }
        }
        return findings
    }
}
