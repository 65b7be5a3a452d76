/// RFC 8439: the ciphertexts of sections 2.4.2 and 2.8.2.
@testable import Secrecy
import Testing

private let sunscreen = """
    Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
    sunscreen would be it.
    """

struct `ChaCha20-Poly1305` {
    /// The RFC's own tags cover additional data, which age has not; these were made by OpenSSL.
    @Test(arguments: [
        (
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000000000000004a00000000",
            """
            6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0b\
            f91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d8\
            07ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736\
            5af90bbf74a35be6b40b8eedf2785e42874d
            """,
            "81db63fcb189a03121ae0ac72a3f1f36"
        ),
        (
            "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
            "070000004041424344454647",
            """
            d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6\
            3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36\
            92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc\
            3ff4def08e4b7a9de576d26586cec64b6116
            """,
            "6a23a4681fd59456aea1d29f82477216"
        ),
    ])
    func `encrypts as the RFC has it`(
        _ key: String, _ nonce: String, _ ciphertext: String, _ tag: String
    ) {
        let sealed = ChaChaPoly.seal(
            Array(sunscreen.utf8).raw, key: secret(key), nonce: bytes(nonce))
        #expect(hexadecimal(sealed) == ciphertext + tag)
        #expect(open(sealed, key: key, nonce: nonce) == Array(sunscreen.utf8))
    }

    @Test func `encrypts nothing to a tag`() {
        let key = String(repeating: "00", count: 32)
        let nonce = String(repeating: "00", count: 12)
        let sealed = ChaChaPoly.seal(RawSpan(), key: secret(key), nonce: bytes(nonce))
        #expect(hexadecimal(sealed) == "4eb972c9a8fb3a1b382bb4d36f5ffad1")
        #expect(open(sealed, key: key, nonce: nonce) == [])
    }

    @Test func `opens nothing that was changed, and leaves nothing behind`() {
        let key = String(repeating: "07", count: 32)
        let nonce = String(repeating: "01", count: 12)
        let sealed = ChaChaPoly.seal(Array("krok".utf8).raw, key: secret(key), nonce: bytes(nonce))
        #expect(sealed.count == 20)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x80
            #expect(open(changed, key: key, nonce: nonce) == nil, "byte \(index)")
        }
        #expect(open(sealed, key: String(repeating: "08", count: 32), nonce: nonce) == nil)
        #expect(open(sealed, key: key, nonce: String(repeating: "02", count: 12)) == nil)
        for length in 0..<sealed.count {
            #expect(open(Array(sealed[..<length]), key: key, nonce: nonce) == nil)
        }
    }

    @Test func `writes where it was told and nowhere else`() {
        let key = String(repeating: "07", count: 32)
        let nonce = String(repeating: "01", count: 12)
        let sealed = ChaChaPoly.seal(Array("krok".utf8).raw, key: secret(key), nonce: bytes(nonce))
        let target = SecretBytes(count: 8) { (span: inout MutableRawSpan) in
            let isGenuine = ChaChaPoly.open(
                sealed.raw, key: secret(key), nonce: bytes(nonce), into: &span, at: 2)
            #expect(isGenuine)
        }
        #expect(target.bytes.copiedBytes() == [0, 0] + Array("krok".utf8) + [0, 0])
    }

    /// The plaintext; nil when it did not open, after a look at what stayed in the target.
    private func open(_ sealed: [UInt8], key: String, nonce: String) -> [UInt8]? {
        var isGenuine = false
        let length = max(sealed.count - ChaChaPoly.tagLength, 0)
        let plaintext = SecretBytes(count: length) { (span: inout MutableRawSpan) in
            isGenuine = ChaChaPoly.open(
                sealed.raw, key: secret(key), nonce: bytes(nonce), into: &span)
        }
        let found = plaintext.bytes.copiedBytes()
        if !isGenuine { #expect(found.allSatisfy { $0 == 0 }) }
        return isGenuine ? found : nil
    }
}
