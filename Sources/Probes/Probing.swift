/// The questions that others are asked, chosen by the manifest's provider.
internal import Curl
package import Guides

/// What can be asked about `KnownValues`, announced and then carried out.
package struct Probing: Sendable {
    private let known: KnownValues

    /// Nil where the guide names no provider, or one that nobody has endpoints for.
    package init?(provider: String?, _ known: KnownValues) {
        guard provider == GoogleEndpoints.provider else { return nil }
        self.known = known
    }

    /// Every question that can be asked from what is known, in order; nobody is asked yet.
    package var questions: [CheckQuestion] { CheckName.allCases.compactMap { probe($0)?.question } }

    /// Asks; nil for a question that cannot be asked from what is known.
    package func ask(_ name: CheckName, _ network: Network) -> CheckResult? {
        probe(name)?.ask(network)
    }

    private struct Probe {
        let question: CheckQuestion
        let ask: (Network) -> CheckResult
    }

    private func probe(_ name: CheckName) -> Probe? {
        switch name {
        case .form, .redirectAddress, .redirectFile, .ports, .lifetime: nil
        // These belong to a sign-in, in their order: see `SignIn`.
        case .signInAddress, .signInConsent, .signInToken, .signInIMAP, .signInSMTP,
            .signInGrant:
            nil
        case .signInRemoved: signInRemoved()
        case .credentials: CredentialsProbe(known).map { Probe(question: $0.question, ask: $0.ask) }
        case .redirectURI: RedirectProbe(known).map { Probe(question: $0.question, ask: $0.ask) }
        case .imap: mail(name, GoogleEndpoints.imap)
        case .smtp: mail(name, GoogleEndpoints.smtp)
        case .smtpStartTLS: mail(name, GoogleEndpoints.smtpStartTLS)
        case .yetiforce: YetiForceProbe(known).map { Probe(question: $0.question, ask: $0.ask) }
        }
    }

    private func signInRemoved() -> Probe? {
        guard let client = known.clientID, let port = known.signInPort else { return nil }
        return Probe(question: SignInAddress.question(.signInRemoved)) { network in
            SignInAddress(network: network, client: client, port: port).isGone()
        }
    }

    private func mail(_ name: CheckName, _ server: MailServer) -> Probe? {
        let probe = MailProbe(name, server)
        return Probe(question: probe.question, ask: probe.ask)
    }
}
