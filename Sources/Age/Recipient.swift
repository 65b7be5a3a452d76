/// Who a file is encrypted to.
public import Secrecy

/// One way to open a file that is being written.
@nonexhaustive
public enum Recipient: Sendable {
    /// The holder of an X25519 identity.
    case x25519(X25519Recipient)
    /// Whoever knows the passphrase: its bytes are taken as they are, without normalisation.
    case passphrase(Secret, workFactor: Int = Age.usualWorkFactor)

    /// Reads `age1…`; a kind of recipient that is not built in is refused by its name.
    public init(parsing text: String) throws(AgeError) {
        self = .x25519(try X25519Recipient(parsing: text))
    }

    func wrap(_ fileKey: borrowing SecretBytes) throws(AgeError) -> Stanza {
        switch self {
        case .x25519(let recipient):
            try X25519Share.wrap(fileKey, to: recipient, ephemeral: Randomness.secret(32))
        case .passphrase(let passphrase, let workFactor):
            try ScryptShare.wrap(
                fileKey, passphrase: passphrase, workFactor: workFactor,
                salt: Randomness.bytes(ScryptShare.saltLength))
        }
    }
}
