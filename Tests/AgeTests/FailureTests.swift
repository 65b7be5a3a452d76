/// Where exactly a file is wrong: the fault and its line, as a person would be told.
import Age
import Secrecy
import Testing

private let begin = "-----BEGIN AGE ENCRYPTED FILE-----\n"
private let end = "-----END AGE ENCRYPTED FILE-----\n"

private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

struct `a failure` {
    static let faults: [(String, AgeError)] = [
        ("", AgeError.header(.version, line: 1)),
        ("age-encryption.org/v1", .header(.version, line: 1)),
        ("age-encryption.org/v2\n", .header(.version, line: 1)),
        ("age-encryption.org/v1\n", .header(.cutOff, line: 2)),
        ("age-encryption.org/v1\n--- x\n", .header(.noStanza, line: 2)),
        ("age-encryption.org/v1\nX25519\n", .header(.stanzaStart, line: 2)),
        ("age-encryption.org/v1\n-> a  b\n\n", .header(.argument, line: 2)),
        ("age-encryption.org/v1\n-> a\n\n-> b\n=\n", .header(.bodyEncoding, line: 5)),
        (
            "age-encryption.org/v1\n-> a\n\(String(repeating: "A", count: 65))\n",
            .header(.bodyLength, line: 3)
        ),
        ("age-encryption.org/v1\n-> a\n\n--- x\n", .header(.closingLine, line: 4)),
        ("age-encryption.org/v1\n-> a\n\n---\n", .header(.closingLine, line: 4)),
        ("age-encryption.org/v1\n-> a\n\n-> X25519\n\n", .header(.argumentCount, line: 4)),
        ("age-encryption.org/v1\n-> X25519 AAAA\n\n", .header(.share, line: 2)),
        ("age-encryption.org/v1\n-> scrypt AAAA 1\n\n", .header(.salt, line: 2)),
        (
            "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 01\n\n",
            .header(.workFactor, line: 2)
        ),
        (
            "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\nAAAA\n",
            .header(.wrappedKey, line: 2)
        ),
        (begin, .armor(.end, line: 2)),
        (begin + "AAAA\n", .armor(.end, line: 3)),
        (begin + end, .header(.version, line: 1)),
        (begin + "\nAAAA\n" + end, .armor(.lineLength, line: 2)),
        (begin + "AAAA\nAAAA\n" + end, .armor(.lineLength, line: 3)),
        (begin + "AAA*\n" + end, .armor(.encoding, line: 3)),
        (begin + "AAAA\n" + end + "x", .armor(.trailing, line: 4)),
        ("x\n" + begin + end, .armor(.leading, line: 1)),
        // 1,024 blanks may stand around it, as Go's age has it, and not one more.
        (blanks(1024) + begin + "AAAA\n" + end + blanks(1024), .header(.version, line: 1)),
        (blanks(1025) + begin + "AAAA\n" + end, .armor(.leading, line: 1)),
        (begin + "AAAA\n" + end + blanks(1025), .armor(.trailing, line: 4)),
        ("\n\n-----BEGIN AGE ENCRYPTED\n" + end, .armor(.begin, line: 3)),
    ]

    @Test(arguments: faults)
    func `says what and where`(_ file: String, _ error: AgeError) {
        #expect(throws: error) { try Age.inspect(Array(file.utf8)) }
        #expect(throws: error) {
            try Age.decrypt(Array(file.utf8), with: [.x25519(.generate())])
        }
    }

    @Test func `names each foreign kind once`() throws {
        let kinds = ["p256tag", "mlkem768x25519", "p256tag", "grease", "piv-p256"]
        let file =
            "age-encryption.org/v1\n" + kinds.map { "-> \($0)\n\n" }.joined() + "--- "
            + String(repeating: "A", count: 43) + "\n" + String(repeating: "x", count: 32)
        #expect(throws: AgeError.unsupported(["p256tag", "mlkem768x25519", "piv-p256"])) {
            try Age.decrypt(Array(file.utf8), with: [.x25519(.generate())])
        }
        #expect(try Age.inspect(Array(file.utf8)).kinds == kinds)
        #expect(throws: AgeError.noMatch) {
            try Age.decrypt(
                Array(
                    file.replacing("p256tag", with: "x").replacing("piv-p256", with: "y")
                        .replacing("mlkem768x25519", with: "z").utf8), with: [])
        }
    }

    @Test func `has the class of the vectors`() {
        let classes: [(AgeError, String)] = [
            (.header(.version, line: 1), "header failure"),
            (.headerTooLarge(limit: 1), "header failure"),
            (.tooManyStanzas(limit: 1), "header failure"),
            (.workFactorTooHigh(23, limit: 22), "header failure"),
            (.armor(.end, line: 1), "armor failure"), (.macMismatch, "HMAC failure"),
            (.payload(.damaged, chunk: 0), "payload failure"), (.noMatch, "no match"),
            (.unsupported(["x"]), "unsupported"), (.fileTooLarge(bytes: 2, limit: 1), "limit"),
            (.outOfMemory(workFactor: 22), "limit"), (.recipient(.length), "key failure"),
            (.identity(.length, line: 1), "key failure"), (.identityFileEncrypted, "key failure"),
            (.identityFileEmpty, "key failure"), (.noRecipients, "request"),
            (.passphraseNotAlone, "request"), (.emptyPassphrase, "request"),
            (.workFactorOutOfRange(0), "request"),
        ]
        for (error, name) in classes { #expect(error.failureClass.rawValue == name) }
        #expect(Set(classes.map(\.1)) == Set(FailureClass.allCases.map(\.rawValue)))
    }
}
