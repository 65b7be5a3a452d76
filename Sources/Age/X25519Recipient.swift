/// The public half of an X25519 key pair.
internal import Secrecy

/// A recipient that is written `age1…`.
///
/// Whoever knows it can write files for it; where that matters, it is a secret itself.
public struct X25519Recipient: Hashable, Sendable {
    static let prefix = "age"

    /// The point, 32 bytes.
    let point: [UInt8]

    init(point: [UInt8]) {
        self.point = point
    }

    /// Reads `age1…`; a kind of recipient that is not built in is refused by its name.
    public init(parsing text: String) throws(AgeError) {
        if let kind = ForeignKind.ofRecipient(text) { throw .unsupported([kind]) }
        let decoded: Bech32.Decoded
        do throws(KeyFault) {
            decoded = try Bech32.decode(Array(text.utf8).raw)
        } catch {
            throw .recipient(error)
        }
        if let kind = ForeignKind.ofRecipient(prefix: decoded.prefix) {
            throw .unsupported([kind])
        }
        guard decoded.prefix == Self.prefix else { throw .recipient(.prefix) }
        guard !decoded.isUpperCase else { throw .recipient(.letterCase) }
        guard decoded.bytes.count == 32 else { throw .recipient(.length) }
        point = decoded.bytes.bytes.copiedBytes()
    }

    /// The text that `init(parsing:)` reads.
    public var text: String {
        let encoded = Bech32.encode(prefix: Self.prefix, point.raw, upperCase: false)
        return String(decoding: encoded.bytes.copiedBytes(), as: UTF8.self)
    }

    /// SHA-256 of the point in lower-case hexadecimal: names the key without giving it away.
    public var fingerprint: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: sha256(point.raw).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
