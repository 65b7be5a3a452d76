/// The limits: each holds on its own, and before anything expensive happens.
import Age
import Secrecy
import Testing

struct `a limit` {
    private let identity = X25519Identity.generate()
    private let passphrase = Identity.passphrase(Secret(copying: "x"))

    private func scryptFile(workFactor: Int) throws -> [UInt8] {
        let file = try Age.encrypt(
            Secret(copying: "krok"), to: [.passphrase(Secret(copying: "x"), workFactor: 1)])
        let stanza = Array(" 1\n".utf8)
        let place = try #require(file.firstRange(of: stanza))
        return file[..<place.lowerBound] + Array(" \(workFactor)\n".utf8)
            + file[place.upperBound...]
    }

    private func stanzas(_ count: Int) -> [UInt8] {
        Array("age-encryption.org/v1\n".utf8)
            + [[UInt8]](repeating: Array("-> a\n\n".utf8), count: count).joined()
    }

    /// At 30 scrypt would find no memory, above it would trap: neither is what comes out.
    @Test(.timeLimit(.minutes(1)))
    func `of the work factor holds before scrypt runs`() throws {
        for workFactor in [23, 30, 64, 1000] {
            #expect(throws: AgeError.workFactorTooHigh(workFactor, limit: 22)) {
                try Age.decrypt(scryptFile(workFactor: workFactor), with: [passphrase])
            }
        }
        #expect(try Age.inspect(scryptFile(workFactor: 23)).workFactor == 23)
    }

    @Test func `of the work factor can be lowered, and raised to 30 at most`() throws {
        let file = try Age.encrypt(
            Secret(copying: "krok"), to: [.passphrase(Secret(copying: "x"), workFactor: 5)])
        var limits = Limits(workFactor: 4)
        #expect(throws: AgeError.workFactorTooHigh(5, limit: 4)) {
            try Age.decrypt(file, with: [passphrase], limits: limits)
        }
        limits.workFactor = 5
        #expect(try Age.decrypt(file, with: [passphrase], limits: limits).count == 4)
        #expect(throws: AgeError.workFactorTooHigh(31, limit: 30)) {
            try Age.decrypt(
                scryptFile(workFactor: 31), with: [passphrase], limits: Limits(workFactor: 100))
        }
    }

    /// Age itself reads 22 at most: what is written must not be more, nor stop earlier unsaid.
    @Test func `of the work factor for writing is the default of reading`() {
        #expect(Limits.writableWorkFactors == 1...Limits().workFactor)
        #expect(Limits().workFactor == 22)
    }

    @Test(arguments: [-1, 0, 23, 30, 64])
    func `of the work factor holds for writing`(_ workFactor: Int) {
        #expect(throws: AgeError.workFactorOutOfRange(workFactor)) {
            try Age.encrypt(
                Secret(copying: "krok"),
                to: [.passphrase(Secret(copying: "x"), workFactor: workFactor)])
        }
    }

    @Test func `of stanzas holds before the header was read to its end`() throws {
        let million = stanzas(1_000_000)
        let wide = Limits(headerBytes: 16 << 20)
        #expect(throws: AgeError.tooManyStanzas(limit: 128)) {
            try Age.decrypt(million, with: [.x25519(identity)], limits: wide)
        }
        #expect(throws: AgeError.tooManyStanzas(limit: 128)) {
            try Age.inspect(million, limits: wide)
        }
    }

    @Test func `of stanzas allows exactly its number`() throws {
        let recipients = [Recipient](repeating: .x25519(identity.recipient), count: 3)
        let file = try Age.encrypt(Secret(copying: "krok"), to: recipients)
        let key = [Identity.x25519(identity)]
        #expect(try Age.decrypt(file, with: key, limits: Limits(stanzas: 3)).count == 4)
        #expect(throws: AgeError.tooManyStanzas(limit: 2)) {
            try Age.decrypt(file, with: key, limits: Limits(stanzas: 2))
        }
    }

    @Test func `of the header holds without a line feed anywhere`() {
        let endless = stanzas(1) + Array("-> ".utf8) + [UInt8](repeating: 0x61, count: 2 << 20)
        #expect(throws: AgeError.headerTooLarge(limit: 1 << 20)) {
            try Age.decrypt(endless, with: [.x25519(identity)])
        }
        #expect(throws: AgeError.headerTooLarge(limit: 1 << 20)) {
            try Age.decrypt(
                stanzas(1_000_000), with: [.x25519(identity)],
                limits: Limits(stanzas: 10_000_000))
        }
    }

    @Test func `of the header allows exactly its length`() throws {
        let file = try Age.encrypt(Secret(copying: "krok"), to: [.x25519(identity.recipient)])
        let key = [Identity.x25519(identity)]
        #expect(try Age.decrypt(file, with: key, limits: Limits(headerBytes: 168)).count == 4)
        #expect(throws: AgeError.headerTooLarge(limit: 167)) {
            try Age.decrypt(file, with: key, limits: Limits(headerBytes: 167))
        }
    }

    @Test(arguments: [false, true])
    func `of the file counts the bytes that were given`(_ armored: Bool) throws {
        let file = try Age.encrypt(
            Secret(copying: "krok"), to: [.x25519(identity.recipient)], armored: armored)
        let key = [Identity.x25519(identity)]
        let limits = Limits(fileBytes: file.count)
        #expect(try Age.decrypt(file, with: key, limits: limits).count == 4)
        #expect(throws: AgeError.fileTooLarge(bytes: file.count, limit: file.count - 1)) {
            try Age.decrypt(file, with: key, limits: Limits(fileBytes: file.count - 1))
        }
        #expect(throws: AgeError.fileTooLarge(bytes: file.count, limit: 0)) {
            try Age.inspect(file, limits: Limits(fileBytes: 0))
        }
    }
}
