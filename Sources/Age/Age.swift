/// The three things to do with an age v1 file: write it, open it, look at its header.
public import Secrecy

/// The age file format, version 1: bytes in, bytes out; no file, clock or terminal.
///
/// ```swift
/// let identity = X25519Identity.generate()
/// let file = try Age.encrypt(secret, to: [.x25519(identity.recipient)])
/// let again = try Age.decrypt(file, with: [.x25519(identity)])
/// ```
///
/// The format does not say who wrote a file: whoever knows a recipient can write one for it.
public enum Age {
    /// The work factor that age itself uses: 256 MiB and about a second.
    public static let usualWorkFactor = 18

    /// Encrypts `plaintext` so that each of `recipients` alone can open it.
    ///
    /// Every call draws a new file key. A passphrase has to be the only recipient: the format
    /// demands it, so that whoever opens the file knows that its writer knew the passphrase.
    public static func encrypt(
        _ plaintext: RawSpan, to recipients: [Recipient], armored: Bool = false
    ) throws(AgeError) -> [UInt8] {
        try check(recipients)
        let fileKey = Randomness.secret(FileKey.length)
        var stanzas: [Stanza] = []
        for recipient in recipients {
            stanzas.append(try recipient.wrap(fileKey))
        }
        let file = seal(
            plaintext, stanzas: stanzas, fileKey: fileKey,
            nonce: Randomness.bytes(Payload.nonceLength))
        return armored ? Armor.encode(file) : file
    }

    /// Encrypts a counted secret.
    public static func encrypt(
        _ plaintext: Secret, to recipients: [Recipient], armored: Bool = false
    ) throws(AgeError) -> [UInt8] {
        try encrypt(plaintext.bytes, to: recipients, armored: armored)
    }

    /// Opens `file`, armored or not, with the first of `identities` that fits.
    ///
    /// All or nothing: the plaintext is handed out after the last chunk was verified, and what
    /// was decrypted before a failure is wiped. The limits hold before any key is derived.
    public static func decrypt(
        _ file: [UInt8], with identities: [Identity], limits: Limits = Limits()
    ) throws(AgeError) -> Secret {
        let opened = try Envelope(file, limits: limits)
        let fileKey = try FileKey.of(
            opened.header, in: opened.file, with: identities, limits: limits)
        return Secret(try Payload.open(opened.file, from: opened.header.length, fileKey: fileKey))
    }

    /// What `file` shows to anyone: nothing of it is authenticated.
    public static func inspect(
        _ file: [UInt8], limits: Limits = Limits()
    ) throws(AgeError) -> Inspection {
        let opened = try Envelope(file, limits: limits)
        let shape = try Payload.Shape(length: opened.file.count - opened.header.length)
        return Inspection(
            isArmored: opened.isArmored,
            kinds: opened.header.stanzas.map(\.kind),
            workFactor: opened.header.workFactor,
            headerLength: opened.header.length,
            plaintextLength: shape.plaintextLength)
    }

    /// Whether `bytes` begin as an age file does, armored or not.
    public static func isEncrypted(_ bytes: RawSpan) -> Bool {
        Header.begins(bytes) || Armor.begins(bytes)
    }

    /// Header and payload for stanzas, key and nonce that are given; only tests give fixed ones.
    static func seal(
        _ plaintext: RawSpan, stanzas: [Stanza], fileKey: borrowing SecretBytes, nonce: [UInt8]
    ) -> [UInt8] {
        var file = Header.serialise(stanzas, fileKey: fileKey)
        Payload.seal(plaintext, fileKey: fileKey, nonce: nonce, appendingTo: &file)
        return file
    }

    private static func check(_ recipients: [Recipient]) throws(AgeError) {
        guard !recipients.isEmpty else { throw .noRecipients }
        for recipient in recipients {
            guard case .passphrase(let passphrase, let workFactor) = recipient else { continue }
            guard recipients.count == 1 else { throw .passphraseNotAlone }
            guard !passphrase.isEmpty else { throw .emptyPassphrase }
            guard Limits.writableWorkFactors.contains(workFactor) else {
                throw .workFactorOutOfRange(workFactor)
            }
        }
    }
}
