/// The key of one file: how it lies in a stanza, and the keys derived from it.
internal import Secrecy

enum FileKey {
    static let length = 16
    static let wrappedLength = length + ChaChaPoly.tagLength

    /// Encrypts a file key with a key that is used for nothing else.
    ///
    /// The nonce may be fixed for that reason: each wrapping key comes from a fresh ephemeral
    /// key or salt and encrypts one message.
    static func seal(
        _ fileKey: borrowing SecretBytes, key: borrowing SecretBytes
    ) -> [UInt8] {
        ChaChaPoly.seal(fileKey.bytes, key: key, nonce: zeroNonce)
    }

    /// Decrypts a wrapped file key; nil when the tag does not fit.
    ///
    /// The length was checked when the header was read, before any key was tried: a ciphertext
    /// made to fit many keys at once has to be longer.
    static func open(_ wrapped: [UInt8], key: borrowing SecretBytes) -> SecretBytes? {
        precondition(wrapped.count == wrappedLength, "the length of a wrapped key was not checked")
        var isGenuine = false
        let fileKey = SecretBytes(count: length) { (target: inout MutableRawSpan) in
            isGenuine = ChaChaPoly.open(wrapped.raw, key: key, nonce: zeroNonce, into: &target)
        }
        guard isGenuine else { return nil }
        return consume fileKey
    }

    /// The key of a file that begins with `header`, which is verified with it.
    static func of(
        _ header: Header, in file: [UInt8], with identities: [Identity], limits: Limits
    ) throws(AgeError) -> SecretBytes {
        try header.checkWorkFactor(limits)
        let fileKey = try unwrap(header, with: identities)
        guard header.isAuthentic(in: file, fileKey: fileKey) else { throw .macMismatch }
        return fileKey
    }

    /// Tries each identity on each stanza, in both orders as given.
    private static func unwrap(
        _ header: Header, with identities: [Identity]
    ) throws(AgeError) -> SecretBytes {
        for identity in identities {
            if case .passphrase(let passphrase) = identity, passphrase.isEmpty {
                throw .emptyPassphrase
            }
            for (share, line) in zip(header.shares, header.lines) {
                if let fileKey = try identity.unwrap(share, line: line) { return fileKey }
            }
        }
        throw noMatch(header)
    }

    /// Names foreign kinds where nothing else could have opened the file.
    private static func noMatch(_ header: Header) -> AgeError {
        let hasOwn = header.shares.contains { share in
            if case .foreign = share { false } else { true }
        }
        let foreign = header.stanzas.map(\.kind).filter(ForeignKind.isStanza)
        guard !hasOwn, !foreign.isEmpty else { return .noMatch }
        var named: [String] = []
        for kind in foreign where !named.contains(kind) { named.append(kind) }
        return .unsupported(named)
    }

    private static let zeroNonce = [UInt8](repeating: 0, count: 12)
}
