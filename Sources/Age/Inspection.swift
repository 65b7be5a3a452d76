/// What a file shows without a key.

/// The visible shape of a file; whoever could write to it could have changed each of these.
public struct Inspection: Equatable, Sendable {
    /// Whether the file is in its text form.
    public let isArmored: Bool

    /// The kind of each stanza, in the file's order: `X25519`, `scrypt`, or a foreign one.
    public let kinds: [String]

    /// The base-two logarithm of scrypt's N, if a passphrase opens the file.
    public let workFactor: Int?

    /// The header's bytes, from the version line to the line feed of the closing line.
    public let headerLength: Int

    /// How many bytes of plaintext there are, unless the file was cut.
    public let plaintextLength: Int
}
