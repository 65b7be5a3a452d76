/// `krok import`: Google's client_secret_….json.
internal import ArgumentParser
internal import Phrases
internal import Words
internal import Workspace

/// Takes Client ID and secret out of Google's download.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take Client ID and secret from Google's JSON file.")

    @Argument(help: "The file client_secret_….json, or - for standard input.")
    var file: String

    @Flag(help: "Take it in even if it does not fit what is captured.")
    var yes = false

    @Flag(help: "Delete the file after it was taken in.")
    var delete = false

    @Flag(help: "Keep the file without asking.")
    var keep = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        if delete, keep { throw ValidationError("--delete and --keep exclude each other") }
    }

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options)
            try Importing(desk: desk, yes: yes, deletes: delete ? true : keep ? false : nil)
                .run(file)
        }
    }
}

/// The conversation of an import, for the command and for the guide.
struct Importing {
    let desk: Desk
    let yes: Bool
    /// Whether the file is deleted afterwards; nil: ask, and keep it where nobody can be asked.
    let deletes: Bool?

    private var face: Face { desk.face }

    func run(_ file: String) throws(Fault) {
        if file == "-" { try desk.passphrases.claimInput(for: "import -") }
        let plan = try desk.session.planImport(file)
        if !plan.doubts.isEmpty {
            let sentences = Sentences(words: face.words)
            for doubt in plan.doubts { face.note(sentences.text(for: doubt)) }
            if !yes {
                guard TerminalInput.isThere, file != "-" else {
                    throw .doubtfulImport(plan.doubts)
                }
                guard
                    try desk.questions.confirm(face.words("import.ask-anyway"), usually: false)
                else { return face.note(face.words("import.left")) }
            }
        }
        let taken = try desk.session.carryOut(plan, whateverComes: yes)
        face.note(face.words("import.taken", ["names": taken.joined(separator: ", ")]))
        if file != "-" { try offerDeletion(plan) }
    }

    /// The file holds the secret in clear; it is deleted only after a verified save.
    private func offerDeletion(_ plan: Session.ImportPlan) throws(Fault) {
        var delete = deletes ?? false
        if deletes == nil, TerminalInput.isThere {
            let question = face.words("import.ask-delete", ["path": plan.path])
            delete = try desk.questions.confirm(question, usually: true)
        }
        if delete, try desk.session.deleteImported(plan) {
            face.note(face.words("import.deleted", ["path": plan.path]))
        } else {
            face.note(face.words("import.kept", ["path": plan.path]))
        }
    }
}
