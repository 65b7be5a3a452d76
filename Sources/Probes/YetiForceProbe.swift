/// YetiForce's address: its certificate, and whether the OAuth web service answers.
internal import Curl
internal import Guides
internal import Secrecy

struct YetiForceProbe {
    let question: CheckQuestion
    private let address: String
    private let isHTTPS: Bool

    /// Nil when the address is missing or none.
    init?(_ known: KnownValues) {
        guard let url = known.yetiforceURL, let parts = Address(url),
            !parts.rest.contains("?"), !parts.rest.contains("#")
        else { return nil }
        isHTTPS = parts.isHTTPS
        // Over http nobody is asked: Google sends no browser there.
        question = CheckQuestion(
            .yetiforce, input: "yetiforce_url", recipient: isHTTPS ? parts.recipient : nil,
            sends: isHTTPS ? [.madeUpKey] : [])
        let base = url.hasSuffix("/") ? url : url + "/"
        address = base + RedirectComparison.path + YetiForceProbe.key
    }

    /// As long as a key and of its alphabet; it opens nothing, and a log says whose it is.
    private static let key = "MadeUpByKrkMadeUpByKrkMadeUp2345"

    func ask(_ network: Network) -> CheckResult {
        guard isHTTPS else { return CheckResult(question, .wrong, .notHTTPS) }
        do throws(NetworkFault) {
            return judge(
                try network.ask(
                    HTTPSRequest(Secret(copying: address), mostBodyBytes: 1 << 14)))
        } catch {
            return switch error {
            case .certificateExpired: CheckResult(question, .wrong, .certificateExpired)
            case .certificateOfOther: CheckResult(question, .wrong, .certificateOfOther)
            default: CheckResult(question, .unclear, .network, ["fault": error.rawValue])
            }
        }
    }

    private func judge(_ response: HTTPSResponse) -> CheckResult {
        let status = ["status": String(response.status)]
        switch response.status {
        case 404: return CheckResult(question, .wrong, .serviceMissing)
        // YetiForce says so when the service is switched off; a server in front of it says the
        // same when it has trouble, with words of its own.
        case 503 where !soundsLikeTrouble(response.body):
            return CheckResult(question, .wrong, .serviceNotActive)
        case 300..<400:
            let place = response.location.flatMap { $0.copiedIntoOrdinaryMemory() }
            let host = place.flatMap(Address.init)?.host ?? question.recipient ?? "?"
            return CheckResult(
                question, .unclear, .redirected, status.merging(["host": host]) { $1 })
        case let number where number < 200:
            return CheckResult(question, .unclear, .unexpected, status)
        default:
            return response.isBusy
                ? CheckResult(question, .unclear, .busy, status)
                : CheckResult(question, .right, .serviceAnswers, status)
        }
    }

    /// The pages that nginx, Apache and HAProxy send for 503 by themselves.
    private func soundsLikeTrouble(_ body: Secret) -> Bool {
        let text = body.copiedIntoOrdinaryMemory()?.lowercased() ?? ""
        return text.contains("temporarily") || text.contains("no server is available")
    }
}
