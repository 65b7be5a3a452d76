/// Whether Google knows the address that a sign-in comes back to, without anybody signing in.
internal import Curl
internal import Guides
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
            name, recipient: SignInEndpoints.authorisationHost, sends: [.clientID, .signInAddress])
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
            return CheckResult(
                question, .unclear, .network,
                ["fault": error.rawValue, "host": SignInEndpoints.authorisationHost])
        }
    }

    private func standing() throws(NetworkFault) -> Standing {
        var query = FormText(address: SignInEndpoints.authorisation)
        query.add("client_id", client)
        query.add("redirect_uri", SignInTicket.redirect(port: port))
        query.add("response_type", "code")
        query.add("scope", "openid")
        let response = try network.ask(HTTPSRequest(query.finish()))
        guard let location = response.location?.copiedIntoOrdinaryMemory(),
            (300..<400).contains(response.status)
        else { return .unknown(status: response.status) }
        if let coded = location.firstRange(of: "authError=") {
            let text = location[coded.upperBound...].prefix { $0 != "&" }
            let unpadded = String(text).replacing("%3D", with: "").replacing("=", with: "")
            let message = SafeBase64.decoded(Secret(copying: unpadded))?.bytes.copiedBytes() ?? []
            // A message of protobuf: the name stands in it as it is.
            let readable = String(
                decoding: message.filter { (0x61...0x7A).contains($0) || $0 == 0x5F },
                as: UTF8.self)
            if readable.contains("redirect_uri_mismatch") { return .unregistered }
            for error in SignInAddress.errors where readable.contains(error) {
                return .refused(error: error)
            }
            return .unknown(status: response.status)
        }
        let isGood = SignInAddress.pages.contains {
            location.hasPrefix("https://accounts.google.com" + $0) || location.hasPrefix($0)
        }
        return isGood ? .registered : .unknown(status: response.status)
    }

    private static let errors = ["invalid_client", "deleted_client", "invalid_request"]
    private static let pages = [
        "/v3/signin/identifier", "/signin/oauth/consent", "/o/oauth2/auth/identifier",
    ]
}
