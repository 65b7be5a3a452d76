/// One sign-in through a browser: where it goes, where it comes back to, and what ties both ends.
internal import Curl
package import Secrecy

/// The secrets of one authorisation code flow with PKCE (RFC 6749, RFC 7636) and its addresses.
///
/// The verifier never leaves this machine before the code is exchanged. State and challenge stand
/// in the browser's address, and so in the argument of the program that opens it.
package struct SignInTicket: Sendable {
    /// Google compares the port as well as everything else.
    package let port: UInt16
    let state: Secret
    let verifier: Secret

    /// The port that the guide registers.
    package static let usualPort: UInt16 = 53682

    /// The mail scope, and the two that tell who signed in.
    static let scopes = ["openid", "email", mailScope]
    package static let mailScope = "https://mail.google.com/"

    /// Random from end to end: 32 bytes each, as RFC 7636 recommends in section 7.1.
    package init(port: UInt16) {
        self.port = port
        state = SafeBase64.encoded(Secret(Randomness.secret(32)))
        verifier = SafeBase64.encoded(Secret(Randomness.secret(32)))
    }

    /// Where the browser is sent back to; registered at Google exactly so.
    package var redirect: String { SignInTicket.redirect(port: port) }

    package static func redirect(port: UInt16) -> String { "http://localhost:\(port)/" }

    /// The page that the person signs in at.
    ///
    /// Nothing in it opens anything.
    package func address(client: Secret, mailbox: Secret?) -> Secret {
        let digest = sha256(verifier.bytes)
        var query = FormText(address: GoogleEndpoints.authorisation)
        query.add("client_id", client)
        query.add("redirect_uri", redirect)
        query.add("response_type", "code")
        query.add("scope", SignInTicket.scopes.joined(separator: " "))
        query.add("state", state)
        query.add("code_challenge", SafeBase64.encoded(Secret(copying: digest.raw)))
        query.add("code_challenge_method", "S256")
        // No refresh token: the first one is to be YetiForce's.
        query.add("access_type", "online")
        if let mailbox { query.add("login_hint", mailbox) }
        return query.finish()
    }

    /// What the token endpoint is given for `code`.
    func exchange(_ code: Secret, client: Secret, secret: Secret) -> Secret {
        var form = FormText()
        form.add("grant_type", "authorization_code")
        form.add("code", code)
        form.add("client_id", client)
        form.add("client_secret", secret)
        form.add("redirect_uri", redirect)
        form.add("code_verifier", verifier)
        return form.finish()
    }
}
