/// What opens a file.
public import Secrecy

/// One key to try on a file that is being read.
@nonexhaustive
public enum Identity: Sendable {
    /// The private half of an X25519 recipient.
    case x25519(X25519Identity)
    /// A passphrase: its bytes are taken as they are, without normalisation.
    case passphrase(Secret)

    /// The file key out of `share`; nil when the share is not meant for this identity.
    func unwrap(_ share: Share, line: Int) throws(AgeError) -> SecretBytes? {
        switch (self, share) {
        case (.x25519(let identity), .x25519(let share)):
            try share.unwrap(with: identity, line: line)
        case (.passphrase(let passphrase), .scrypt(let share)):
            try share.unwrap(passphrase: passphrase)
        default:
            nil
        }
    }
}
