/// `krok guide report`: a reader tells a guide's author that a screen looks different.
internal import ArgumentParser
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Writes a note of what was read, in which version, and the reader's words, which hold no secret.
struct GuideReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a note to a guide's author: this screen looks different.")

    @Argument(help: ArgumentHelp("The step whose screen it is.", valueName: "step"))
    var step: String

    @Option(help: ArgumentHelp("What looks different; asked for without it.", valueName: "text"))
    var note: String?

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            // Whose values they are does not matter: none of them is for a guide's author.
            let desk = try Desk(
                face, options, profile: ProfileName.usual, part: .language(face.words.language))
            let guide = desk.session.guide
            guard let step = guide.step(step) else {
                throw .unknownStep(self.step, known: guide.steps.map(\.id))
            }
            var words = note
            if words == nil, TerminalInput.isThere {
                words = try desk.questions.text(face.words("report.ask") + " ")
            }
            let isSearched = try isSearched(words ?? "", desk)
            let text = try GuideReport(
                guide: guide, step: step, note: words ?? "", face: face
            ).text()
            guard let output else {
                Stream.output.write(text)
                if !isSearched { face.note(face.words("report.unsearched")) }
                return
            }
            try Session.write(Secret(copying: text), to: output)
            let key = isSearched ? "report.written" : "report.written-unsearched"
            face.note(face.words(key, ["path": output]))
        }
    }

    /// Refuses a note that holds a secret; whether it was compared with the vault's.
    private func isSearched(_ note: String, _ desk: Desk) throws(Fault) -> Bool {
        guard !Guide.looksLikeSecret(note) else { throw .secretInNote }
        let session = desk.session
        guard session.place.isMade, !note.isEmpty else { return true }
        guard try session.opensUnasked(isGiven: desk.passphrases.isGiven) else { return false }
        guard try !session.tellsSecret(note) else { throw .secretInNote }
        return true
    }
}

/// The note as Markdown.
struct GuideReport {
    let guide: Guide
    let step: Step
    let note: String
    let face: Face

    func text() throws(Fault) -> String {
        let words = face.words
        let shown = guide.shown(step.id, in: words.language)
        let title = Visible.text(shown?.text.title.plainText ?? step.id)
        let locale = shown?.locale ?? guide.source
        var lines = ["# " + words("report.title", ["title": title]), ""]
        let facts: [(String, String)] =
            [
                (words("report.guide"), name(in: locale)),
                (words("report.version"), Version.text),
                (words("report.step"), step.id),
                (words("report.language"), locale),
                (words("report.verified"), step.verified?.description ?? words("report.never")),
            ] + (try read(in: locale)) + [
                (words("report.date"), String(face.environment.clock.now.prefix(10)))
            ]
        lines += facts.map { "- " + $0.0 + ": `" + $0.1 + "`" }
        if !note.isEmpty {
            lines.append("")
            let quoted = note.split(separator: "\n", omittingEmptySubsequences: false)
            lines += quoted.map { "> " + Visible.text(String($0)) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Of Markdown without a manifest, its file: the folders above it are nobody's business.
    private func name(in locale: String) -> String {
        guard let file = guide.plainFiles[locale] else { return guide.id }
        return Visible.text(String(file.split(separator: "/").last ?? "")).replacing("`", with: "'")
    }

    /// What tells the author which text was read; for a file, what `sha256sum` says of it.
    private func read(in locale: String) throws(Fault) -> [(String, String)] {
        guard let file = guide.plainFiles[locale] else {
            return [(face.words("report.text"), guide.digests[step.id] ?? "–")]
        }
        return [(face.words("report.file"), try GuideShelf.digest(ofFile: file))]
    }
}
