/// The terminal as a face of Krok: words, styles and streams of one run.
internal import ArgumentParser
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// What a command needs to speak to a person; results go to output, everything else to error.
struct Face {
    let environment: Environment
    let words: Words
    let style: Style
    let place: VaultPlace
    let memory: Memory
    /// Whether a label is shown with its other language.
    let labels: LabelChoice

    /// Runs a command; a fault becomes sentences on standard error and an exit status.
    static func run(
        _ options: any OptionValues, _ body: (Face) throws(Fault) -> Void
    ) throws {
        let environment = Environment.live
        let place = VaultPlace(option: options.vault, in: environment)
        let memory = Memory(environment)
        let remembered = memory[place.path]
        let content = options.content ?? environment.variable("KROK_CONTENT")
        let language = try Language.chosen(
            option: options.lang, in: environment, remembered: remembered.language)
        let words = try Language.usableWords(language, content: content)
        let face = Face(
            environment: environment, words: words,
            style: Style(plain: options.plain, in: environment), place: place, memory: memory,
            labels: options.labels ?? remembered.labels ?? .one)
        face.tellOfUnlockedMemory()
        defer { face.tellOfUnlockedMemory() }
        do throws(Fault) {
            try body(face)
            // A script must not take half a result, or none, for a value.
            if Stream.output.hasFailed { throw Fault.notWritten }
        } catch {
            face.report(error)
            throw ExitCode(error.status)
        }
    }

    /// The same face in another language.
    func speaking(_ words: Words) -> Face {
        Face(
            environment: environment, words: words, style: style, place: place, memory: memory,
            labels: labels)
    }

    /// The same face with labels shown in another way.
    func showing(_ labels: LabelChoice) -> Face {
        Face(
            environment: environment, words: words, style: style, place: place, memory: memory,
            labels: labels)
    }

    /// Says once in a run that secrets may be written to swap, where that is so.
    func tellOfUnlockedMemory() {
        if LockedMemory.isToBeTold() { note(words("memory.not-locked")) }
    }

    // MARK: Streams

    /// A line of results.
    func print(_ text: String = "") { Stream.output.write(Visible.lines(text) + "\n") }

    /// Lines of results, laid out.
    ///
    /// Lines without a secret are gathered: a system call for each would take most of the time.
    func print(_ lines: [Line]) {
        var text = ""
        for line in lines {
            if let plain = line.encodedWithoutSecrets(style) {
                text += plain
                if text.utf8.count > 1 << 16 {
                    Stream.output.write(text)
                    text = ""
                }
            } else {
                if !text.isEmpty { Stream.output.write(text) }
                text = ""
                Stream.output.write(line.encoded(style).bytes)
            }
        }
        if !text.isEmpty { Stream.output.write(text) }
    }

    /// Lines for the person, beside the results; wrapped where they go to a terminal.
    func note(_ text: String) { Stream.error.write(wrapped(Visible.lines(text)) + "\n") }

    /// Laid-out lines for the person, beside the results.
    func note(_ lines: [Line]) {
        for line in lines { Stream.error.write(line.encoded(style).bytes) }
    }

    /// Words broken at blanks for a terminal; for a file or a pipe left as they are.
    func wrapped(_ text: String) -> String {
        guard Stream.error.isTerminal else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }
            var layout = TextLayout(language: words.language)
            layout.append(String(line.dropFirst(indent.count)))
            let lines = layout.lines(width: max(style.width - indent.count, 10))
            return lines.map { indent + $0.plainText }.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// A refusal: what is wrong, and what to do next.
    func report(_ fault: Fault) {
        let (message, hint) = Sentences(words: words).text(for: fault)
        note(words("error.prefix") + message)
        if let hint { note(hint) }
    }
}
