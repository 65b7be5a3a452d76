/// `krok check`: do the values work?
internal import ArgumentParser
internal import Curl
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

    @Option(
        help: ArgumentHelp(
            "Give each question this long, 1 to 300 seconds (20).", valueName: "seconds"))
    var timeout = NetworkSettings.usualSeconds

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        guard NetworkSettings.allowedSeconds.contains(timeout) else {
            throw ValidationError("--timeout takes 1 to 300 seconds")
        }
    }

    func run() throws {
        var status: Int32 = 0
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            let checking = Checking(desk: desk, options: options)
            let settings = try checking.settings(seconds: timeout)
            let sheet = try desk.session.checkSheet(target)
            let results =
                online ? checking.ask(sheet, settings) : sheet.results
            let page = CheckPage(desk: desk, results: results)
            if json { Stream.write(page.json()) } else { face.print(page.lines()) }
            checking.tellOfRest(sheet, results, asked: online)
            if results.contains(where: { $0.verdict == .wrong }) {
                status = 1
            } else if results.contains(where: { $0.verdict == .unclear }) {
                status = 75
            }
        }
        if status != 0 { throw ExitCode(status) }
    }
}
