/// Whom `--to` names, and what opens what was sealed for them.
import Age
import Certificates
import Handover
import Secrecy
import Testing

struct HandoverTests {
    private static let export = Secret(copying: #"{"form":"zażółć"}"#)
    private static let identity = X25519Identity.generate()
    private static var recipient: String { identity.recipient.text }

    private static func read(_ text: String) throws(HandoverError) -> [Addressee] {
        try Addressee.read(Secret(copying: text))
    }

    private static func identityFile() -> Secret { IdentityFile.render(identity) }

    @Test func `a recipient is read from its text`() throws {
        guard case .age(let age) = try Addressee(HandoverTests.recipient) else {
            Issue.record("no age recipient")
            return
        }
        #expect(age.text == HandoverTests.recipient)
        #expect(Addressee.isText(HandoverTests.recipient))
        #expect(!Addressee.isText("./recipients.txt"))
    }

    @Test func `a file names recipients one a line, with comments and blank lines`() throws {
        let other = X25519Identity.generate().recipient.text
        let file = "# team\n\n\(HandoverTests.recipient)\r\n#\n\(other)"
        #expect(
            try HandoverTests.read(file)
                == [Addressee(HandoverTests.recipient), Addressee(other)])
    }

    @Test(
        arguments: [
            ("", HandoverError.noRecipient),
            ("# nobody\n\n", .noRecipient),
            ("hello\n", .badRecipient(line: 1, kind: nil)),
            ("# x\nage1qqqq\n", .badRecipient(line: 2, kind: nil)),
            (" age1qqqq\n", .badRecipient(line: 1, kind: nil)),
            ("ssh-ed25519 AAAA me\n", .badRecipient(line: 1, kind: "ssh-ed25519")),
            ("AGE-SECRET-KEY-1QQQ\n", .secretAsRecipient),
            ("age-secret-key-1qqq\n", .secretAsRecipient),
            ("AGE-PLUGIN-YUBIKEY-1QQQ\n", .secretAsRecipient),
            (Sample.key, .secretAsRecipient),
            ("-----BEGIN CMS-----\nAAAA\n-----END CMS-----\n", .badCertificates(.noCertificate)),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n", .badCertificates(.notPEM)),
            (String(repeating: "#\n", count: Addressee.largestFile), .tooLarge(limit: 1 << 18)),
        ])
    func `a file that names nobody is refused with its line`(text: String, error: HandoverError) {
        #expect(throws: error) { try HandoverTests.read(text) }
    }

    @Test func `a secret key is refused before anything of it is shown`() {
        for text in ["AGE-SECRET-KEY-1QQQ", "age-secret-key-1qqq"] {
            #expect(Addressee.isText(text))
            #expect(throws: HandoverError.secretAsRecipient) { try Addressee(text) }
        }
    }

