/// Every reason of a verdict, with the details that its sentence needs.

/// Why a check says what it says; the raw values are printed and never change.
package enum CheckReason: String, Sendable, Equatable, CaseIterable {
    // MARK: Anything that is asked

    /// No usable answer; `fault` is a raw value of `NetworkFault`.
    case network
    /// Too many questions, or the server has trouble of its own; `status`.
    case busy
    /// An answer over HTTP that means neither yes nor no; `status`.
    case unexpected
    /// An error of OAuth 2 that means neither yes nor no; `error`.
    case unexpectedError = "unexpected-error"
    /// Sent to another place, which was not followed; `status`, `host`.
    case redirected

    // MARK: Forms

    case looksRight = "looks-right"
    /// Not as such values usually look; nobody publishes how they must.
    case unusual
    /// The guide would refuse it today.
    case notAccepted = "not-accepted"

    // MARK: The redirect URI, compared

    case addressFits = "address-fits"
    /// `expected`, `found`, `position`, from 1.
    case addressDiffers = "address-differs"
    case pathDiffers = "path-differs"
    case inFile = "in-file"
    /// `found`, `position`, `file`: the nearest of Google's.
    case notInFile = "not-in-file"
    case fileHasNone = "file-has-none"
    /// It was not in the file, but Google knows it by now.
    case registeredSince = "registered-since"

    // MARK: Encryption and ports

    case pairsFit = "pairs-fit"
    /// `service`, `encryption`, `port`.
    case pairDiffers = "pair-differs"

    // MARK: How long it lasts

    case lasts
    /// In production, not verified by Google.
    case lastsUnverified = "lasts-unverified"
    /// `date`: the end of an authorisation that is given now.
    case endsAfterWeek = "ends-after-week"

    // MARK: Client ID and secret

    case accepted
    case clientUnknown = "client-unknown"
    case clientDeleted = "client-deleted"
    case secretRefused = "secret-refused"
    /// One of the two.
    case credentialsRefused = "credentials-refused"

    // MARK: The redirect URI, asked

    case registered
    case redirectMismatch = "redirect-mismatch"
    /// Google takes no such address, whoever owns it.
    case addressNotAllowed = "address-not-allowed"
    /// A page that nobody has described.
    case unknownPage = "unknown-page"

    // MARK: Mail

    case offersXOAUTH2 = "offers-xoauth2"
    case noXOAUTH2 = "no-xoauth2"

    // MARK: YetiForce

    case serviceAnswers = "service-answers"
    case serviceMissing = "service-missing"
    case serviceNotActive = "service-not-active"
    case notHTTPS = "not-https"
    case certificateExpired = "certificate-expired"
    case certificateOfOther = "certificate-of-other"

    // MARK: Signing in

    /// Google knows the address that the sign-in comes back to; `address`.
    case signInRegistered = "sign-in-registered"
    /// It does not; `address`.
    case signInUnregistered = "sign-in-unregistered"
    /// It does not any more, as it should be in the end; `address`.
    case signInGone = "sign-in-gone"
    /// It still does; `address`.
    case signInStillThere = "sign-in-still-there"
    /// Google does not take the request at all; `error`.
    case signInRequestRefused = "sign-in-request-refused"
    case signInConsented = "sign-in-consented"
    /// The person, or Google in their place, said no (`access_denied`).
    case signInDenied = "sign-in-denied"
    /// Another error came back; `error`.
    case signInRefused = "sign-in-refused"
    /// Nobody came back in time; `minutes`.
    case signInNobody = "sign-in-nobody"
    /// Somebody came back, but from another sign-in.
    case signInOtherState = "sign-in-other-state"
    case tokenGiven = "token-given"
    /// `error`.
    case tokenRefused = "token-refused"
    /// The person left the mail scope out; `scopes`.
    case tokenWithoutMail = "token-without-mail"
    case loginAccepted = "login-accepted"
    /// `code`, and `status` where the server named one.
    case loginRefused = "login-refused"
    /// The mail server has trouble of its own, or did not understand; `code`.
    case mailBusy = "mail-busy"
    /// Refused, and Google did not say whether the token was still good; `code`.
    case loginUnexplained = "login-unexplained"
    /// Somebody else signed in; `mailbox`, `signed-in`.
    case loginOfOther = "login-of-other"
    /// The token has ended since: expired, or the grant was withdrawn.
    case loginTokenEnded = "login-token-ended"
    case grantRevoked = "grant-revoked"
    /// YetiForce holds a grant of its own, which would go too.
    case grantLeftLinked = "grant-left-linked"
    case grantLeftWished = "grant-left-wished"
    /// `why` is `network` or `error`.
    case grantNotRevoked = "grant-not-revoked"
    /// The person consented, but no token came of it that could be revoked.
    case grantWithoutToken = "grant-without-token"
}

extension CheckReason {
    /// The failure that a guide may describe under this ID.
    package var symptom: String? {
        switch self {
        case .redirectMismatch: "redirect-mismatch"
        case .clientUnknown, .secretRefused, .credentialsRefused: "invalid-client"
        case .clientDeleted: "deleted-client"
        case .addressNotAllowed: "invalid-redirect"
        case .addressDiffers: "wrong-beginning"
        case .endsAfterWeek: "dies-after-week"
        case .serviceMissing: "not-found"
        case .serviceNotActive: "service-not-active"
        case .signInUnregistered: "redirect-mismatch"
        case .signInDenied: "access-denied"
        case .loginRefused, .loginOfOther: "login-refused"
        default: nil
        }
    }
}
