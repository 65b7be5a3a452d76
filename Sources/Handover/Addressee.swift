/// Whom an export is sealed for.
internal import Age
package import Certificates
package import Secrecy

/// Somebody who will open the file: an age recipient, or the owner of a certificate.
package enum Addressee: Equatable, Sendable {
    /// The holder of an age identity.
    case age(AgeRecipient)
    case certificate(Certificate)

    /// An age recipient that was read.
    package struct AgeRecipient: Equatable, Sendable {
        let recipient: X25519Recipient

        /// The recipient as it is written, `age1…`.
        package var text: String { recipient.text }
    }

    /// The largest file of recipients or certificates.
    package static let largestFile = Certificate.largestFile

    /// The most that one file is sealed for; every reader of age takes as many.
    package static let most = 64

    /// Whether `text` is meant to be a recipient, or a key that must not be one, and no path.
    package static func isText(_ text: String) -> Bool {
        text.hasPrefix("age1") || isSecret(text)
    }

    /// Whether a secret key of age stands in an argument, where every user could read it.
    package static func isKey(in argument: String) -> Bool { KeyMark.stands(in: argument) }

    /// Whoever `age1…` names.
    package init(_ text: String) throws(HandoverError) {
        self = .age(try Addressee.recipient(text, line: 0))
    }

    /// Everybody whom a file names: PEM certificates, or age recipients, one a line.
    ///
    /// Blank lines and lines that begin with `#` are skipped. The file is given as a secret
    /// because somebody may name a key by mistake.
    package static func read(_ file: Secret) throws(HandoverError) -> [Addressee] {
        guard file.count <= largestFile else { throw .tooLarge(limit: largestFile) }
        if Certificate.isPEM(file) {
            do throws(CertificateError) {
                return try Certificate.read(file).map { .certificate($0) }
            } catch {
                switch error {
                case .privateKey: throw .secretAsRecipient
                case .libraryMissing: throw .libraryMissing
                default: throw .badCertificates(error)
                }
            }
        }
        guard !Age.isEncrypted(file.bytes) else { throw .secretAsRecipient }
        var found: [Addressee] = []
        var line = 0
        var start = 0
        while start < file.count {
            var end = start
            while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
            let next = end + 1
            if end > start, file[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            line += 1
            if end > start, file[start] != UInt8(ascii: "#") {
                found.append(.age(try recipient(file[start..<end], line: line)))
                guard found.count <= most else { throw .tooManyRecipients(limit: most) }
            }
            start = next
        }
        guard !found.isEmpty else { throw .noRecipient }
        return found
    }

    /// Each of `addressees` once; refused when they are of two kinds or too many.
    package static func together(
        _ addressees: [Addressee]
    ) throws(HandoverError) -> [Addressee] {
        var all: [Addressee] = []
        for addressee in addressees where !all.contains(addressee) { all.append(addressee) }
        guard !all.isEmpty else { throw .noRecipient }
        guard all.count <= most else { throw .tooManyRecipients(limit: most) }
        let certificates = all.count { if case .certificate = $0 { true } else { false } }
        guard certificates == 0 || certificates == all.count else { throw .mixedKinds }
        return all
    }

    /// Makes sure that a certificate may be sealed for at `now`, in seconds since 1970.
    package func check(at now: Int) throws(HandoverError) {
        guard case .certificate(let certificate) = self else { return }
        let problems = certificate.problems(at: now)
        guard problems.isEmpty else {
            throw .unfit(subject: certificate.subject, problems)
        }
    }

    private static func recipient(_ text: Secret, line: Int) throws(HandoverError) -> AgeRecipient {
        // Judged in secret memory: what is no recipient may be a key.
        let mark = Array("age1".utf8)
        guard text.count >= mark.count, text[0..<mark.count].equals(Secret(copying: mark.raw)),
            let text = text.copiedIntoOrdinaryMemory()
        else {
            throw isSecret(text)
                ? .secretAsRecipient : .badRecipient(line: line, kind: sshKind(text))
        }
        return try recipient(text, line: line)
    }

    private static func recipient(_ text: String, line: Int) throws(HandoverError) -> AgeRecipient {
        guard !isSecret(text) else { throw .secretAsRecipient }
        do throws(AgeError) {
            return AgeRecipient(recipient: try X25519Recipient(parsing: text))
        } catch {
            if case .unsupported(let kinds) = error {
                throw .badRecipient(line: line, kind: kinds.first)
            }
            throw .badRecipient(line: line, kind: nil)
        }
    }

    private static func sshKind(_ text: Secret) -> String? {
        ["ssh-ed25519", "ssh-rsa"].first { kind in
            let mark = Array((kind + " ").utf8)
            return text.count > mark.count
                && text[0..<mark.count].equals(Secret(copying: mark.raw))
        }
    }

    private static func isSecret(_ text: Secret) -> Bool { KeyMark.begins(text) }

    private static func isSecret(_ text: String) -> Bool { isSecret(Secret(copying: text)) }
}