    @Test func `the same recipient twice is one, and two kinds are refused`() throws {
        let age = try Addressee(HandoverTests.recipient)
        let certificate = try HandoverTests.read(Sample.certificate)[0]
        #expect(try Addressee.together([age, age]) == [age])
        #expect(throws: HandoverError.mixedKinds) {
            try Addressee.together([age, certificate])
        }
        #expect(throws: HandoverError.noRecipient) { try Addressee.together([]) }
        let many = try (0...Addressee.most).map { _ in
            try Addressee(X25519Identity.generate().recipient.text)
        }
        #expect(throws: HandoverError.tooManyRecipients(limit: 64)) {
            try Addressee.together(many)
        }
    }

    @Test func `a certificate is checked against the clock`() throws {
        let certificate = try HandoverTests.read(Sample.certificate)[0]
        try certificate.check(at: 1_795_305_600)
        #expect(
            throws: HandoverError.unfit(
                subject: "CN = Sample", [.notYetValid(from: 1_577_836_800)])
        ) { try certificate.check(at: 0) }
    }

    @Test func `an age file opens with the identity and nothing else`() throws {
        let sealed = try Sealing.seal(
            HandoverTests.export, for: [Addressee(HandoverTests.recipient)])
        let file = try SealedFile(Secret(copying: sealed.raw))
        #expect(sealed.starts(with: Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8)))
        #expect(file.lock == .ageIdentity && file.isAuthenticated)
        let opened = try file.open(with: OpeningKey(HandoverTests.identityFile()))
        #expect(opened.equals(HandoverTests.export))
        let stranger = IdentityFile.render(X25519Identity.generate())
        #expect(throws: HandoverError.wrongKey) { try file.open(with: OpeningKey(stranger)) }
        #expect(throws: HandoverError.keyOfOtherKind) {
            try file.open(with: OpeningKey(Secret(copying: Sample.key)))
        }
        #expect(throws: HandoverError.keyOfOtherKind) {
            try file.open(passphrase: Secret(copying: "x"))
        }
    }

    @Test(arguments: [false, true])
    func `a CMS file opens with the private key and nothing else`(cbc: Bool) throws {
        let sealed = try Sealing.seal(
            HandoverTests.export, for: HandoverTests.read(Sample.certificate), cbc: cbc)
        let file = try SealedFile(Secret(copying: sealed.raw))
        #expect(sealed.starts(with: Array("-----BEGIN CMS-----\n".utf8)))
        #expect(file.lock == .privateKey && file.isAuthenticated == !cbc)
        let opened = try file.open(with: OpeningKey(Secret(copying: Sample.key)))
        #expect(opened.equals(HandoverTests.export))
        #expect(throws: HandoverError.keyOfOtherKind) {
            try file.open(with: OpeningKey(HandoverTests.identityFile()))
        }
    }

    @Test func `CBC is for certificates alone`() throws {
        let age = try Addressee(HandoverTests.recipient)
        #expect(throws: HandoverError.cbcWithoutCertificate) {
            try Sealing.seal(HandoverTests.export, for: [age], cbc: true)
        }
    }

    @Test func `a file behind a passphrase asks for it`() throws {
        let passphrase = Secret(copying: "hasło")
        let sealed = try Age.encrypt(
            HandoverTests.export, to: [.passphrase(passphrase, workFactor: 4)])
        let file = try SealedFile(Secret(copying: sealed.raw))
        #expect(file.lock == .passphrase)
        #expect(try file.open(passphrase: passphrase).equals(HandoverTests.export))
        #expect(throws: HandoverError.wrongPassphrase) {
            try file.open(passphrase: Secret(copying: "haslo"))
        }
        #expect(throws: HandoverError.keyOfOtherKind) {
            try file.open(with: OpeningKey(HandoverTests.identityFile()))
        }
    }

    @Test func `too much work is refused before any of it is done`() throws {
        let sealed = try Age.encrypt(
            HandoverTests.export, to: [.passphrase(Secret(copying: "x"), workFactor: 10)])
        var text = sealed
        let place = try #require(text.firstRange(of: Array(" 10\n".utf8)))
        text.replaceSubrange(place, with: Array(" 21\n".utf8))
        let file = try SealedFile(Secret(copying: text.raw))
        #expect(throws: HandoverError.tooMuchWork(logN: 21, limit: 20)) {
            try file.open(passphrase: Secret(copying: "x"))
        }
    }

    @Test func `an encrypted identity file opens with its passphrase`() throws {
        let passphrase = Secret(copying: "hasło")
        let encrypted = try Age.encrypt(
            HandoverTests.identityFile(), to: [.passphrase(passphrase, workFactor: 4)],
            armored: true)
        let file = Secret(copying: encrypted.raw)
        #expect(OpeningKey.isEncrypted(file))
        #expect(throws: HandoverError.keyEncrypted) { try OpeningKey(file) }
        #expect(throws: HandoverError.wrongKeyPassphrase) {
            try OpeningKey(file, passphrase: Secret(copying: "x"))
        }
        guard case .age(let key) = try OpeningKey(file, passphrase: passphrase) else {
            Issue.record("no age key")
            return
        }
        #expect(key.file.equals(HandoverTests.identityFile()))
    }

    @Test(
        arguments: [
            ("", HandoverError.badKey(kind: nil)), ("hello", .badKey(kind: nil)),
            ("# nothing\n", .badKey(kind: nil)),
            ("# mine\nAGE-SECRET-KEY-1QQQ\n", .mistypedKey(line: 2)),
            (Sample.certificate, .badKey(kind: nil)),
            (String(repeating: "#\n", count: 1 << 16), .tooLarge(limit: 1 << 16)),
        ])
    func `what is no key is refused`(text: String, error: HandoverError) {
        #expect(throws: error) { try OpeningKey(Secret(copying: text)) }
    }

    @Test(
        arguments: [
            ("", HandoverError.notSealedFile), ("{}", .notSealedFile),
            ("-----BEGIN AGE ENCRYPTED FILE-----\n", .damaged),
            ("age-encryption.org/v1\n", .damaged), ("0", .damaged),
            (String(repeating: "x", count: (1 << 20) + 1), .tooLarge(limit: 1 << 20)),
        ])
    func `what nobody sealed is refused`(text: String, error: HandoverError) {
        #expect(throws: error) { try SealedFile(Secret(copying: text)) }
    }
}
