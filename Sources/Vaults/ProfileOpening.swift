/// A vault that is opened for the sake of one profile, a piece at a time.
internal import Age
internal import Secrecy

/// Verifies all of `vault.age`, and keeps no more of it than one profile.
///
/// ```swift
/// let opening = try ProfileOpening(key, profile, start: beginning, length: length)
/// while let place = opening.next { try opening.take(read(place)) }
/// let document = try opening.document()
/// ```
package final class ProfileOpening {
    private let fingerprint: String
    private let profile: String
    private let opening: PiecewiseOpening
    private let sieve: ProfileSieve

    /// What tells this file from every other: see `VaultKey.mark`.
    package let mark: String

    /// Takes the beginning of the file, with its header, and the length of all of it.
    package init(
        _ key: VaultKey, _ profile: String, start: [UInt8], length: Int
    ) throws(VaultFault) {
        let opening: PiecewiseOpening
        do throws(AgeError) {
            opening = try PiecewiseOpening(
                start: start, length: length, with: [.x25519(key.identity)],
                limits: VaultKey.limits)
        } catch {
            throw VaultFault(error, inSlot: false)
        }
        mark = VaultKey.mark(of: start, headerLength: opening.headerLength)
        self.opening = opening
        sieve = ProfileSieve(profile)
        fingerprint = key.fingerprint
        self.profile = profile
    }

    /// Where in the file the next piece stands; nil once all of it was verified.
    package var next: Range<Int>? { opening.next }

    /// Takes the bytes that stand at `next`.
    package func take(_ sealed: [UInt8]) throws(VaultFault) {
        do throws(AgeError) {
            try opening.open(sealed.raw)
        } catch {
            throw VaultFault(error, inSlot: false)
        }
        opening.withPlaintext { sieve.take($0) }
    }

    /// The document with that profile alone; nil when it has to be read as a whole.
    ///
    /// To be asked for when `next` is nil, and not before.
    package func document() throws(VaultFault) -> VaultDocument? {
        precondition(opening.next == nil, "the vault has not been verified yet")
        guard let text = sieve.text,
            let document = try? VaultDocument(plaintext: text, profile: profile)
        else { return nil }
        guard document.vault == fingerprint else { throw .mixedUp }
        return document
    }
}
