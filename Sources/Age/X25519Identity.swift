/// The private half of an X25519 key pair.
public import Secrecy

/// An identity that is written `AGE-SECRET-KEY-1…`; it never leaves secret memory.
public struct X25519Identity: Sendable {
    static let prefix = "age-secret-key-"

    let scalar: Scalar

    /// The public half.
    public let recipient: X25519Recipient

    /// A new identity from the kernel's random bytes.
    public static func generate() -> X25519Identity {
        X25519Identity(scalar: Randomness.secret(32))
    }

    init(scalar: consuming SecretBytes) {
        let scalar = Scalar(scalar)
        self.scalar = scalar
        recipient = X25519Recipient(point: X25519.point(of: scalar.bytes))
    }

    /// Reads `AGE-SECRET-KEY-1…` and nothing around it.
    ///
    /// A kind of identity that is not built in is refused by its name.
    public init(parsing text: Secret) throws(AgeError) {
        try self.init(parsing: text, line: 1)
    }

    init(parsing text: Secret, line: Int) throws(AgeError) {
        let decoded: Bech32.Decoded
        do throws(KeyFault) {
            decoded = try Bech32.decode(text.bytes)
        } catch {
            throw .identity(error, line: line)
        }
        if let kind = ForeignKind.ofIdentity(prefix: decoded.prefix) { throw .unsupported([kind]) }
        guard decoded.prefix == Self.prefix else { throw .identity(.prefix, line: line) }
        guard decoded.isUpperCase else { throw .identity(.letterCase, line: line) }
        guard decoded.bytes.count == 32 else { throw .identity(.length, line: line) }
        self.init(scalar: SecretBytes(copying: decoded.bytes.bytes))
    }

    /// The text that `init(parsing:)` reads.
    public var text: Secret {
        scalar.bytes.withBytes { (bytes: RawSpan) in
            Secret(Bech32.encode(prefix: Self.prefix, bytes, upperCase: true))
        }
    }

    /// Lets copies of an identity share one piece of secret memory.
    final class Scalar: Sendable {
        let bytes: SecretBytes
        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }
}
