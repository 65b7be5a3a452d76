/// Gmail's servers: reachable, with a certificate that holds, and a login by token on offer.
internal import Curl
internal import Guides

struct MailProbe {
    let question: CheckQuestion
    private let server: MailServer

    init(_ name: CheckName, _ server: MailServer) {
        question = CheckQuestion(name, recipient: "\(server.host):\(server.port)")
        self.server = server
    }

    func ask(_ network: Network) -> CheckResult {
        do throws(NetworkFault) {
            return try network.greet(server).offersXOAUTH2
                ? CheckResult(question, .right, .offersXOAUTH2)
                : CheckResult(question, .wrong, .noXOAUTH2)
        } catch {
            return CheckResult(question, .unclear, .network, ["fault": error.rawValue])
        }
    }
}
