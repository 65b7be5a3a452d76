/// A file that somebody sealed for this person, whoever that was.
internal import Age
internal import Certificates
package import Secrecy

/// A received file, recognised and not yet opened.
package struct SealedFile: Sendable {
    /// What is needed to open it.
    package enum Lock: Equatable, Sendable {
        case ageIdentity
        case passphrase
        case privateKey
    }

    private enum Form: Sendable {
        case age([UInt8])
        case cms(CMS.File)
    }

    /// The largest file; an export has a few kilobytes.
    package static let largest = CMS.largestFile

    private let form: Form
    package let lock: Lock

    /// False where nobody could notice that the content was changed: CMS with CBC.
    package let isAuthenticated: Bool

    /// Recognises an age file, armored or not, or CMS as PEM or DER.
    package init(_ file: Secret) throws(HandoverError) {
        guard file.count <= SealedFile.largest else { throw .tooLarge(limit: SealedFile.largest) }
        if Age.isEncrypted(file.bytes) {
            let bytes = file.bytes.copiedBytes()
            do throws(AgeError) {
                let seen = try Age.inspect(bytes, limits: OpeningKey.limits)
                lock = seen.kinds.contains("scrypt") ? .passphrase : .ageIdentity
            } catch {
                throw SealedFile.refusal(error, .wrongKey)
            }
            form = .age(bytes)
            isAuthenticated = true
            return
        }
        do throws(CMSError) {
            let cms = try CMS.File(file)
            form = .cms(cms)
            lock = .privateKey
            isAuthenticated = cms.isAuthenticated
        } catch {
            throw SealedFile.refusal(error)
        }
    }

    /// The content, once all of it was verified.
    package func open(with key: OpeningKey) throws(HandoverError) -> Secret {
        switch (form, key) {
        case (.age(let bytes), .age(let key)):
            guard lock == .ageIdentity else { throw .keyOfOtherKind }
            return try SealedFile.open(
                bytes, with: key.identities.map { .x25519($0) }, otherwise: .wrongKey)
        case (.cms(let cms), .pem(let key)):
            do throws(CMSError) {
                return try cms.open(with: key.key)
            } catch {
                throw SealedFile.refusal(error)
            }
        default: throw .keyOfOtherKind
        }
    }

    /// The content of an age file that a passphrase opens.
    package func open(passphrase: Secret) throws(HandoverError) -> Secret {
        guard case .age(let bytes) = form, lock == .passphrase else { throw .keyOfOtherKind }
        return try SealedFile.open(
            bytes, with: [.passphrase(passphrase)], otherwise: .wrongPassphrase)
    }

    private static func open(
        _ bytes: [UInt8], with identities: [Identity], otherwise noMatch: HandoverError
    ) throws(HandoverError) -> Secret {
        do throws(AgeError) {
            return try Age.decrypt(bytes, with: identities, limits: OpeningKey.limits)
        } catch {
            throw refusal(error, noMatch)
        }
    }

    private static func refusal(_ error: AgeError, _ noMatch: HandoverError) -> HandoverError {
        switch error {
        case .noMatch: noMatch
        case .unsupported(let kinds): .unsupported(kinds.joined(separator: ", "))
        case .workFactorTooHigh(let logN, let limit): .tooMuchWork(logN: logN, limit: limit)
        case .outOfMemory: .noMemory
        case .fileTooLarge(_, let limit): .tooLarge(limit: limit)
        default: .damaged
        }
    }

    private static func refusal(_ error: CMSError) -> HandoverError {
        switch error {
        case .notCMS: .notSealedFile
        case .unsupported: .unsupported("CMS")
        case .wrongKey: .wrongKey
        case .tooLarge(let limit): .tooLarge(limit: limit)
        case .libraryMissing: .libraryMissing
        default: .damaged
        }
    }
}
