/// The classes of failure that the conformance vectors of age tell apart.

/// A coarse name for an `AgeError`, spelt as in the vectors where they have one.
@nonexhaustive
public enum FailureClass: String, Sendable, CaseIterable {
    /// The header is malformed or asks for too much.
    case header = "header failure"
    /// The header was changed.
    case mac = "HMAC failure"
    /// The payload was changed.
    case payload = "payload failure"
    /// The armor is malformed.
    case armor = "armor failure"
    /// No identity fits.
    case noMatch = "no match"
    /// The file is for keys of a kind that is not built in.
    case unsupported = "unsupported"
    /// The file is larger than allowed, or memory is short.
    case limit = "limit"
    /// The text of a key is wrong.
    case key = "key failure"
    /// The caller asked for a file that the format does not allow.
    case request = "request"
}

extension AgeError {
    /// The class that this failure belongs to.
    public var failureClass: FailureClass {
        switch self {
        case .header, .headerTooLarge, .tooManyStanzas, .workFactorTooHigh: .header
        case .armor: .armor
        case .macMismatch: .mac
        case .noMatch: .noMatch
        case .unsupported: .unsupported
        case .payload: .payload
        case .fileTooLarge, .outOfMemory: .limit
        case .recipient, .identity, .identityFileEncrypted, .identityFileEmpty: .key
        case .noRecipients, .passphraseNotAlone, .emptyPassphrase, .workFactorOutOfRange:
            .request
        }
    }
}
