/// The questions of a sign-in, one after the other: code for token, mailbox by token, farewell.
internal import Curl
internal import Guides
package import Secrecy
internal import SecretJSON

/// What is needed to ask them; secrets go to the constant hosts of `GoogleEndpoints` alone.
package struct SignIn: Sendable {
    let network: Network
    let client: Secret
    let secret: Secret
    let mailbox: Secret

    package init(network: Network, client: Secret, secret: Secret, mailbox: Secret) {
        self.network = network
        self.client = client
        self.secret = secret
        self.mailbox = mailbox
    }

    /// Everything that a sign-in may ask, in this order, to be said beforehand.
    package static let questions: [CheckQuestion] = [
        SignInAddress.question(.signInAddress), consent, token, tokenInfo, imap, smtp, grant,
    ]

    static let consent = CheckQuestion(
        .signInConsent, recipient: GoogleEndpoints.authorisationRecipient,
        sends: [.clientID, .signInAddress, .mailbox])
    static let token = CheckQuestion(
        .signInToken, recipient: GoogleEndpoints.tokenRecipient,
        sends: [.clientID, .clientSecret, .code])
    /// Asked only where the mailbox does not open, and announced all the same.
    static let tokenInfo = CheckQuestion(
        .signInToken, recipient: GoogleEndpoints.tokenRecipient, sends: [.token])
    static let imap = CheckQuestion(
        .signInIMAP, recipient: "imap.gmail.com:993", sends: [.mailbox, .token])
    static let smtp = CheckQuestion(
        .signInSMTP, recipient: "smtp.gmail.com:465", sends: [.mailbox, .token])
    static let grant = CheckQuestion(
        .signInGrant, recipient: GoogleEndpoints.tokenRecipient, sends: [.token])

    // MARK: Consent

    /// What came of waiting for the browser; `answer` is nil when nobody came in time.
    package static func consent(
        _ answer: SignInAnswer?, sawOtherState: Bool, minutes: Int
    ) -> CheckResult {
        switch answer {
        case .code: CheckResult(consent, .right, .signInConsented)
        case .refused("access_denied"): CheckResult(consent, .wrong, .signInDenied)
        case .refused(let error):
            CheckResult(consent, .wrong, .signInRefused, ["error": error])
        case .foreign, nil:
            CheckResult(
                consent, .unclear, sawOtherState ? .signInOtherState : .signInNobody,
                ["minutes": "\(minutes)"])
        }
    }

    // MARK: Code for token

    /// Exchanges the code; a token that does not open mail is handed over too, to be revoked.
    package func token(
        for code: Secret, _ ticket: SignInTicket
    ) -> (result: CheckResult, token: SignInToken?) {
        let question = SignIn.token
        let form = ticket.exchange(code, client: client, secret: secret)
        let response: HTTPSResponse
        do throws(NetworkFault) {
            response = try network.ask(
                HTTPSRequest(Secret(copying: GoogleEndpoints.token), form: form))
        } catch {
            return (SignIn.unreached(question, error), nil)
        }
        if response.status == 200, response.isWhole, let token = SignInToken(response.body) {
            guard token.hasMailScope else {
                let scopes = (token.scopes ?? []).joined(separator: " ")
                return (
                    CheckResult(question, .wrong, .tokenWithoutMail, ["scopes": scopes]), token
                )
            }
            return (CheckResult(question, .right, .tokenGiven), token)
        }
        let error = OAuthError(response.body)?.code
        let status = ["status": "\(response.status)"]
        guard let error, (400..<500).contains(response.status) else {
            let reason: CheckReason = response.isBusy ? .busy : .unexpected
            return (CheckResult(question, .unclear, reason, status), nil)
        }
        // What a client can have wrong; everything else says nothing about these values.
        let isWrong = SignIn.wrongErrors.contains(error)
        let result = CheckResult(
            question, isWrong ? .wrong : .unclear, isWrong ? .tokenRefused : .unexpectedError,
            ["error": error])
        return (result, nil)
    }

    private static let wrongErrors: Set<String> = [
        "invalid_client", "deleted_client", "unauthorized_client", "redirect_uri_mismatch",
        "invalid_scope", "admin_policy_enforced", "org_internal",
    ]

    // MARK: Mailbox by token

    package func logInByIMAP(_ token: SignInToken) -> CheckResult {
        logIn(SignIn.imap, GoogleEndpoints.imap, token)
    }

    package func logInBySMTP(_ token: SignInToken) -> CheckResult {
        logIn(SignIn.smtp, GoogleEndpoints.smtp, token)
    }

    private func logIn(
        _ question: CheckQuestion, _ server: MailServer, _ token: SignInToken
    ) -> CheckResult {
        do throws(NetworkFault) {
            switch try network.logIn(to: server, user: mailbox, token: token.access) {
            case .accepted: return CheckResult(question, .right, .loginAccepted)
            case .unavailable(let code):
                return CheckResult(question, .unclear, .mailBusy, ["code": code])
            case .refused(let code, let challenge):
                return explained(question, token, code, challenge)
            }
        } catch {
            return SignIn.unreached(question, error)
        }
    }

    /// Why a mailbox did not open: servers say the same to everything, so that others are asked.
    private func explained(
        _ question: CheckQuestion, _ token: SignInToken, _ code: String, _ challenge: Secret?
    ) -> CheckResult {
        if let signedIn = token.mailbox, let mine = mailbox.copiedIntoOrdinaryMemory(),
            signedIn.lowercased() != mine.lowercased()
        {
            return CheckResult(
                question, .wrong, .loginOfOther, ["mailbox": mine, "signed-in": signedIn])
        }
        switch info(of: token) {
        case .ended: return CheckResult(question, .unclear, .loginTokenEnded)
        case .scopes(let scopes) where !scopes.contains(SignInTicket.mailScope):
            return CheckResult(
                question, .wrong, .tokenWithoutMail, ["scopes": scopes.joined(separator: " ")])
        case .unknown:
            // It may have ended as well: without Google's word nothing is known to be wrong.
            return CheckResult(question, .unclear, .loginUnexplained, ["code": code])
        case .scopes: break
        }
        var details = ["code": code]
        if let status = challenge.flatMap(SignIn.status) { details["status"] = status }
        return CheckResult(question, .wrong, .loginRefused, details)
    }

    private enum Info {
        case scopes([String])
        case ended, unknown
    }

    /// What Google says of the token, at the endpoint that it names for this.
    private func info(of token: SignInToken) -> Info {
        var query = FormText(address: GoogleEndpoints.tokenInfo)
        query.add("access_token", token.access)
        guard let response = try? network.ask(HTTPSRequest(query.finish())) else {
            return .unknown
        }
        if response.status == 200, let scope = SignInToken.member("scope", of: response.body) {
            return .scopes(scope.split(separator: " ").map(String.init))
        }
        let isEnded =
            response.status == 400 && OAuthError(response.body)?.code == "invalid_token"
        return isEnded ? .ended : .unknown
    }

    /// The status in a server's challenge, such as `{"status":"400",…}`; digits alone.
    private static func status(_ challenge: Secret) -> String? {
        guard let status = SignInToken.member("status", of: challenge), status.utf8.count <= 4,
            status.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return status
    }

    // MARK: Farewell

    /// Why a grant is to stay.
    package enum Keeping: Sendable {
        case linked, wished
    }

    package static func left(_ why: Keeping) -> CheckResult {
        let reason: CheckReason = why == .linked ? .grantLeftLinked : .grantLeftWished
        return CheckResult(CheckQuestion(.signInGrant), .right, reason)
    }

    /// After a consent that brought no token: without one nothing can be taken back here.
    package static func stranded() -> CheckResult {
        CheckResult(CheckQuestion(.signInGrant), .unclear, .grantWithoutToken)
    }

    /// Takes the grant back, with every token of it.
    package func revoke(_ token: SignInToken) -> CheckResult {
        var form = FormText()
        form.add("token", token.access)
        do throws(NetworkFault) {
            let response = try network.ask(
                HTTPSRequest(Secret(copying: GoogleEndpoints.revocation), form: form.finish()))
            if response.status == 200 { return CheckResult(SignIn.grant, .right, .grantRevoked) }
            let why = OAuthError(response.body)?.code ?? "HTTP \(response.status)"
            return CheckResult(SignIn.grant, .unclear, .grantNotRevoked, ["why": why])
        } catch {
            return CheckResult(
                SignIn.grant, .unclear, .grantNotRevoked, ["why": error.rawValue])
        }
    }

    private static func unreached(_ question: CheckQuestion, _ fault: NetworkFault) -> CheckResult {
        CheckResult(question, .unclear, .network, ["fault": fault.rawValue])
    }
}
