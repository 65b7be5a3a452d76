/// Whom an export will be sealed for, shown before anything is written.
internal import Certificates
internal import Handover
internal import Phrases
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
