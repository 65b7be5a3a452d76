/// Identity files as `age-keygen` writes them: one identity a line, comments behind `#`.
public import Secrecy

/// Reads and writes identity files in secret memory.
public enum IdentityFile {
    /// The largest identity file that age itself reads.
    public static let usualLimit = 16 << 20

    /// The identities in `file`, in its order; at least one.
    ///
    /// Blank lines and lines that begin with `#` are skipped, lines may end with CR LF. A file
    /// that is itself encrypted is refused as `identityFileEncrypted`, see `open`.
    public static func parse(
        _ file: Secret, limits: Limits = Limits(fileBytes: usualLimit)
    ) throws(AgeError) -> [X25519Identity] {
        guard file.count <= limits.fileBytes else {
            throw .fileTooLarge(bytes: file.count, limit: limits.fileBytes)
        }
        guard !Age.isEncrypted(file.bytes) else { throw .identityFileEncrypted }
        guard !begins(file, with: "-----BEGIN ") else { throw .unsupported(["PEM"]) }
        var identities: [X25519Identity] = []
        var start = 0
        var line = 0
        while start < file.count {
            line += 1
            var end = start
            while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
            let next = end + 1
            if end > start, file[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            if end > start, file[start] != UInt8(ascii: "#") {
                identities.append(try X25519Identity(parsing: file[start..<end], line: line))
            }
            start = next
        }
        guard !identities.isEmpty else { throw .identityFileEmpty }
        return identities
    }

    /// The identities in a file that is itself an age file for a passphrase, armored or not.
    public static func open(
        _ file: [UInt8], passphrase: Secret, limits: Limits = Limits(fileBytes: usualLimit)
    ) throws(AgeError) -> [X25519Identity] {
        try parse(Age.decrypt(file, with: [.passphrase(passphrase)], limits: limits))
    }

    /// A file that holds `identity`, its comments first.
    ///
    /// `created` is a time as RFC 3339 has it. Without `publicKey` nothing but the identity
    /// itself tells the public half.
    public static func render(
        _ identity: X25519Identity, created: String? = nil, publicKey: Bool = true,
        comments: [String] = []
    ) -> Secret {
        var lines = comments
        if let created { lines.append("created: " + created) }
        if publicKey { lines.append("public key: " + identity.recipient.text) }
        var file = SecretBuilder(capacity: 512)
        for line in lines.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            file.append("# " + line + "\n")
        }
        file.append(identity.text)
        file.append("\n")
        return Secret(file.finish())
    }

    private static func begins(_ file: Secret, with mark: String) -> Bool {
        // The mark is no secret: a copy in secret memory would take a dozen system calls.
        file.count >= mark.utf8.count && mark.utf8.enumerated().allSatisfy { file[$0] == $1 }
    }
}
