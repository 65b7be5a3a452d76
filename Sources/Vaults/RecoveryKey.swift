/// A key that is printed and put away: the way in when everything else is lost.
internal import Age
package import Secrecy

/// A new age identity that nobody holds yet.
///
/// An X25519 identity and no passphrase, so that `rekey` can wrap the new vault key for it from
/// the list inside the vault, without the paper.
package struct RecoveryKey: Sendable {
    private let identity = X25519Identity.generate()

    package init() {}

    /// `AGE-SECRET-KEY-1…`: 74 characters that a QR code holds in its alphanumeric mode.
    package var text: Secret { identity.text }

    /// `age1…`, what the slot is encrypted to.
    package var recipient: String { identity.recipient.text }

    /// How many characters are typed to show that the key was kept.
    package static let proofLength = 6

    /// Whether `typed` is the end of the key, in either case.
    package func endsAs(_ typed: Secret) -> Bool {
        let text = text
        guard typed.count == RecoveryKey.proofLength else { return false }
        var raised = SecretBuilder(capacity: 16)
        for index in 0..<typed.count {
            let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(typed[index])
            raised.append(isSmall ? typed[index] & ~0x20 : typed[index])
        }
        return text[(text.count - RecoveryKey.proofLength)..<text.count]
            .equals(Secret(raised.finish()))
    }
}
