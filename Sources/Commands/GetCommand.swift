/// `krok get`: one value, printed or left in the clipboard for a while.
internal import ArgumentParser
internal import Guides
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Prints one value exactly, or copies it.
struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Getting.command,
        abstract: "Print the exact value and a line feed, secrets too.",
        discussion: """
            With --copy the value goes into the clipboard of the desktop (wl-copy or xclip) and \
            nothing is printed. Krok clears it when the time is up, unless something else was \
            copied by then.
            """)

    @Argument(help: "The value's name.")
    var name: String

    @Flag(help: "Put the value into the clipboard instead of printing it.")
    var copy = false

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "With --copy: how long it stays there, 45s if not said; 1h at most.",
            valueName: "time"))
    var duration: UnlockDuration?

    @OptionGroup(title: "Options everywhere") var options: Options

    /// What is forgotten in a clipboard for longer was not meant.
    private static let longest = 3600

    func validate() throws {
        guard let duration else { return }
        if !copy { throw ValidationError("--for needs --copy") }
        if duration.seconds > GetCommand.longest { throw ValidationError("--for is 1h at most") }
    }

    func run() throws {
        let seconds = copy ? duration?.seconds ?? 45 : nil
        try Getting(name: name, copiedFor: seconds, options: options).run()
    }
}

/// What the process behind `krok get --copy` does; not for people.
struct ClipboardGuardCommand: ParsableCommand {
    static let name = "clipboard-guard"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Clear the clipboard when the time is up.",
        shouldDisplay: false)

    @Argument var kind: String
    @Argument var seconds: Int

    func run() throws {
        guard let kind = Clipboard.Kind(rawValue: kind) else { throw ExitCode(64) }
        ClipboardGuard.stand(by: Clipboard(kind), seconds: seconds)
    }
}
