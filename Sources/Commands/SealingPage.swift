/// Whom an export will be sealed for, shown before anything is written.
internal import Certificates
internal import Handover
internal import Words
internal import Workspace

struct SealingPage {
    let desk: Desk
    let addressees: [Addressee]
    let cbc: Bool

    private var face: Face { desk.face }
    private var words: Words { desk.face.words }

    private var certificates: [Certificate] {
        addressees.compactMap { if case .certificate(let found) = $0 { found } else { nil } }
    }

    func show() {
        face.note(words("sealing.note"))
        for addressee in addressees {
            switch addressee {
            case .age(let age): face.note("  " + age.text)
            case .certificate(let certificate): face.note(lines(certificate))
            }
        }
        if !certificates.isEmpty { face.note(words("sealing.compare")) }
        if cbc { face.note(words("sealing.cbc")) }
    }

    private func lines(_ certificate: Certificate) -> String {
        words(
            "sealing.certificate",
            [
                "subject": Visible.text(certificate.subject),
                "key": CertificateWords(words: words).text(for: certificate.key),
                "date": Clock.text(certificate.notAfter),
                "fingerprint": certificate.fingerprint,
            ])
    }

    /// Whether to go on: asked about certificates alone, and only where somebody can answer.
    func mayGoOn(yes: Bool) throws(Fault) -> Bool {
        guard !certificates.isEmpty, !yes, TerminalInput.isThere else { return true }
        return try desk.questions.confirm(
            words("sealing.ask", count: certificates.count), usually: false)
    }
}

/// Kinds of keys, and what speaks against a certificate.
struct CertificateWords {
    let words: Words

    func text(for key: Certificate.Key) -> String {
        switch key {
        case .rsa(let bits): words("certificate.rsa", ["bits": "\(bits)"])
        case .ec(let curve, _): words("certificate.ec", ["curve": curve])
        case .signing(let name), .other(let name): name
        }
    }

    func text(for problem: CertificateProblem) -> String {
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
