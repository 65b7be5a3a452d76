/// An X.509 certificate: whom it names, how long it holds, what its key can do.
internal import Secrecy

/// A certificate that was read; nobody has vouched for it.
///
/// Chains and revocation are not looked at: whoever encrypts compares the fingerprint.
package struct Certificate: Sendable, Equatable {
    /// The kind of key inside.
    package enum Key: Equatable, Sendable {
        case rsa(bits: Int)
        /// An elliptic curve by the name that NIST gives it, else by OpenSSL's.
        case ec(curve: String, bits: Int)
        /// Signs only: Ed25519, Ed448, DSA, RSA-PSS.
        case signing(String)
        case other(String)
    }

    let der: [UInt8]

    /// The subject on one line, such as `C = PL, O = Firma, CN = Anna`; nothing in it can steer a
    /// terminal.
    package let subject: String

    /// The first and the last second of its life, since 1970.
    package let notBefore: Int
    package let notAfter: Int

    package let key: Key

    /// The bits of the extension `keyUsage` as X.509 counts them; nil where there is none.
    let keyUsage: KeyUsage?

    /// What `keyUsage` allows, of the bits that matter here.
    struct KeyUsage: OptionSet, Equatable {
        let rawValue: UInt32
        static let keyEncipherment = KeyUsage(rawValue: 0x20)
        static let keyAgreement = KeyUsage(rawValue: 0x08)
    }

    /// SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` prints it.
    package var fingerprint: String {
        sha256(der.raw).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }

    /// The shortest RSA key that is written to (NIST SP 800-131A).
    package static let leastRSABits = 2048
    private static let leastCurveBits = 224

    /// What speaks against encrypting to it at `now`, in seconds since 1970.
    package func problems(at now: Int) -> [CertificateProblem] {
        var problems: [CertificateProblem] = []
        if now < notBefore { problems.append(.notYetValid(from: notBefore)) }
        if now > notAfter { problems.append(.expired(at: notAfter)) }
        func need(_ usage: KeyUsage, _ name: String) {
            guard let keyUsage, !keyUsage.contains(usage) else { return }
            problems.append(.keyUsage(needed: name))
        }
        switch key {
        case .rsa(let bits):
            if bits < Certificate.leastRSABits {
                problems.append(.weakKey(bits: bits, least: Certificate.leastRSABits))
            }
            need(.keyEncipherment, "keyEncipherment")
        case .ec(_, let bits):
            if bits < Certificate.leastCurveBits {
                problems.append(.weakKey(bits: bits, least: Certificate.leastCurveBits))
            }
            need(.keyAgreement, "keyAgreement")
        case .signing(let name): problems.append(.signingKey(name))
        case .other(let name): problems.append(.unsupportedKey(name))
        }
        return problems
    }
}
