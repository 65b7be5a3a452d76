/// The second half of a checkup: what this machine remembers, its memory, its clock.
internal import Platform
internal import Vaults

extension Checkup {
    // MARK: Pins

    var pins: Pins { Pins(environment) }

    /// What is remembered of the vault, of the open one or as it was last seen here.
    ///
    /// Nil as well where the memory cannot be read: that is a finding of its own.
    var pin: Pins.Pin? {
        guard let fingerprint = vault?.document.vault ?? (try? pins.fingerprint(at: path)) else {
            return nil
        }
        return try? pins.pin(of: fingerprint)
    }

    private func pinFindings() throws(Fault) -> [Finding] {
        // The finding about the vault says what is known, and that this is not it.
        if case .mistrusted? = refusal { return [] }
        guard let fingerprint = try pins.fingerprint(at: path),
            let pin = try pins.pin(of: fingerprint)
        else { return [Finding(.note, .notPinned)] }
        let details = [
            "fingerprint": Fingerprint.shown(fingerprint), "generation": "\(pin.generation)",
        ]
        return [Finding(.fine, .pinned, details)]
    }

    func pinsOrTrouble() -> [Finding] {
        guard pins.canBeWritten else {
            return [Finding(.wrong, .pinsNotKept, ["path": pins.path])]
        }
        do throws(Fault) {
            return try pinFindings()
        } catch {
            // Also where it belongs to somebody else: nothing opens then, and that says more.
            return [Finding(.wrong, .pinsBroken, ["path": pins.path])]
        }
    }

    // MARK: The machine

    /// Room for a vault of a few hundred profiles; the working memory of scrypt is never locked.
    private static let enoughMemory = 1 << 20

    func memory() -> [Finding] {
        var findings: [Finding] = []
        if let limit = MachineFacts.lockableMemory, limit < Checkup.enoughMemory {
            let details = ["found": "\(limit / 1024)", "needed": "\(Checkup.enoughMemory / 1024)"]
            findings.append(Finding(.note, .memoryNotLockable, details))
        }
        let swaps = MachineFacts.swaps
        if !swaps.isEmpty {
            findings.append(Finding(.note, .swap, ["devices": swaps.joined(separator: ", ")]))
        }
        if MachineFacts.dumpsCore { findings.append(Finding(.wrong, .dumpsCore)) }
        return findings.isEmpty ? [Finding(.fine, .memoryFine)] : findings
    }

    /// So many seconds the clocks of colleagues may be apart before it is worth a word.
    private static let slack = 300

    /// A vault that nobody changed for so many seconds is rarer than a clock that runs ahead.
    private static let longSilence = 2 * 366 * 86_400

    /// Behind can be told by what was recorded; ahead can only be guessed, and nothing offline
    /// proves it: what this clock stamped runs ahead with it.
    func clock() -> [Finding] {
        let history = vault?.document.history.map(\.time) ?? []
        let times = history + (pin.map { Array($0.opened.values) } ?? [])
        let now = environment.clock.now
        if let newest = times.max(),
            newest > Clock.text(environment.clock.seconds + Checkup.slack)
        {
            return [Finding(.wrong, .clockBehind, ["time": now, "newest": newest])]
        }
        if let changed = history.max(),
            changed < Clock.text(environment.clock.seconds - Checkup.longSilence)
        {
            return [Finding(.note, .clockAhead, ["time": now, "newest": changed])]
        }
        return [Finding(.fine, .clockFine, ["time": now])]
    }
}
