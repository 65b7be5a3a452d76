/// Certificates: what is read out of them, and what speaks against them.
import Secrecy
import Testing

@testable import Certificates

struct CertificateTests {
    /// 2026-11-22.
    private static let now = 1_795_305_600

    private static func read(_ pem: String) throws(CertificateError) -> Certificate {
        try Certificate.read(Secret(copying: pem))[0]
    }

    private static func problems(_ pem: String, at now: Int = now) throws -> [CertificateProblem] {
        try read(pem).problems(at: now)
    }

    @Test func `an RSA certificate tells its subject, life, key and fingerprint`() throws {
        let found = try CertificateTests.read(Fixture.rsa)
        #expect(found.subject == "C = PL, CN = Żółta łódź")
        #expect(found.notBefore == 1_577_836_800)
        #expect(found.notAfter == 4_733_510_400)
        #expect(found.key == .rsa(bits: 2048))
        #expect(found.keyUsage == [.keyEncipherment])
        #expect(found.fingerprint.count == 95)
        #expect(found.fingerprint.split(separator: ":").count == 32)
        #expect(found.problems(at: CertificateTests.now) == [])
    }

    @Test func `a curve has its name and no usage unless the certificate says one`() throws {
        let found = try CertificateTests.read(Fixture.ec)
        #expect(found.key == .ec(curve: "P-256", bits: 256))
        #expect(found.keyUsage == nil)
        #expect(found.problems(at: CertificateTests.now) == [])
    }

    @Test func `each problem has a name of its own`() throws {
        #expect(try CertificateTests.problems(Fixture.old) == [.expired(at: 1_609_459_200)])
        #expect(
            try CertificateTests.problems(Fixture.weak) == [.weakKey(bits: 1024, least: 2048)])
        #expect(
            try CertificateTests.problems(Fixture.smallCurve)
                == [.weakKey(bits: 192, least: 224)])
        #expect(try CertificateTests.problems(Fixture.ed25519) == [.signingKey("Ed25519")])
        #expect(try CertificateTests.problems(Fixture.x25519) == [.unsupportedKey("X25519")])
        #expect(
            try CertificateTests.problems(Fixture.signing) == [.keyUsage(needed: "keyAgreement")])
        #expect(
            try CertificateTests.problems(Fixture.signingRSA)
                == [.keyUsage(needed: "keyEncipherment")])
    }

    @Test func `several problems are named together`() throws {
        #expect(
            try CertificateTests.problems(Fixture.signing, at: 0)
                == [.notYetValid(from: 1_577_836_800), .keyUsage(needed: "keyAgreement")])
    }

    @Test func `the first and the last second belong to the life`() throws {
        let found = try CertificateTests.read(Fixture.ec)
        #expect(found.problems(at: found.notBefore) == [])
        #expect(found.problems(at: found.notAfter) == [])
        #expect(
            found.problems(at: found.notBefore - 1) == [.notYetValid(from: found.notBefore)])
        #expect(found.problems(at: found.notAfter + 1) == [.expired(at: found.notAfter)])
    }

    @Test func `nothing in a subject steers the terminal`() throws {
        let subject = try CertificateTests.read(Fixture.steering).subject
        #expect(
            !subject.unicodeScalars.contains {
                [.control, .format].contains($0.properties.generalCategory)
            })
        #expect(subject.contains("[2J"))
    }

    @Test func `a file may hold several certificates and words around them`() throws {
        let text =
            "subject: somebody\r\n" + Fixture.rsa.replacing("\n", with: "\r\n") + "\r\n\n"
            + Fixture.ec + "\n" + Fixture.rsa
        let found = try Certificate.read(Secret(copying: text))
        #expect(
            try found == [
                CertificateTests.read(Fixture.rsa), CertificateTests.read(Fixture.ec),
            ])
    }

    @Test(
        arguments: [
            ("", CertificateError.notPEM),
            ("age1qqq\n", .notPEM),
            (Fixture.rsa.replacing("-----END", with: "-----BND"), .notPEM),
            (Fixture.rsa.replacing("END CERTIFICATE", with: "END CMS"), .notPEM),
            (Fixture.rsaKey, .privateKey),
            ("-----BEGIN CMS-----\nAAAA\n-----END CMS-----\n", .noCertificate),
            ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", .unreadable(number: 1)),
            (
                Fixture.ec + "\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
                .unreadable(number: 2)
            ),
            (
                String(repeating: "\n", count: Certificate.largestFile + 1),
                .tooLarge(limit: Certificate.largestFile)
            ),
        ])
    func `what is no certificate is refused by its name`(text: String, error: CertificateError) {
        #expect(throws: error) { try Certificate.read(Secret(copying: text)) }
    }

    @Test func `a certificate with a byte behind it is refused`() throws {
        let found = try CertificateTests.read(Fixture.ec)
        let longer = PEM.text("CERTIFICATE", found.der + [0])
        #expect(throws: CertificateError.unreadable(number: 1)) {
            try Certificate.read(Secret(copying: longer.raw))
        }
    }

    @Test func `OpenSSL overwrites the memory that it gives back`() {
        #expect(OpenSSL.wipesItsMemory)
    }
}
