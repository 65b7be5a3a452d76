/// What is written opens again: sizes around the chunk's edges, recipients, both forms.
@testable import Age
import Secrecy
import Testing

struct `a round trip` {
    static let sizes = [0, 1, 65535, 65536, 65537, 131072, 200_000]

    @Test(arguments: sizes, [false, true])
    func `keeps the plaintext`(_ size: Int, _ armored: Bool) throws {
        let identity = X25519Identity.generate()
        let plaintext = Secret(Randomness.secret(size))
        let file = try Age.encrypt(plaintext, to: [.x25519(identity.recipient)], armored: armored)
        #expect(try Age.decrypt(file, with: [.x25519(identity)]).equals(plaintext))
        #expect(
            try Age.inspect(file)
                == Inspection(
                    isArmored: armored, kinds: ["X25519"], workFactor: nil, headerLength: 168,
                    plaintextLength: size))
        let isEncrypted = Age.isEncrypted(file.raw)
        #expect(isEncrypted)
    }

    @Test(arguments: [1, 2, 20])
    func `opens for each of its recipients and for nobody else`(_ count: Int) throws {
        let identities = (0..<count).map { _ in X25519Identity.generate() }
        let plaintext = Secret(copying: "for all of you")
        let file = try Age.encrypt(plaintext, to: identities.map { .x25519($0.recipient) })
        for identity in identities {
            #expect(try Age.decrypt(file, with: [.x25519(identity)]).equals(plaintext))
        }
        #expect(throws: AgeError.noMatch) {
            try Age.decrypt(file, with: [.x25519(.generate()), .passphrase(plaintext)])
        }
        let stranger = Identity.x25519(.generate())
        #expect(
            try Age.decrypt(file, with: [stranger, .x25519(identities[count - 1])])
                .equals(plaintext))
    }

    @Test(arguments: [1, 10], [false, true])
    func `opens with its passphrase`(_ workFactor: Int, _ armored: Bool) throws {
        let passphrase = Secret(copying: "zażółć gęślą jaźń")
        let plaintext = Secret(copying: "krok")
        let file = try Age.encrypt(
            plaintext, to: [.passphrase(passphrase, workFactor: workFactor)], armored: armored)
        #expect(try Age.decrypt(file, with: [.passphrase(passphrase)]).equals(plaintext))
        #expect(try Age.inspect(file).workFactor == workFactor)
        #expect(throws: AgeError.noMatch) {
            try Age.decrypt(file, with: [.passphrase(Secret(copying: "zażółć gęślą jaźń "))])
        }
    }

    @Test func `never repeats a byte of key or payload`() throws {
        let identity = X25519Identity.generate()
        let plaintext = Secret(copying: "the same words")
        let files = try (0..<2).map { _ in
            try Age.encrypt(plaintext, to: [.x25519(identity.recipient)])
        }
        #expect(files[0].count == files[1].count)
        // Stanza, tag, nonce and chunk: every part is drawn or derived afresh.
        for part in [32..<75, 76..<119, 124..<167, 168..<184, 184..<files[0].count] {
            #expect(files[0][part] != files[1][part])
        }
    }

    @Test func `is refused without recipients, and with a passphrase beside another`() {
        let recipient = Recipient.x25519(X25519Identity.generate().recipient)
        let passphrase = Recipient.passphrase(Secret(copying: "x"), workFactor: 1)
        let text = Secret(copying: "krok")
        #expect(throws: AgeError.noRecipients) { try Age.encrypt(text, to: []) }
        for mixed in [
            [recipient, passphrase], [passphrase, recipient], [passphrase, passphrase],
        ] {
            #expect(throws: AgeError.passphraseNotAlone) { try Age.encrypt(text, to: mixed) }
        }
        let empty = Secret(copying: "")
        #expect(throws: AgeError.emptyPassphrase) {
            try Age.encrypt(text, to: [.passphrase(empty, workFactor: 1)])
        }
    }

    @Test func `is refused with an empty passphrase, whatever the file is`() throws {
        let file = try Age.encrypt(
            Secret(copying: "krok"), to: [.passphrase(Secret(copying: "x"), workFactor: 1)])
        #expect(throws: AgeError.emptyPassphrase) {
            try Age.decrypt(file, with: [.passphrase(Secret(copying: ""))])
        }
    }

    @Test func `is refused to a point that every key would agree on`() throws {
        let zero = try X25519Recipient(
            parsing: "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z")
        #expect(throws: AgeError.recipient(.lowOrder)) {
            try Age.encrypt(Secret(copying: "krok"), to: [.x25519(zero)])
        }
    }
}
