/// The stanza for an X25519 recipient: `-> X25519 SHARE` and the wrapped file key.
internal import Secrecy

struct X25519Share: Sendable {
    static let kind = "X25519"
    private static let info = "age-encryption.org/v1/X25519"

    let share: [UInt8]
    let wrapped: [UInt8]

    init(_ stanza: Stanza) throws(HeaderFault) {
        guard stanza.arguments.count == 1 else { throw .argumentCount }
        guard let share = Base64.unpadded.decode(Array(stanza.arguments[0].utf8).raw),
            share.count == 32
        else { throw .share }
        guard stanza.body.count == FileKey.wrappedLength else { throw .wrappedKey }
        self.share = share
        wrapped = stanza.body
    }

    /// The stanza from which the holder of `recipient`'s identity gets `fileKey`.
    static func wrap(
        _ fileKey: borrowing SecretBytes, to recipient: X25519Recipient,
        ephemeral: borrowing SecretBytes
    ) throws(AgeError) -> Stanza {
        let share = X25519.point(of: ephemeral)
        guard let shared = X25519.agreement(scalar: ephemeral, point: recipient.point) else {
            throw .recipient(.lowOrder)
        }
        let key = hkdfSHA256(input: shared, salt: (share + recipient.point).raw, info: info)
        return Stanza(
            kind: kind, arguments: [Base64.unpadded.encode(share.raw)],
            body: FileKey.seal(fileKey, key: key))
    }

    /// The file key; nil when the stanza is for someone else.
    func unwrap(with identity: X25519Identity, line: Int) throws(AgeError) -> SecretBytes? {
        guard let shared = X25519.agreement(scalar: identity.scalar.bytes, point: share) else {
            throw .header(.share, line: line)
        }
        let salt = share + identity.recipient.point
        return FileKey.open(
            wrapped, key: hkdfSHA256(input: shared, salt: salt.raw, info: Self.info))
    }
}
