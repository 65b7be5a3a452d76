/// Getting one value out of the vault: printed, or left in the clipboard for a while.
internal import Guides
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// What `krok get` does, however its arguments were read.
struct Getting {
    /// The command's name.
    static let command = "get"

    /// The value's name.
    let name: String
    /// How long the value stays in the clipboard, in seconds; nil when it is printed.
    let seconds: Int?
    let options: any OptionValues

    init(name: String, copiedFor seconds: Int?, options: any OptionValues) {
        self.name = name
        self.seconds = seconds
        self.options = options
    }

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            // Nobody types a passphrase for a clipboard that is not there.
            let clipboard = seconds == nil ? nil : try clipboard()
            let value = try value(face)
            if let clipboard, let seconds {
                return try leave(value, in: clipboard, for: seconds, face)
            }
            Stream.output.write(value.bytes)
            Stream.output.write("\n")
        }
    }

    /// The value; nothing of the guide but its input is read before a step has to be named.
    private func value(_ face: Face) throws(Fault) -> Secret {
        let desk = try Desk(face, options, part: .input(name), readsOneProfile: true)
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
        _ value: Secret, in clipboard: Clipboard, for seconds: Int, _ face: Face
    ) throws(Fault) {
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
