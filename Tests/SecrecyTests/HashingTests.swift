/// FIPS 180, RFC 4231, RFC 5869, RFC 7914: digests and derived keys.
@testable import Secrecy
import Testing

struct `a hash` {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `is SHA-256`(_ text: String, _ digest: String) {
        #expect(hexadecimal(sha256(Array(text.utf8).raw)) == digest)
    }

    @Test(arguments: [
        (
            String(repeating: "0b", count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `is HMAC-SHA-256 with a key of any length`(
        _ key: String, _ message: String, _ tag: String
    ) {
        #expect(hexadecimal(hmacSHA256(Array(message.utf8).raw, key: secret(key))) == tag)
    }

    /// Cases 1 and 2 of RFC 5869 have an `info` that is no text; ours always is one.
    @Test(arguments: [
        (
            // Test case 3: no salt and no info; the first 32 bytes of its output.
            String(repeating: "0b", count: 22), "", "",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
        ),
        (
            // "input" and "salt", by Python's hmac.
            "696e707574", "73616c74", "info",
            "03b71afba4762882c6b8fe78cd35c97abf3d25fccfb7165a867ba25c026e35e4"
        ),
    ])
    func `is HKDF-SHA-256`(_ input: String, _ salt: String, _ info: String, _ output: String) {
        let key = hkdfSHA256(input: secret(input), salt: bytes(salt).raw, info: info)
        #expect(hexadecimal(key) == output)
    }

    @Test(arguments: [
        (
            // RFC 7914, section 12, the first 32 of 64 bytes.
            "pleaseletmein", "SodiumChloride", 14,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        ),
        (
            // The least work and no passphrase, by Python's hashlib.
            "", "salt", 1, "192ef4a5ae0ad77505b5de9f19c2d205754e179db84fc00109f522435cc9089f"
        ),
    ])
    func `is scrypt`(_ passphrase: String, _ salt: String, _ logN: Int, _ output: String) {
        guard
            let key = Scrypt.derive(
                passphrase: Array(passphrase.utf8).raw, salt: Array(salt.utf8), logN: logN)
        else {
            Issue.record("no memory")
            return
        }
        #expect(hexadecimal(key) == output)
    }
}
