/// CMS there and back, and everything that must not open.
import Secrecy
import Testing

@testable import Certificates

struct CMSTests {
    private static let text = "zażółć gęślą jaźń, and some more than a block of plaintext"

    private static func seal(
        _ certificates: [String], _ cipher: CMS.Cipher = .gcm, _ text: String = text
    ) throws -> [UInt8] {
        let read = try certificates.flatMap { try Certificate.read(Secret(copying: $0)) }
        return try CMS.seal(Secret(copying: text), to: read, with: cipher)
    }

    private static func key(_ pem: String) throws -> PrivateKey {
        try PrivateKey(Secret(copying: pem))
    }

    private static func open(
        _ file: [UInt8], with pem: String
    ) throws -> String? {
        let key = try PrivateKey(Secret(copying: pem))
        return try CMS.File(Secret(copying: file.raw)).open(with: key)
            .copiedIntoOrdinaryMemory()
    }

    private static func der(_ file: [UInt8]) throws -> [UInt8] {
        guard let (blocks, _) = PEM.blocks(in: Secret(copying: file.raw)) else { return [] }
        return try #require(blocks.first?.decoded())
    }

    @Test(arguments: [Fixture.rsa, Fixture.ec], [CMS.Cipher.gcm, .cbc])
    func `what is sealed opens with its key alone`(
        certificate: String, cipher: CMS.Cipher
    ) throws {
        let file = try CMSTests.seal([certificate], cipher)
        let isRSA = certificate == Fixture.rsa
        let key = isRSA ? Fixture.rsaKey : Fixture.ecKey
        #expect(try CMSTests.open(file, with: key) == CMSTests.text)
        #expect(try CMSTests.open(CMSTests.der(file), with: key) == CMSTests.text)
        let read = try CMS.File(Secret(copying: file.raw))
        #expect(read.isAuthenticated == (cipher == .gcm))
        let others = isRSA ? [Fixture.ecKey] : [Fixture.rsaKey, Fixture.otherECKey]
        for other in others + [Fixture.strangerKey] {
            #expect(throws: CMSError.wrongKey) { try CMSTests.open(file, with: other) }
        }
    }

    @Test func `each of two recipients opens the same file`() throws {
        let file = try CMSTests.seal([Fixture.rsa, Fixture.ec])
        for key in [Fixture.rsaKey, Fixture.ecKey, Fixture.ecKey] {
            #expect(try CMSTests.open(file, with: key) == CMSTests.text)
        }
    }

    @Test(arguments: [1, 15, 16, 17, 4095, 4096, 4097, 70_000])
    func `every length comes back`(length: Int) throws {
        let text = String(repeating: "x", count: length)
        for cipher in [CMS.Cipher.gcm, .cbc] {
            let file = try CMSTests.seal([Fixture.ec], cipher, text)
            #expect(try CMSTests.open(file, with: Fixture.ecKey) == text)
        }
    }

