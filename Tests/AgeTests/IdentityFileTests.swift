/// Identity files: what age-keygen writes, and files that are encrypted themselves.
import Age
import Secrecy
import Testing

private let text = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

private func parse(_ file: String) throws(AgeError) -> [X25519Identity] {
    try IdentityFile.parse(Secret(copying: file))
}

struct `an identity file` {
    @Test func `is rendered as age-keygen renders it`() throws {
        let identity = try X25519Identity(parsing: Secret(copying: text))
        let file = IdentityFile.render(identity, created: "2026-11-22T10:00:00Z")
        #expect(
            file.copiedIntoOrdinaryMemory() == """
                # created: 2026-11-22T10:00:00Z
                # public key: \(identity.recipient.text)
                \(text)

                """)
        #expect(try IdentityFile.parse(file).map(\.recipient) == [identity.recipient])
    }

    @Test func `can keep the public half to itself, and no comment becomes a line`() throws {
        let identity = try X25519Identity(parsing: Secret(copying: text))
        let file = IdentityFile.render(
            identity, publicKey: false, comments: ["vault key", "two\nlines\r\nand three"])
        #expect(
            file.copiedIntoOrdinaryMemory() == """
                # vault key
                # two
                # lines
                # and three
                \(text)

                """)
    }

    @Test func `holds several identities between comments and blank lines`() throws {
        let other = X25519Identity.generate()
        let otherText = try #require(other.text.copiedIntoOrdinaryMemory())
        let identities = try parse("# one\r\n\(text)\r\n\r\n#\n\n\(otherText)")
        let first = try X25519Identity(parsing: Secret(copying: text))
        #expect(identities.map(\.recipient) == [first.recipient, other.recipient])
    }

    static let refused: [(String, AgeError)] = [
        ("", AgeError.identityFileEmpty), ("\n\n# nothing\n", .identityFileEmpty),
        ("# a\n\n" + text + "x\n", .identity(.letterCase, line: 3)),
        (text + "\n " + text + "\n", .identity(.character(at: 0), line: 2)),
        (text + " # mine\n", .identity(.character(at: 74), line: 1)),
        ("\u{feff}" + text + "\n", .identity(.character(at: 0), line: 1)),
        (text.lowercased(), .identity(.letterCase, line: 1)),
        (
            text
                + "\nAGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW78XKG",
            .unsupported(["mlkem768x25519"])
        ),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", .unsupported(["PEM"])),
        ("-----BEGIN ", .unsupported(["PEM"])),
        ("age-encryption.org/v1\n-> scrypt", .identityFileEncrypted),
        ("-----BEGIN AGE ENCRYPTED FILE-----\n", .identityFileEncrypted),
    ]

    @Test(arguments: refused)
    func `is refused, and the error says where`(_ file: String, _ error: AgeError) {
        #expect(throws: error) { try parse(file) }
    }

    @Test func `is refused when it is larger than the limit`() throws {
        let file = Secret(copying: text + "\n")
        #expect(try IdentityFile.parse(file, limits: Limits(fileBytes: 75)).count == 1)
        #expect(throws: AgeError.fileTooLarge(bytes: 75, limit: 74)) {
            try IdentityFile.parse(file, limits: Limits(fileBytes: 74))
        }
    }

    @Test(arguments: [false, true])
    func `may be an age file for a passphrase`(_ armored: Bool) throws {
        let identity = X25519Identity.generate()
        let passphrase = Secret(copying: "correct horse")
        let slot = try Age.encrypt(
            IdentityFile.render(identity), to: [.passphrase(passphrase, workFactor: 2)],
            armored: armored)
        #expect(
            try IdentityFile.open(slot, passphrase: passphrase).map(\.recipient)
                == [identity.recipient])
        #expect(throws: AgeError.identityFileEncrypted) {
            try IdentityFile.parse(Secret(copying: slot.raw))
        }
        #expect(throws: AgeError.noMatch) {
            try IdentityFile.open(slot, passphrase: Secret(copying: "wrong horse"))
        }
        #expect(throws: AgeError.workFactorTooHigh(2, limit: 1)) {
            try IdentityFile.open(slot, passphrase: passphrase, limits: Limits(workFactor: 1))
        }
    }
}
