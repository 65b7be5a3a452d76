/// A vault that stays unlocked for a while: its key waits in the session keyring.
internal import Platform
internal import Secrecy
internal import Vaults

/// How an unlocked vault looks from outside.
package enum Unlocked: Equatable, Sendable {
    case no
    /// For at least so many seconds; nil when the kernel does not tell.
    case yes(seconds: Int?)
}

extension VaultFolder {
    /// What the key is called in the keyring: a hash, since names of keys are public.
    package var keyName: String {
        "krok:" + sha256(Array((Files.resolved(path) ?? path).utf8).raw).hexadecimal
    }

    /// The vault, opened with the key that `krok unlock` left; nil when there is none that fits.
    ///
    /// A key of an earlier vault, of a vault that was given another key since, or something that is
    /// no key at all means the same as none: whoever wants in is asked. What is wrong with the
    /// vault itself is then found, and told, on the ordinary way.
    package func openUnlocked(
        slot named: String? = nil, in environment: Environment, _ opening: Opening
    ) throws(Fault) -> OpenVault? {
        guard let payload = try? environment.keyring.read(keyName),
            let (key, slot) = VaultKey.unlocked(payload), named == nil || named == slot
        else { return nil }
        do throws(Fault) {
            return try OpenVault(self, key: key, slot: slot, kind: .passphrase, opening: opening)
        } catch {
            guard case .damagedVault = error else { throw error }
            return nil
        }
    }

    /// Whether a key is waiting that opens the vault as it stands; one that does not is no way in.
    package func unlocked(in environment: Environment) -> Unlocked {
        guard let payload = try? environment.keyring.read(keyName),
            let (key, _) = VaultKey.unlocked(payload), opensUndoubted(key, in: environment)
        else { return .no }
        do throws(KeyringFault) {
            return .yes(seconds: try environment.keyring.secondsLeft(keyName))
        } catch {
            return .no
        }
    }

    /// Whether `key` opens a vault that this machine would not refuse; notes and asks nothing.
    private func opensUndoubted(_ key: VaultKey, in environment: Environment) -> Bool {
        let opening = Opening(environment)
        do throws(Fault) {
            let table = try opening.pins.table()
            let found = try read(key: key)
            _ = try opening.judge(Sighting(path, key, found.document, found.file), by: table)
            return true
        } catch {
            return false
        }
    }

    /// Takes the key out of the keyring; false when none was there.
    @discardableResult
    package func lock(in environment: Environment) throws(Fault) -> Bool {
        try lock(in: environment.keyring)
    }

    func lock(in keyring: SessionKeyring) throws(Fault) -> Bool {
        do throws(KeyringFault) {
            try keyring.remove(keyName)
            return true
        } catch {
            switch error {
            case .missing, .expired, .unavailable: return false
            case .quota, .failed: throw .keyring(error)
            }
        }
    }
}

extension OpenVault {
    /// Leaves the key in the keyring for `seconds`, and has another process prove that it is there.
    ///
    /// `proof` runs a second process that opens this vault with the key; where it cannot, the key
    /// is taken back: a keyring that no other program reaches would promise what it cannot hold.
    package func leaveUnlocked(
        seconds: Int, in environment: Environment, proof: () -> Bool
    ) throws(Fault) {
        do throws(KeyringFault) {
            try environment.keyring.add(key.payload(slot: slot), folder.keyName, seconds)
        } catch {
            throw .keyring(error)
        }
        guard !proof() else { return }
        do throws(KeyringFault) {
            _ = try environment.keyring.read(folder.keyName)
        } catch {
            throw .keyring(error)
        }
        try folder.lock(in: environment)
        throw .keyring(.unavailable)
    }
}
