/// What a certificate is, in words.
package import Certificates
internal import Handover
package import Words
internal import Workspace

/// Kinds of keys, and what speaks against a certificate.
package struct CertificateWords {
    private let words: Words

    package init(words: Words) { self.words = words }

    package func text(for key: Certificate.Key) -> String {
        switch key {
        case .rsa(let bits): words("certificate.rsa", ["bits": "\(bits)"])
        case .ec(let curve, _): words("certificate.ec", ["curve": curve])
        case .signing(let name), .other(let name): name
        }
    }

    package func text(for problem: CertificateProblem) -> String {
        switch problem {
        case .expired(let time): words("certificate.expired", ["date": Clock.text(time)])
        case .notYetValid(let time):
            words("certificate.not-yet-valid", ["date": Clock.text(time)])
        case .signingKey(let kind): words("certificate.signing-key", ["kind": kind])
        case .unsupportedKey(let kind): words("certificate.unsupported-key", ["kind": kind])
        case .weakKey(let bits, let least):
            words("certificate.weak-key", ["found": "\(bits)", "least": "\(least)"])
        case .keyUsage(let needed): words("certificate.key-usage", ["needed": needed])
        }
    }
}