    /// The recipient's name and the numbers of versions are authenticated by nothing: a change
    /// there may open, and then to the very same content.
    @Test(arguments: [(Fixture.rsa, Fixture.rsaKey), (Fixture.ec, Fixture.ecKey)])
    func `no flipped bit changes what is opened`(certificate: String, key: String) throws {
        let whole = try CMSTests.der(CMSTests.seal([certificate]))
        var opened = 0
        for bit in stride(from: 3, to: whole.count * 8, by: 7) {
            var file = whole
            file[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let text = try? CMSTests.open(file, with: key) else { continue }
            #expect(text == CMSTests.text, "bit \(bit)")
            opened += 1
        }
        // Issuer and serial number have about 40 bytes.
        #expect(opened < 100, "\(opened) of \(whole.count * 8 / 7)")
    }

    @Test func `every flipped bit of content and tag is refused`() throws {
        let whole = try CMSTests.der(CMSTests.seal([Fixture.ec]))
        // Content, tag and their headers stand at the end.
        for bit in (whole.count - CMSTests.text.utf8.count - 20) * 8..<whole.count * 8 {
            var file = whole
            file[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CMSError.damaged, "bit \(bit)") {
                try CMSTests.open(file, with: Fixture.ecKey)
            }
        }
    }

    @Test func `every cut and every extension is refused`() throws {
        let whole = try CMSTests.der(CMSTests.seal([Fixture.ec]))
        for length in 0..<whole.count {
            #expect(throws: CMSError.self, "\(length)") {
                try CMSTests.open(Array(whole[..<length]), with: Fixture.ecKey)
            }
        }
        #expect(throws: CMSError.damaged) {
            try CMSTests.open(whole + [0], with: Fixture.ecKey)
        }
    }

    @Test func `around and inside of the block nothing else may stand`() throws {
        let text = String(decoding: try CMSTests.seal([Fixture.ec]), as: UTF8.self)
        for changed in [
            "x\n" + text, text + "x\n", text + text, text.replacing("\n", with: "\n\n"),
            text.replacing("\n-----END", with: "=\n-----END"),
            text.replacing("=\n-----END", with: "\n-----END"),
            text.replacing("END CMS", with: "END PKCS7"),
        ] where changed != text {
            #expect(throws: CMSError.damaged) {
                try CMSTests.open(Array(changed.utf8), with: Fixture.ecKey)
            }
        }
        for fine in [
            "\n \n" + text, text + "\n\t", text.replacing("\n", with: "\r\n"),
            text.replacing(" CMS-", with: " PKCS7-"),
        ] {
            #expect(try CMSTests.open(Array(fine.utf8), with: Fixture.ecKey) == CMSTests.text)
        }
    }

    /// OpenSSL 3.0 by itself opens a file whose tag was cut to a byte, which 256 guesses forge.
    @Test func `a tag that was cut is refused`() throws {
        let whole = try CMSTests.der(CMSTests.seal([Fixture.ec]))
        #expect(Array(whole[(whole.count - 18)...].prefix(2)) == [0x04, 16])
        for length in [0, 1, 4, 8, 11] {
            let cut = try shortened(whole, to: length)
            #expect(throws: CMSError.damaged, "\(length)") {
                try CMSTests.open(cut, with: Fixture.ecKey)
            }
        }
        #expect(
            try CMSTests.open(shortened(whole, to: 12), with: Fixture.ecKey) == CMSTests.text)
    }

    /// The same file with a tag of `length` bytes.
    private func shortened(_ whole: [UInt8], to length: Int) throws -> [UInt8] {
        var outer = DER(whole[...])
        guard var content = outer.enter(0x30), let type = content.take(0x06),
            var wrapped = content.enter(0xA0), let body = wrapped.take(0x30)
        else { throw CMSError.damaged }
        let tag = element(0x04, Array(body.suffix(16).prefix(length)))
        let inner = element(0xA0, element(0x30, Array(body.dropLast(18)) + tag))
        return element(0x30, element(0x06, Array(type)) + inner)
    }

    private func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count
        if length < 128 { return [tag, UInt8(length)] + content }
        return [tag, 0x82, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    /// OpenSSL 3.0 by itself would decrypt it and take any sixteen bytes for its tag.
    @Test func `a cipher without a tag inside of authenticated data is refused`() throws {
        let whole = try CMSTests.der(CMSTests.seal([Fixture.ec]))
        let gcm: [UInt8] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 46]
        let place = try #require(whole.firstRange(of: gcm))
        var file = whole
        file[place.upperBound - 1] = 42
        #expect(throws: CMSError.self) { try CMS.File(Secret(copying: file.raw)) }
    }

    @Test(arguments: ["", "hello", "0", "-----BEGIN CMS-----\n", Fixture.rsa])
    func `what is no CMS is refused`(text: String) {
        #expect(throws: CMSError.self) { try CMS.File(Secret(copying: text)) }
    }

    @Test func `a file beyond the limit is refused unread`() {
        let large = Secret(copying: [UInt8](repeating: 0x30, count: CMS.largestFile + 1).raw)
        #expect(throws: CMSError.tooLarge(limit: CMS.largestFile)) { try CMS.File(large) }
    }

    @Test func `a key that only signs, or none, opens nothing`() {
        for text in [Fixture.ed25519Key, Fixture.rsa, "", "AGE-SECRET-KEY-1"] {
            #expect(throws: CMSError.noPrivateKey) { try PrivateKey(Secret(copying: text)) }
        }
    }

    @Test(
        arguments: [
            (Fixture.ecKeyEncrypted, "hasło", Fixture.ec),
            (Fixture.rsaKeyOldEncrypted, "old", Fixture.rsa),
        ])
    func `an encrypted key opens with its passphrase alone`(
        pem: String, passphrase: String, certificate: String
    ) throws {
        let file = Secret(copying: pem)
        #expect(PrivateKey.isEncrypted(file))
        #expect(throws: CMSError.keyEncrypted) { try PrivateKey(file) }
        for wrong in ["", "wrong"] {
            #expect(throws: CMSError.wrongPassphrase) {
                try PrivateKey(file, passphrase: Secret(copying: wrong))
            }
        }
        let key = try PrivateKey(file, passphrase: Secret(copying: passphrase))
        let bytes = try CMSTests.seal([certificate])
        let sealed = try CMS.File(Secret(copying: bytes.raw))
        let opened = try sealed.open(with: key)
        #expect(opened.copiedIntoOrdinaryMemory() == CMSTests.text)
    }

    @Test func `a certificate that only signs is not sealed for`() throws {
        #expect(throws: CMSError.notSealed) { try CMSTests.seal([Fixture.ed25519]) }
        #expect(throws: CMSError.notSealed) { try CMSTests.seal([Fixture.ec, Fixture.x25519]) }
        #expect(throws: CMSError.notSealed) { try CMSTests.seal([]) }
    }
}
