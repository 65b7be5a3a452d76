/// The command `krok` and everything below it.
package import ArgumentParser
internal import Platform
internal import Words
internal import Workspace

/// `krok` alone starts or resumes the guide.
package struct KrokCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "krok",
        abstract: "Step by step from Gmail to a finished YetiForce mail-server form.",
        discussion: """
            Without a command, krok starts the guide or resumes it where it was left. Ticks and \
            values are kept in a vault folder; values are encrypted there.
            """,
        version: Version.text,
        subcommands: [
            ShowCommand.self, StatusCommand.self, TickCommand.self, UntickCommand.self,
            SkipCommand.self, ResetCommand.self, SetCommand.self, GetCommand.self,
            UnsetCommand.self, ImportCommand.self, ExportCommand.self, ReceiveCommand.self,
            CheckCommand.self, ReportCommand.self,
            ProfileCommand.self, VaultCommand.self, KeyCommand.self, GuideCommand.self,
            DoctorCommand.self, UnlockCommand.self, LockCommand.self,
            ServeCommand.self, KeyringCheckCommand.self, ClipboardGuardCommand.self,
        ])

    @OptionGroup(title: "Options everywhere") var options: Options

    package init() {}

    package func run() throws {
        try Face.run(options) { face throws(Fault) in try GuideLoop.start(face, options) }
    }

    /// Parses the process's arguments and does what they say.
    package static func start() {
        ProcessFacts.harden()
        guard ProcessFacts.argumentsAreUTF8 else {
            // Before any option is known, so that the locale alone decides the language.
            let language = Language.ofLocale(.live)
            let words = try? Language.words(language, content: nil)
            Stream.error.write((words?("error.argument-not-utf8") ?? "") + "\n")
            ProcessFacts.end(65)
        }
        let arguments = Options.behindCommand(Array(CommandLine.arguments.dropFirst()))
        do {
            try KeyInTheOpen.refuse(in: arguments)
            if let plain = PlainGet(arguments) { return try plain.run() }
            if let plain = PlainLint(arguments) { return try plain.linting.run() }
            guard var command = leaf(arguments) else { return main(arguments) }
            try command.run()
        } catch {
            exit(withError: error)
        }
    }

    /// The command that is named without doubt, parsed by itself.
    ///
    /// Parsing from the root looks at every option of every command on the way, which takes as
    /// long as the rest of a short command. Nil for whatever is not plainly right: the root says
    /// what is wrong, and prints every help text.
    private static func leaf(_ arguments: [String]) -> (any ParsableCommand)? {
        var type: any ParsableCommand.Type = KrokCommand.self
        var rest = arguments[...]
        while let name = rest.first,
            let next = type.configuration.subcommands.first(where: {
                $0.configuration.commandName == name
            })
        {
            type = next
            rest.removeFirst()
        }
        guard type != KrokCommand.self, type.configuration.subcommands.isEmpty else { return nil }
        return try? type.parse(Array(rest))
    }
}

/// The version that `krok --version` prints.
enum Version {
    static let text = "0.1.0"
}
