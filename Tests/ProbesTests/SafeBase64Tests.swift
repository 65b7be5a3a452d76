/// Base64 for addresses against the vectors of RFC 4648 and RFC 7636.
import Secrecy
import Testing

@testable import Probes

struct SafeBase64Tests {
    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func `the standard's vectors, both ways`(plain: String, coded: String) {
        let secret = Secret(copying: plain)
        #expect(SafeBase64.encoded(secret).isText(coded))
        #expect(SafeBase64.decoded(Secret(copying: coded))?.equals(secret) == true)
    }

    /// RFC 7636, appendix B: verifier and challenge of its example.
    @Test func `the challenge of a known verifier`() {
        let digest = sha256(Array("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".utf8).raw)
        let challenge = SafeBase64.encoded(Secret(copying: digest.raw))
        #expect(challenge.isText("E9Melhoa2OwvFrEMTJguCHaeK1t8URWbuGJJstw-cM"))
    }

    @Test(arguments: ["A", "Zg==", "Zm8+", "Zm8/", "Zm 8", "ąę"])
    func `what is no such text is none`(text: String) {
        #expect(SafeBase64.decoded(Secret(copying: text)) == nil)
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        let decoded = SafeBase64.decoded(SafeBase64.encoded(Secret(copying: bytes.raw)))
        #expect(decoded?.bytes.copiedBytes() == bytes)
    }
}
