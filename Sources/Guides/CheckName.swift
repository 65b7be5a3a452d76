/// The checks that a step may name: they prove that its values work.

/// What is looked at; the raw values stand in manifests and in `--json` and never change.
package enum CheckName: String, Sendable, Hashable, CaseIterable {
    // MARK: From what is known here

    /// Whether a value looks as it should.
    case form
    /// The redirect URI against YetiForce's address.
    case redirectAddress = "redirect-address"
    /// The redirect URI against those in Google's file.
    case redirectFile = "redirect-file"
    /// The pairs of encryption and port.
    case ports
    /// How long an authorisation will last.
    case lifetime

    // MARK: By asking

    /// Client ID and secret, at Google's token endpoint.
    case credentials
    /// The redirect URI, at Google's authorisation endpoint.
    case redirectURI = "redirect-uri"
    /// Gmail by IMAP: reachable, encrypted, offers XOAUTH2.
    case imap
    /// Gmail by SMTP, encrypted from the first byte.
    case smtp
    /// Gmail by SMTP, encrypted by STARTTLS.
    case smtpStartTLS = "smtp-starttls"
    /// YetiForce's address and its OAuth web service.
    case yetiforce

    // MARK: By signing in

    /// The address of this machine that Google sends the browser back to, for the sign-in alone.
    case signInAddress = "sign-in-address"
    /// Signing in and consenting, in the browser.
    case signInConsent = "sign-in-consent"
    /// The token for the code, and its scopes.
    case signInToken = "sign-in-token"
    /// Gmail by IMAP, with the token.
    case signInIMAP = "sign-in-imap"
    /// Gmail by SMTP, with the token.
    case signInSMTP = "sign-in-smtp"
    /// What became of the grant.
    case signInGrant = "sign-in-grant"
    /// That the address of the sign-in is not registered any more.
    case signInRemoved = "sign-in-removed"

    /// Whether somebody else has to be asked.
    package var isOnline: Bool {
        switch self {
        case .form, .redirectAddress, .redirectFile, .ports, .lifetime: false
        case .credentials, .redirectURI, .imap, .smtp, .smtpStartTLS, .yetiforce: true
        case .signInAddress, .signInConsent, .signInToken, .signInIMAP, .signInSMTP,
            .signInGrant, .signInRemoved:
            true
        }
    }
}
