/// The redirect URI, at Google's authorisation endpoint: where it would send a browser says enough.
internal import Curl
internal import Guides
internal import Secrecy

struct RedirectProbe {
    let question: CheckQuestion
    private let address: Secret
    /// Whether the address itself may be what Google takes.
    private let mayBeAllowed: Bool

    /// Nil when Client ID or redirect URI is missing.
    init?(_ known: KnownValues) {
        guard let clientID = known.clientID, let uri = known.redirectURI else { return nil }
        question = CheckQuestion(
            .redirectURI, input: "redirect_uri",
            recipient: Address(GoogleEndpoints.authorisation)?.recipient,
            sends: [.clientID, .redirectURI])
        var text = FormText(address: GoogleEndpoints.authorisation)
        text.add("client_id", clientID)
        text.add("redirect_uri", uri)
        text.add("response_type", "code")
        text.add("scope", "openid")
        address = text.finish()
        // Scheme and host are no secret; the path, which holds the key, stays where it is.
        let origin = RedirectComparison.masked(uri)
        mayBeAllowed = Address(origin).map { $0.isHTTPS && $0.mayBePublic } ?? true
    }

    func ask(_ network: Network) -> CheckResult {
        do throws(NetworkFault) {
            return judge(try network.ask(HTTPSRequest(address)))
        } catch {
            return CheckResult(question, .unclear, .network, ["fault": error.rawValue])
        }
    }

    private func judge(_ response: HTTPSResponse) -> CheckResult {
        let status = String(response.status)
        guard (300..<400).contains(response.status), let location = response.location else {
            let reason: CheckReason = response.isBusy ? .busy : .unexpected
            return CheckResult(question, .unclear, reason, ["status": status])
        }
        let place = SignInPlace(location)
        guard place.isGoogles else {
            return CheckResult(
                question, .unclear, .redirected, ["status": status, "host": place.host])
        }
        switch place.kind {
        case .signIn: return CheckResult(question, .right, .registered)
        case .error("redirect_uri_mismatch"):
            return CheckResult(question, .wrong, .redirectMismatch)
        case .error("invalid_client"): return CheckResult(question, .wrong, .clientUnknown)
        case .error("deleted_client"): return CheckResult(question, .wrong, .clientDeleted)
        case .error("invalid_request") where !mayBeAllowed:
            return CheckResult(question, .wrong, .addressNotAllowed)
        case .error(let code):
            return CheckResult(question, .unclear, .unexpectedError, ["error": code])
        case .unknown: return CheckResult(question, .unclear, .unknownPage, ["status": status])
        }
    }
}
