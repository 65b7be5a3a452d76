/// `krok set` and `unset`: single values in and away.
internal import ArgumentParser
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Workspace

/// Captures one value.
struct SetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Capture a value; secret and sensitive ones are asked for, or read with -.")

    @Argument(help: "The value's name.")
    var name: String

    @Argument(help: "The value; - reads standard input. Never a secret or sensitive one.")
    var value: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    /// More than any value of a form.
    private static let longest = 1 << 16

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options)
            let input = try desk.session.input(name)
            let raw = try raw(input, desk)
            desk.warn(try desk.session.capture(input, raw), about: input)
        }
    }

    private func raw(_ input: Input, _ desk: Desk) throws(Fault) -> Secret {
        // At a terminal nothing is piped in: what is typed then must not be seen.
        if value == "-", !(input.isSensitive && TerminalInput.isThere) {
            try desk.passphrases.claimInput(for: input.id + " -")
            do throws(FileFault) {
                return try Files.read("-", limit: SetCommand.longest)
            } catch {
                throw .file(error)
            }
        }
        if let value, value != "-" {
            if input.isSensitive { throw .secretAsArgument(input: input.id) }
            return Secret(copying: value)
        }
        guard TerminalPrompt.isThere else { throw .missingAnswer(option: "-") }
        let title = Reasons(desk.face.words, desk.session.guide).title(of: input.id)
        let prompt = title + ": "
        return try input.isSensitive
            ? desk.questions.hidden(prompt) : desk.questions.line(prompt)
    }
}

/// Drops one value.
struct UnsetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Remove a value from the vault.")

    @Argument(help: "The value's name.")
    var name: String

    @Flag(help: "Remove only the older of two secrets.")
    var previous = false

    @Flag(help: "Remove only the newer of two secrets; the older stands again.")
    var newer = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        if previous, newer { throw ValidationError("give either --previous or --newer") }
    }

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, part: .declarations)
            let input = try desk.session.keptInput(name)
            if previous || newer {
                try desk.session.drop(previous ? .older : .newer, of: input)
            } else {
                try desk.session.withdraw(input)
            }
        }
    }
}
