/// What opens a received file: an age identity file or a PEM private key.
internal import Age
internal import Certificates
package import Secrecy

/// A key that was read; it may be encrypted itself.
package enum OpeningKey {
    case age(AgeKey)
    case pem(PEMKey)

    /// Age identities, and the file that they stand in, decrypted.
    package struct AgeKey {
        let identities: [X25519Identity]

        /// An identity file as `age-keygen` writes it, which may fit the vault as well.
        package let file: Secret
    }

    /// A private key of RSA or of an elliptic curve.
    package struct PEMKey {
        let key: PrivateKey
    }

    /// The largest file of a key.
    package static let largestFile = 1 << 16

    /// The most work that an encrypted key or file may ask for: log N 20 takes 1 GiB.
    package static let largestWorkFactor = 20

    static var limits: Limits {
        Limits(fileBytes: CMS.largestFile, stanzas: 256, workFactor: largestWorkFactor)
    }

    /// Whether a passphrase is needed to read the key in `file`.
    package static func isEncrypted(_ file: Secret) -> Bool {
        Age.isEncrypted(file.bytes) || PrivateKey.isEncrypted(file)
    }

    /// Reads a key; refused as `keyEncrypted` where a passphrase is needed and none is given.
    package init(_ file: Secret, passphrase: Secret? = nil) throws(HandoverError) {
        guard file.count <= OpeningKey.largestFile else {
            throw .tooLarge(limit: OpeningKey.largestFile)
        }
        if !Age.isEncrypted(file.bytes), Certificate.isPEM(file) {
            do throws(CMSError) {
                self = .pem(PEMKey(key: try PrivateKey(file, passphrase: passphrase)))
            } catch {
                switch error {
                case .keyEncrypted: throw .keyEncrypted
                case .wrongPassphrase: throw .wrongKeyPassphrase
                case .libraryMissing: throw .libraryMissing
                default: throw .badKey(kind: nil)
                }
            }
            return
        }
        var plain = file
        do throws(AgeError) {
            if Age.isEncrypted(file.bytes) {
                guard let passphrase else { throw AgeError.identityFileEncrypted }
                plain = try Age.decrypt(
                    file.bytes.copiedBytes(), with: [.passphrase(passphrase)],
                    limits: OpeningKey.limits)
            }
            self = .age(AgeKey(identities: try IdentityFile.parse(plain), file: plain))
        } catch {
            if let line = KeyMark.mistypedLine(of: plain, error) { throw .mistypedKey(line: line) }
            throw OpeningKey.refusal(error)
        }
    }

    private static func refusal(_ error: AgeError) -> HandoverError {
        switch error {
        case .identityFileEncrypted: .keyEncrypted
        case .workFactorTooHigh(let logN, let limit): .tooMuchWork(logN: logN, limit: limit)
        case .outOfMemory: .noMemory
        case .unsupported(let kinds): .badKey(kind: kinds.first)
        case .identity, .identityFileEmpty, .fileTooLarge: .badKey(kind: nil)
        // A wrong passphrase and a damaged file look the same.
        default: .wrongKeyPassphrase
        }
    }
}
