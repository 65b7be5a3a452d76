/// Where Google is asked: constants, so that no guide and no file decides where a secret is sent.
internal import Curl

/// Google's addresses as of November 2026 (its discovery document, and "IMAP, POP, and SMTP").
enum GoogleEndpoints {
    /// The `provider` of a manifest that these belong to.
    static let provider = "google"

    static let token = "https://oauth2.googleapis.com/token"
    static let authorisation = "https://accounts.google.com/o/oauth2/v2/auth"

    /// Where the authorisation endpoint sends a browser on.
    static let signInHost = "accounts.google.com"

    /// Who a token opens what for, and until when.
    static let tokenInfo = "https://oauth2.googleapis.com/tokeninfo"
    static let revocation = "https://oauth2.googleapis.com/revoke"

    static let authorisationRecipient = "accounts.google.com:443"
    static let tokenRecipient = "oauth2.googleapis.com:443"

    static let imap = MailServer(.imap, host: "imap.gmail.com", port: 993)
    static let smtp = MailServer(.smtp, host: "smtp.gmail.com", port: 465)
    static let smtpStartTLS = MailServer(
        .smtp, host: "smtp.gmail.com", port: 587, encryption: .startTLS)
}
