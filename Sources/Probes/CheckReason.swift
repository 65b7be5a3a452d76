/// Every reason of a verdict, with the details that its sentence needs.

/// Why a check says what it says; the raw values are printed and never change.
package enum CheckReason: String, Sendable, Equatable, CaseIterable {
    // MARK: Anything that is asked

    /// No usable answer; `fault` is a raw value of `NetworkFault`.
    case network
    /// An answer that means neither yes nor no; `status` and, where there was one, `error`.
    case unexpected

    // MARK: Forms

    case looksRight = "looks-right"
    /// `fault` says what the value check says.
    case looksWrong = "looks-wrong"

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
}
