/// Identity files that are themselves age files, and identities that people type.
import Age
import Secrecy
import Testing
import Vaults

struct IdentityLockTests {
    @Test(arguments: [
        ("", IdentityProblem.none), ("hello\n", .none), ("age1qqqq\n", .none),
        ("# mine\nAGE-SECRET-KEY-1QQQQ\n", .mistyped(line: 2)),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", .pem),
        (
            "AGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW78XKG\n",
            .foreign(kind: "mlkem768x25519")
        ),
    ])
    func `what is wrong with an identity file is told apart`(
        file: String, problem: IdentityProblem
    ) {
        #expect(throws: problem) { try IdentityLock.check(Secret(copying: file)) }
    }

    private let passphrase = Secret(copying: "koń bateria spinacz")
    private let identity = X25519Identity.generate()

    private func locked(armored: Bool = false) throws -> [UInt8] {
        try Age.encrypt(
            IdentityFile.render(identity), to: [.passphrase(passphrase, workFactor: 10)],
            armored: armored)
    }

    private func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.raw) }

    @Test(arguments: [false, true])
    func `a locked file opens with its passphrase and no other`(armored: Bool) throws {
        let file = secret(try locked(armored: armored))
        #expect(IdentityLock.isLocked(file))
        let opened = try IdentityLock.open(file, passphrase: passphrase)
        #expect(opened.equals(IdentityFile.render(identity)))
        #expect(!IdentityLock.isLocked(opened))
        #expect(throws: VaultFault.wrongKey) {
            _ = try IdentityLock.open(file, passphrase: Secret(copying: "another"))
        }
    }

    @Test func `a file that no passphrase could open is no identity`() throws {
        let file = secret(
            try Age.encrypt(
                IdentityFile.render(identity),
                to: [.x25519(X25519Identity.generate().recipient)]))
        #expect(throws: VaultFault.badIdentity(kind: nil)) {
            _ = try IdentityLock.open(file, passphrase: passphrase)
        }
        #expect(throws: VaultFault.badIdentity(kind: nil)) {
            _ = try IdentityLock.open(Secret(copying: "junk"), passphrase: passphrase)
        }
    }

    @Test func `a file that demands more than a gibibyte is refused before the work`() throws {
        let bytes = try locked()
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        let place = try #require(text.firstRange(of: " 10\n"))
        let offset = text.utf16.distance(from: text.startIndex, to: place.lowerBound)
        let dear = secret(bytes[...offset] + Array("21".utf8) + bytes[(offset + 3)...])
        #expect(throws: VaultFault.tooMuchWork(logN: 21, limit: 20)) {
            _ = try IdentityLock.open(dear, passphrase: passphrase)
        }
    }
}
