/// The key that `vault.age` is encrypted to, and the slots that hold it.
internal import Age
package import Secrecy

/// An X25519 identity that only the slots of its vault hold.
///
/// Its public half is never written in clear: whoever does not know it cannot make a file that
/// this key opens, and so cannot replace the vault unnoticed.
package struct VaultKey: Sendable {
    let identity: X25519Identity

    /// A new key.
    package static func generate() -> VaultKey { VaultKey(identity: .generate()) }

    init(identity: X25519Identity) { self.identity = identity }

    /// A hash of the public half, in hexadecimal: names the vault and gives nothing away.
    package var fingerprint: String { identity.recipient.fingerprint }

    // MARK: Slots

    /// The most work that a slot may ask for: log N 20 takes 1 GiB.
    package static let largestWorkFactor = 20

    /// What age itself uses: 256 MiB and about a second.
    package static let usualWorkFactor = Age.usualWorkFactor

    /// The slot file that `passphrase` opens: an identity file inside an age file.
    package func slot(
        passphrase: Secret, workFactor: Int = usualWorkFactor
    ) throws(VaultFault) -> [UInt8] {
        let file = IdentityFile.render(
            identity, publicKey: false, comments: ["the key of a krok vault"])
        do throws(AgeError) {
            return try Age.encrypt(
                file, to: [.passphrase(passphrase, workFactor: workFactor)])
        } catch {
            throw VaultFault(error, inSlot: true)
        }
    }

    /// The key in a slot file; one scrypt.
    package init(slot file: [UInt8], passphrase: Secret) throws(VaultFault) {
        let limits = Limits(fileBytes: 1 << 16, stanzas: 64, workFactor: VaultKey.largestWorkFactor)
        do throws(AgeError) {
            let identities = try IdentityFile.open(file, passphrase: passphrase, limits: limits)
            identity = identities[0]
        } catch {
            throw VaultFault(error, inSlot: true)
        }
    }

    /// The slot file that the holder of an age recipient opens.
    package func slot(recipient: String) throws(VaultFault) -> [UInt8] {
        let file = IdentityFile.render(
            identity, publicKey: false, comments: ["the key of a krok vault"])
        do throws(AgeError) {
            return try Age.encrypt(file, to: [Recipient(parsing: recipient)])
        } catch {
            if case .unsupported(let kinds) = error { throw .badRecipient(kind: kinds.first) }
            throw .badRecipient(kind: nil)
        }
    }

    /// The key in a slot file for a recipient; `identities` is an age identity file.
    package init(slot file: [UInt8], identities: Secret) throws(VaultFault) {
        let keys: [X25519Identity]
        do throws(AgeError) {
            keys = try IdentityFile.parse(identities)
        } catch {
            if case .unsupported(let kinds) = error { throw .badIdentity(kind: kinds.first) }
            throw .badIdentity(kind: nil)
        }
        do throws(AgeError) {
            let opened = try Age.decrypt(
                file, with: keys.map { .x25519($0) },
                limits: Limits(fileBytes: 1 << 16, stanzas: 64))
            identity = try IdentityFile.parse(opened)[0]
        } catch {
            throw VaultFault(error, inSlot: true)
        }
    }

    /// What a slot shows without being opened; nil when it is no age file.
    package static func describe(slot file: [UInt8]) -> (kinds: [String], workFactor: Int?)? {
        guard let seen = try? Age.inspect(file) else { return nil }
        return (seen.kinds, seen.workFactor)
    }

    // MARK: The vault

    /// The largest `vault.age` that is read.
    package static let largestVault = 64 << 20

    static let limits = Limits(fileBytes: largestVault, stanzas: 64)

    /// `vault.age` for `document`.
    package func seal(_ document: VaultDocument) throws(VaultFault) -> [UInt8] {
        do throws(AgeError) {
            return try Age.encrypt(document.plaintext(), to: [.x25519(identity.recipient)])
        } catch {
            throw VaultFault(error, inSlot: false)
        }
    }

    /// What tells one file from every other that was ever written: the SHA-256, in hexadecimal, of
    /// header and nonce.
    ///
    /// Both are drawn anew for every file, and the header's MAC binds them to the file key: it is
    /// not the whole file that has to be read again to know it.
    package static func mark(of file: [UInt8]) -> String {
        let length = (try? Age.inspect(file, limits: limits))?.headerLength
        return mark(of: file, headerLength: length ?? file.count)
    }

    /// The same for a file whose header is known, of which the beginning is enough.
    static func mark(of start: [UInt8], headerLength: Int) -> String {
        let end = min(start.count, headerLength + 16)
        return sha256(start.raw.extracting(0..<end)).hexadecimal
    }

    /// The document in `vault.age`, which has to be this key's own.
    package func open(_ file: [UInt8]) throws(VaultFault) -> VaultDocument {
        let plaintext: Secret
        do throws(AgeError) {
            plaintext = try Age.decrypt(
                file, with: [.x25519(identity)], limits: VaultKey.limits)
        } catch {
            throw VaultFault(error, inSlot: false)
        }
        let document = try VaultDocument(plaintext: plaintext)
        guard document.vault == fingerprint else { throw .mixedUp }
        return document
    }
}

extension VaultFault {
    init(_ fault: AgeError, inSlot: Bool) {
        switch fault {
        case .workFactorTooHigh(let logN, let limit):
            self = .tooMuchWork(logN: logN, limit: limit)
        case .outOfMemory: self = .noMemory
        default:
            if inSlot {
                // A wrong passphrase, a cut file and a flipped bit are not told apart: whoever
                // damages a slot learns nothing, and the cure is the same.
                self = .wrongKey
            } else {
                self = fault == .noMatch ? .foreign : .damaged
            }
        }
    }
}
