/// `krok check`: temporary.
internal import ArgumentParser
internal import Curl
internal import Probes
internal import Workspace

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "Check.")
    @Flag var signIn = false
    @Option var redirectPort: UInt16 = SignInTicket.usualPort
    @Option var revoke: YesOrNo?
    @Option var wait = UnlockDuration(seconds: 300)
    @Option var caFile: String?
    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        var results: [CheckResult] = []
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options)
            let network = Network.live(NetworkSettings(authorityFile: caFile))
            results = try SignInRun(
                desk: desk, network: network, port: redirectPort, revokes: revoke?.isYes,
                patience: wait.seconds
            ).results()
            for result in results {
                let key = "signin." + result.reason.rawValue
                let text = face.words.has(key) ? face.words(key) : result.reason.rawValue
                face.print(
                    result.question.name.rawValue + " " + result.verdict.rawValue + ": " + text
                        + " \(result.details.sorted { $0.key < $1.key })")
            }
        }
        if results.contains(where: { $0.verdict == .wrong }) { throw ExitCode(1) }
        if results.contains(where: { $0.verdict == .unclear }) { throw ExitCode(75) }
    }
}
