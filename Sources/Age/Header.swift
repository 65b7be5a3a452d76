/// A file's header: who can open it, and the tag that says that nobody changed it.
internal import Secrecy

struct Header: Sendable {
    static let version = Array("age-encryption.org/v1".utf8)

    let stanzas: [Stanza]

    /// Each stanza, understood; as many as `stanzas`.
    let shares: [Share]

    /// The line on which each stanza begins, counted from one.
    let lines: [Int]

    /// The tag that the header claims.
    let mac: [UInt8]

    /// How many bytes from the file's beginning the tag covers: up to and including `---`.
    let covered: Int

    /// How many bytes the header has; the payload begins there.
    let length: Int

    /// The scrypt work factor, if the header has a passphrase stanza.
    var workFactor: Int? {
        for case .scrypt(let share) in shares { return share.workFactor }
        return nil
    }

    /// Refuses to open what would take more time and memory than the caller allows.
    func checkWorkFactor(_ limits: Limits) throws(AgeError) {
        guard let workFactor, workFactor > limits.appliedWorkFactor else { return }
        throw .workFactorTooHigh(workFactor, limit: limits.appliedWorkFactor)
    }

    /// Whether the bytes that were read, not what was made of them, carry the right tag.
    func isAuthentic(in file: [UInt8], fileKey: borrowing SecretBytes) -> Bool {
        let expected = Self.tag(of: file.raw.extracting(0..<covered), fileKey: fileKey)
        return constantTimeEqual(expected.raw, mac.raw)
    }

    /// The header's bytes, tag included.
    static func serialise(_ stanzas: [Stanza], fileKey: borrowing SecretBytes) -> [UInt8] {
        var bytes = version + Array("\n".utf8)
        for stanza in stanzas { bytes += Array(stanza.text.utf8) }
        bytes += Array("---".utf8)
        let tag = tag(of: bytes.raw, fileKey: fileKey)
        return bytes + Array((" " + Base64.unpadded.encode(tag.raw) + "\n").utf8)
    }

    /// Whether `bytes` begin with a version line of age, of whatever version.
    static func begins(_ bytes: RawSpan) -> Bool {
        let mark = Array("age-encryption.org/".utf8)
        return bytes.byteCount >= mark.count
            && mark.indices.allSatisfy { bytes[byteAt: $0] == mark[$0] }
    }

    private static func tag(of bytes: RawSpan, fileKey: borrowing SecretBytes) -> [UInt8] {
        let key = hkdfSHA256(input: fileKey, salt: RawSpan(), info: "header")
        return hmacSHA256(bytes, key: key)
    }
}
