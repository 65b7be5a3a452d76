/// Checks that need nobody: what is known is compared with itself and with what Google documents.
internal import Guides
internal import Secrecy

/// Everything that can be said from `known` alone.
package enum OfflineChecks {
    /// `day` gives a date, so many days from now, as `2026-12-04`.
    package static func results(
        _ known: KnownValues, day: (_ daysFromNow: Int) -> String
    ) -> [CheckResult] {
        var results: [CheckResult] = []
        if let uri = known.redirectURI {
            let comparison = RedirectComparison(uri)
            if let address = known.yetiforceURL {
                results.append(comparison.against(address: address))
            }
            if let registered = known.registeredURIs {
                results.append(comparison.against(registered: registered))
            }
        }
        if !known.mail.isEmpty { results.append(ports(known.mail)) }
        if let lifetime = lifetime(known, day: day) { results.append(lifetime) }
        return results
    }

    /// What fits Gmail and YetiForce (`ssl` is implicit TLS, `tls` is STARTTLS for SMTP alone).
    private static let pairs = [
        ("imap", "ssl", "993"), ("smtp", "ssl", "465"), ("smtp", "tls", "587"),
    ]

    private static func ports(_ mail: [KnownValues.MailPair]) -> CheckResult {
        let question = CheckQuestion(.ports)
        let wrong = mail.first { pair in
            !pairs.contains { $0 == (pair.service, pair.encryption, pair.port) }
        }
        guard let wrong else { return CheckResult(question, .right, .pairsFit) }
        return CheckResult(
            question, .wrong, .pairDiffers,
            [
                "service": wrong.service.uppercased(), "encryption": wrong.encryption,
                "port": wrong.port,
            ])
    }

    /// Google ends what is authorised in testing after seven days.
    private static let daysInTesting = 7

    private static func lifetime(
        _ known: KnownValues, day: (Int) -> String
    ) -> CheckResult? {
        let question = CheckQuestion(.lifetime, input: "audience")
        switch (known.audience, known.publishing) {
        case ("internal"?, _): return CheckResult(question, .right, .lasts)
        case ("external"?, "production"?): return CheckResult(question, .right, .lastsUnverified)
        case ("external"?, "testing"?):
            return CheckResult(
                question, .wrong, .endsAfterWeek, ["date": day(daysInTesting)])
        default: return nil
        }
    }
}
