/// `krok check`: do the values work?
internal import ArgumentParser
internal import Curl
internal import Guides
internal import Platform
internal import Probes
internal import Words
internal import Workspace

/// Checks values: from what is known, and by asking others with `--online`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that the values work; asks nobody without --online.",
        discussion: """
            Exit status 1 when something is wrong, 75 when something was tried and could not be \
            told, 0 when all is right.
            """)

    @Argument(help: "A step's ID, the name of a value, or the name of a check.")
    var target: String?

    @Flag(help: "Ask Google and YetiForce; what is sent to whom is said beforehand.")
    var online = false

    @Flag(help: "Print JSON with stable keys.")
    var json = false

    @Flag(help: "Sign in through the browser and open the mailbox, once, by IMAP and SMTP.")
    var signIn = false

    @Option(
        help: ArgumentHelp(
            "With --sign-in: withdraw the consent afterwards, yes or no, without being asked.",
            valueName: "yes|no"))
    var revoke: YesOrNo?

    @Option(
        help: ArgumentHelp(
            "With --sign-in: how long to wait for the browser; 5m if not said.",
            valueName: "time"))
    var wait: UnlockDuration?

    @Option(
        help: ArgumentHelp(
            "The port that the sign-in comes back to, as it is registered at Google.",
            valueName: "port"))
    var redirectPort = SignInTicket.usualPort

    @Option(
        help: ArgumentHelp(
            "Give each question this long, 1 to 300 seconds (20).", valueName: "seconds"))
    var timeout = NetworkSettings.usualSeconds

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        guard NetworkSettings.allowedSeconds.contains(timeout) else {
            throw ValidationError("--timeout takes 1 to 300 seconds")
        }
        guard redirectPort > 0 else { throw ValidationError("--redirect-port takes 1 to 65535") }
        if signIn {
            if target != nil || online {
                throw ValidationError("--sign-in is a check of its own: leave the rest out")
            }
        } else if revoke != nil || wait != nil {
            throw ValidationError("--revoke and --wait need --sign-in")
        }
    }

    func run() throws {
        var status: Int32 = 0
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            let checking = Checking(desk: desk, options: options)
            let settings = try checking.settings(seconds: timeout)
            let results =
                signIn ? try signedIn(checking, settings) : try asked(checking, settings)
            let page = CheckPage(desk: desk, results: results)
            if json { Stream.write(page.json()) } else { face.print(page.lines()) }
            if results.contains(where: { $0.verdict == .wrong }) {
                status = 1
            } else if results.contains(where: { $0.verdict == .unclear }) {
                status = 75
            }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func signedIn(
        _ checking: Checking, _ settings: NetworkSettings
    ) throws(Fault) -> [CheckResult] {
        try SignInRun(
            checking: checking, settings: settings, port: redirectPort, revokes: revoke?.isYes,
            patience: wait?.seconds ?? SignInRun.usualPatience, asksBefore: false
        ).results()
    }

    private func asked(
        _ checking: Checking, _ settings: NetworkSettings
    ) throws(Fault) -> [CheckResult] {
        let session = checking.desk.session
        let sheet = try session.checkSheet(target, signInPort: redirectPort)
        let results = online ? checking.ask(sheet, settings) : sheet.results
        checking.tellOfRest(sheet, results, asked: online)
        for step in session.guide.steps where online && step.needsProof {
            _ = try session.prove(step, by: results)
        }
        return results
    }
}
