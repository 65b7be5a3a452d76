/// Whether Google knows the address that a sign-in comes back to, without anybody signing in.
internal import Curl
package import Guides
package import Secrecy

/// Asks the authorisation endpoint and looks where it leads, without going there.
///
/// What it does is a page's behaviour that nobody promises (`facts/google.md`, section 5.2): what
/// is not recognised proves nothing.
package struct SignInAddress: Sendable {
    let network: Network
    let client: Secret
    let port: UInt16

    package init(network: Network, client: Secret, port: UInt16) {
        self.network = network
        self.client = client
        self.port = port
    }

    /// What will be asked, to be said beforehand.
    package static func question(_ name: CheckName) -> CheckQuestion {
        CheckQuestion(
            name, recipient: GoogleEndpoints.authorisationRecipient,
            sends: [.clientID, .signInAddress])
    }

    private enum Standing {
        case registered, unregistered
        case refused(error: String)
        case unknown(status: Int)
    }

    /// Before a sign-in: the address has to be there.
    package func isThere() -> CheckResult {
        judged(.signInAddress) { standing in
            switch standing {
            case .registered: (.right, .signInRegistered, [:])
            case .unregistered: (.wrong, .signInUnregistered, [:])
            case .refused(let error): (.wrong, .signInRequestRefused, ["error": error])
            case .unknown(let status): (.unclear, .unexpected, ["status": "\(status)"])
            }
        }
    }

    /// After it: the address has to be gone.
    package func isGone() -> CheckResult {
        judged(.signInRemoved) { standing in
            switch standing {
            case .registered: (.wrong, .signInStillThere, [:])
            case .unregistered: (.right, .signInGone, [:])
            case .refused(let error): (.unclear, .signInRequestRefused, ["error": error])
            case .unknown(let status): (.unclear, .unexpected, ["status": "\(status)"])
            }
        }
    }

    private func judged(
        _ name: CheckName,
        _ judge: (Standing) -> (CheckResult.Verdict, CheckReason, [String: String])
    ) -> CheckResult {
        let question = SignInAddress.question(name)
        let address = ["address": SignInTicket.redirect(port: port)]
        do throws(NetworkFault) {
            let (verdict, reason, details) = judge(try standing())
            return CheckResult(
                question, verdict, reason, details.merging(address) { one, _ in one })
        } catch {
            return CheckResult(question, .unclear, .network, ["fault": error.rawValue])
        }
    }

    private func standing() throws(NetworkFault) -> Standing {
        var query = FormText(address: GoogleEndpoints.authorisation)
        query.add("client_id", client)
        query.add("redirect_uri", SignInTicket.redirect(port: port))
        query.add("response_type", "code")
        query.add("scope", "openid")
        let response = try network.ask(HTTPSRequest(query.finish()))
        guard (300..<400).contains(response.status), let location = response.location else {
            return .unknown(status: response.status)
        }
        let place = SignInPlace(location)
        guard place.isGoogles else { return .unknown(status: response.status) }
        return switch place.kind {
        case .signIn: .registered
        case .error("redirect_uri_mismatch"): .unregistered
        case .error(let error) where SignInAddress.errors.contains(error): .refused(error: error)
        case .error, .unknown: .unknown(status: response.status)
        }
    }

    /// What says something about the client or the request, and nothing about the moment.
    private static let errors = ["invalid_client", "deleted_client", "invalid_request"]
}
