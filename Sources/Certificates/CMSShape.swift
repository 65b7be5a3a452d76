/// What a CMS file says of itself, read from its bytes: OpenSSL does not compare all of it.
///
/// OpenSSL 3.0 takes a tag of any length for authentic, and a cipher without a tag inside of
/// AuthEnvelopedData. Both would turn an authenticated file into one that is not.

struct CMSShape {
    /// Whether a tag protects the content.
    let isAuthenticated: Bool

    private static let enveloped: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 3]
    private static let authEnveloped: [UInt8] = [
        0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 1, 23,
    ]
    /// `aes` of NIST: AES-128, 192 and 256 follow, each with a last number for the mode.
    private static let aes: [UInt8] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1]
    private static let cbc: Set<UInt8> = [2, 22, 42]
    private static let gcm: Set<UInt8> = [6, 26, 46]

    /// The tag lengths that RFC 5084 allows.
    private static let tags = 12...16

    /// Reads DER, such as OpenSSL writes; throws for everything but AES in GCM with a whole tag,
    /// or AES in CBC.
    init(_ der: [UInt8]) throws(CMSError) {
        var file = DER(der[...])
        guard var content = file.enter(0x30), file.isAtEnd, let type = content.take(0x06),
            var wrapped = content.enter(0xA0), content.isAtEnd, var body = wrapped.enter(0x30)
        else { throw .damaged }
        isAuthenticated = Array(type) == CMSShape.authEnveloped
        guard isAuthenticated || Array(type) == CMSShape.enveloped else { throw .unsupported }
        guard body.take(0x02) != nil else { throw .damaged }
        _ = body.take(0xA0)
        guard body.take(0x31) != nil, var encrypted = body.enter(0x30),
            encrypted.take(0x06) != nil, var algorithm = encrypted.enter(0x30),
            let cipher = algorithm.take(0x06)
        else { throw .damaged }
        let modes = isAuthenticated ? CMSShape.gcm : CMSShape.cbc
        guard cipher.dropLast() == CMSShape.aes[...], let mode = cipher.last, modes.contains(mode)
        else { throw .unsupported }
        guard isAuthenticated else { return }
        // Attributes would have to be authenticated as well, which OpenSSL does not do.
        guard let tag = body.take(0x04) else { throw .unsupported }
        guard CMSShape.tags.contains(tag.count) else { throw .damaged }
    }
}

/// A walk over DER (ITU-T X.690) with tags of one byte and definite lengths.
struct DER {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The content of the next element if it has this tag; otherwise nothing is taken.
    mutating func take(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard rest.first == tag, let (length, header) = length() else { return nil }
        let content = rest.dropFirst(header).prefix(length)
        guard content.count == length else { return nil }
        rest = rest.dropFirst(header + length)
        return content
    }

    mutating func enter(_ tag: UInt8) -> DER? { take(tag).map { DER($0) } }

    private func length() -> (length: Int, header: Int)? {
        let bytes = rest.dropFirst()
        guard let first = bytes.first else { return nil }
        guard first & 0x80 != 0 else { return (Int(first), 2) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), bytes.count > count else { return nil }
        let length = bytes.dropFirst().prefix(count).reduce(0) { $0 << 8 | Int($1) }
        return (length, 2 + count)
    }
}
