/// The stanza for a passphrase: `-> scrypt SALT LOGN` and the wrapped file key.
internal import Secrecy

struct ScryptShare: Sendable {
    static let kind = "scrypt"
    static let saltLength = 16
    private static let label = Array("age-encryption.org/v1/scrypt".utf8)

    let salt: [UInt8]
    let workFactor: Int
    let wrapped: [UInt8]

    init(_ stanza: Stanza) throws(HeaderFault) {
        guard stanza.arguments.count == 2 else { throw .argumentCount }
        guard let salt = Base64.unpadded.decode(Array(stanza.arguments[0].utf8).raw),
            salt.count == Self.saltLength
        else { throw .salt }
        guard let workFactor = Self.number(stanza.arguments[1]) else { throw .workFactor }
        guard stanza.body.count == FileKey.wrappedLength else { throw .wrappedKey }
        self.salt = salt
        self.workFactor = workFactor
        wrapped = stanza.body
    }

    /// The stanza from which whoever knows `passphrase` gets `fileKey`.
    static func wrap(
        _ fileKey: borrowing SecretBytes, passphrase: Secret, workFactor: Int, salt: [UInt8]
    ) throws(AgeError) -> Stanza {
        guard
            let key = Scrypt.derive(
                passphrase: passphrase.bytes, salt: label + salt, logN: workFactor)
        else { throw .outOfMemory(workFactor: workFactor) }
        return Stanza(
            kind: kind, arguments: [Base64.unpadded.encode(salt.raw), String(workFactor)],
            body: FileKey.seal(fileKey, key: key))
    }

    /// The file key; nil when the passphrase is another one.
    ///
    /// `Header.checkWorkFactor` has to come first: this takes 2^`workFactor` kilobytes.
    func unwrap(passphrase: Secret) throws(AgeError) -> SecretBytes? {
        guard
            let key = Scrypt.derive(
                passphrase: passphrase.bytes, salt: Self.label + salt, logN: workFactor)
        else { throw .outOfMemory(workFactor: workFactor) }
        return FileKey.open(wrapped, key: key)
    }

    /// A decimal number in its only spelling; `Int` alone would take `+10` and `010`.
    private static func number(_ text: String) -> Int? {
        guard let first = text.utf8.first, first != UInt8(ascii: "0"),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }
}
