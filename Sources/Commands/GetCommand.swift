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
        commandName: "get", abstract: "Print the exact value and a line feed, secrets too.",
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
        try Face.run(options) { face throws(Fault) in
            // Nobody types a passphrase for a clipboard that is not there.
            let clipboard = copy ? try clipboard() : nil
            let value = try value(face)
            guard let clipboard else {
                Stream.output.write(value.bytes)
                Stream.output.write("\n")
                return
            }
            try leave(value, in: clipboard, face)
        }
    }

    /// The value; no step of the guide is read before one has to be named.
    private func value(_ face: Face) throws(Fault) -> Secret {
        let desk = try Desk(face, options, part: .inputs, readsOneProfile: true)
        do throws(Fault) {
            return try desk.session.captured(desk.session.keptInput(name))
        } catch {
            guard case .notCaptured(let input, nil) = error else { throw error }
            let guide = try Desk.guide(
                face, options, face.memory[face.place.path].guide, .declarations)
            throw .notCaptured(input: input, step: guide.stepAsking(input))
        }
    }

    private func clipboard() throws(Fault) -> Clipboard {
        do throws(ClipboardFault) { return try Clipboard.current() } catch {
            throw .clipboard(error)
        }
    }

    private func leave(
        _ value: Secret, in clipboard: Clipboard, _ face: Face
    ) throws(Fault) {
        let seconds = duration?.seconds ?? 45
        let receipt: Clipboard.Receipt
        do throws(ClipboardFault) {
            receipt = try ClipboardGuard.put(
                value, into: clipboard,
                arguments: [
                    ClipboardGuardCommand.name, clipboard.kind.rawValue, String(seconds),
                ])
        } catch {
            throw .clipboard(error)
        }
        let words = face.words
        face.note(words("clipboard.copied", count: seconds, ["input": name]))
        let program: KeyValuePairs = ["program": clipboard.program]
        face.note(words("clipboard.others"))
        face.note(words(receipt.hasHint ? "clipboard.hint" : "clipboard.no-hint", program))
        if clipboard.kind == .x11 { face.note(words("clipboard.selection")) }
        if let folder = receipt.folder {
            face.note(words("clipboard.file", ["program": clipboard.program, "folder": folder]))
        }
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
