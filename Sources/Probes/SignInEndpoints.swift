/// Whom a sign-in asks: constants, chosen by the manifest's `provider: google`.
internal import Curl

/// Google's endpoints, as its discovery document names them (`facts/google.md`, section 5.3).
enum SignInEndpoints {
    static let authorisation = "https://accounts.google.com/o/oauth2/v2/auth"
    static let token = "https://oauth2.googleapis.com/token"
    static let tokenInfo = "https://oauth2.googleapis.com/tokeninfo"
    static let revocation = "https://oauth2.googleapis.com/revoke"
    static let issuer = "https://accounts.google.com"

    static let authorisationHost = "accounts.google.com:443"
    static let tokenHost = "oauth2.googleapis.com:443"

    static let imap = MailServer(.imap, host: "imap.gmail.com", port: 993)
    static let smtp = MailServer(.smtp, host: "smtp.gmail.com", port: 465)
}
