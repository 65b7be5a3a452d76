/// Identity files that are themselves encrypted with a passphrase, and identities that are typed.
internal import Age
package import Secrecy

/// What has to happen to an identity file before it opens a slot.
package enum IdentityLock {
    /// Whether `file` is an age file itself, armored or not, rather than an identity file.
    package static func isLocked(_ file: Secret) -> Bool { Age.isEncrypted(file.bytes) }

    /// So many bytes tell whether a file is an age file.
    package static let longestMark = 64

    /// Makes sure that `file`, decrypted, holds age identities, and says which line does not.
    package static func check(_ file: Secret) throws(IdentityProblem) {
        do throws(AgeError) {
            _ = try IdentityFile.parse(file)
        } catch {
            if case .unsupported(let kinds) = error, let kind = kinds.first {
                throw kind == "PEM" ? .pem : .foreign(kind: kind)
            }
            throw KeyMark.mistypedLine(of: file, error).map { .mistyped(line: $0) } ?? .none
        }
    }

    /// The identity file inside of an age file for a passphrase; one scrypt, log N 20 at most.
    ///
    /// Throws `.wrongKey` when the passphrase does not fit, `.badIdentity` when no passphrase
    /// could.
    package static func open(_ file: Secret, passphrase: Secret) throws(VaultFault) -> Secret {
        // Ciphertext: nothing in it is secret.
        let bytes = file.bytes.copiedBytes()
        let limits = Limits(fileBytes: 1 << 16, stanzas: 64, workFactor: VaultKey.largestWorkFactor)
        guard (try? Age.inspect(bytes, limits: limits))?.workFactor != nil else {
            throw .badIdentity(kind: nil)
        }
        do throws(AgeError) {
            return try Age.decrypt(bytes, with: [.passphrase(passphrase)], limits: limits)
        } catch {
            throw VaultFault(error, inSlot: true)
        }
    }

    /// A typed or scanned identity without its blanks and in upper case, as age writes it.
    ///
    /// People copy it from paper in groups and in either case; Bech32 knows no mixed case, so that
    /// nothing is lost. Nil when that is no identity: its checksum finds what was mistyped.
    package static func typed(_ line: Secret) -> Secret? {
        var text = SecretBuilder(capacity: max(line.count, 16))
        for index in 0..<line.count {
            let byte = line[index]
            switch byte {
            case 0x20, 0x09, 0x0D: continue
            case UInt8(ascii: "a")...UInt8(ascii: "z"): text.append(byte & ~0x20)
            default: text.append(byte)
            }
        }
        let identity = Secret(text.finish())
        return (try? X25519Identity(parsing: identity)) == nil ? nil : identity
    }
}
