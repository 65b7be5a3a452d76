/// `krok report`: how things stand, for a colleague, without anything that is nobody's business.
internal import ArgumentParser
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Gathers versions, steps, values by their form, checks that ask nobody, and the findings of doctor, as Markdown.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say how things stand, values left out, to send to a colleague.",
        discussion: """
            The vault is opened only where that asks for nothing. Of a value the report says \
            whether it is there and has its usual form, and nothing of the value itself.
            """)

    @Flag(
        help: "Add what may tell who you are: the profile, YetiForce's host, the mailbox's domain.")
    var withNames = false

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options)
            let refusal = try open(desk)
            let page = ReportPage(
                desk: desk, refusal: refusal, withNames: withNames,
                hasOwnContent: (options.content ?? face.environment.variable("KROK_CONTENT")) != nil
            )
            let text = try page.text()
            guard let output else {
                Stream.output.write(text)
                return
            }
            try Session.write(Secret(copying: text), to: output)
            face.note(face.words("overview.written", ["path": output]))
        }
    }

    /// Opens the vault where nobody has to be asked; why it did not open is part of the report.
    private func open(_ desk: Desk) throws(Fault) -> Fault? {
        let session = desk.session
        guard session.place.isMade,
            try desk.opensUnasked()
        else { return nil }
        do throws(Fault) {
            _ = try session.vault()
            return nil
        } catch {
            return error
        }
    }
}
