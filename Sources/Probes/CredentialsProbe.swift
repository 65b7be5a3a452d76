/// Client ID and secret, by a code that nobody gave out: Google looks at the client first.
internal import Curl
internal import Guides
internal import Secrecy

struct CredentialsProbe {
    let question: CheckQuestion
    private let form: Secret

    /// Nil when Client ID or secret is missing.
    init?(_ known: KnownValues) {
        guard let clientID = known.clientID, let secret = known.clientSecret else { return nil }
        var sends: [CheckQuestion.Sent] = [.clientID, .clientSecret, .madeUpCode]
        if known.redirectURI != nil { sends.append(.redirectURI) }
        question = CheckQuestion(
            .credentials, recipient: Address(GoogleEndpoints.token)?.recipient, sends: sends)
        var form = FormText()
        form.add("grant_type", "authorization_code")
        form.add("code", "4/made-up-by-krok")
        form.add("client_id", clientID)
        form.add("client_secret", secret)
        // The parameter has to be there; what it says does not matter to this question.
        form.add("redirect_uri", known.redirectURI ?? Secret(copying: "https://localhost/"))
        self.form = form.finish()
    }

    func ask(_ network: Network) -> CheckResult {
        do throws(NetworkFault) {
            let address = Secret(copying: GoogleEndpoints.token)
            return judge(try network.ask(HTTPSRequest(address, form: form)))
        } catch {
            return CheckResult(question, .unclear, .network, ["fault": error.rawValue])
        }
    }

    /// The key `error` decides (RFC 6749, 5.2); the description only says where to look.
    private func judge(_ response: HTTPSResponse) -> CheckResult {
        let status = ["status": String(response.status)]
        guard response.status == 400 || response.status == 401 else {
            return CheckResult(question, .unclear, response.isBusy ? .busy : .unexpected, status)
        }
        guard response.isWhole, let error = OAuthError(response.body) else {
            return CheckResult(question, .unclear, .unexpected, status)
        }
        switch error.code {
        case "invalid_grant": return CheckResult(question, .right, .accepted)
        case "deleted_client": return CheckResult(question, .wrong, .clientDeleted)
        case "invalid_client":
            let reason: CheckReason =
                if error.description.contains("deleted") {
                    .clientDeleted
                } else if error.description.contains("not found") {
                    .clientUnknown
                } else if error.description.contains("secret is invalid") {
                    .secretRefused
                } else {
                    .credentialsRefused
                }
            return CheckResult(question, .wrong, reason)
        default:
            return CheckResult(question, .unclear, .unexpectedError, ["error": error.code])
        }
    }
}

extension HTTPSResponse {
    /// Whether the server says that it cannot answer now (RFC 9110, 6585).
    var isBusy: Bool { status == 408 || status == 429 || status >= 500 }
}
