/// Asking a person: lines that may be seen, lines that may not, choices.
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// The one place where a command waits for an answer.
///
/// Prompts go to standard error, so that results stay clean. Hidden questions go to the
/// controlling terminal; where there is none, a pipe's next line is the answer.
struct Questions {
    /// One reader for the whole run: what it has read ahead belongs to the next question.
    private final class Input {
        var reader = LineReader()
    }

    private let input: Input
    let face: Face

    init(_ face: Face) {
        self.face = face
        input = Input()
    }

    private init(_ face: Face, input: Input) {
        self.face = face
        self.input = input
    }

    /// The same input, asked in another language.
    func speaking(_ words: Words) -> Questions { facing(face.speaking(words)) }

    /// The same input, asked by another face.
    func facing(_ face: Face) -> Questions { Questions(face, input: input) }

    /// A line that may be seen while it is typed; throws at the end of input.
    func line(_ prompt: String) throws(Fault) -> Secret {
        Stream.error.write(Visible.lines(prompt))
        do throws(PromptFault) {
            guard let line = try input.reader.next() else { throw .ended }
            return line
        } catch {
            Stream.error.write("\n")
            throw .prompt(error)
        }
    }

    /// The same as words; an answer that is not UTF-8 counts as an empty one.
    func text(_ prompt: String) throws(Fault) -> String {
        let line = try line(prompt).copiedIntoOrdinaryMemory() ?? ""
        var text = line[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// A line that nobody may see.
    func hidden(_ prompt: String) throws(Fault) -> Secret {
        if !Terminal.takesInput, !TerminalPrompt.isThere { return try line(prompt) }
        do throws(PromptFault) {
            return try TerminalPrompt().ask(Visible.lines(prompt))
        } catch {
            throw .prompt(error)
        }
    }

    /// Yes or no, with what an empty answer means.
    func confirm(_ question: String, usually: Bool) throws(Fault) -> Bool {
        let words = face.words
        let choice = words(usually ? "ask.yes-usual" : "ask.no-usual")
        while true {
            let answer = try text(question + " " + choice + " ").lowercased()
            if answer.isEmpty { return usually }
            if words("ask.yes-words").split(separator: " ").contains(answer[...]) { return true }
            if words("ask.no-words").split(separator: " ").contains(answer[...]) { return false }
            face.note(words("ask.yes-or-no"))
        }
    }

    /// One of several, by its number or its name; an empty answer means the first.
    func choice(
        _ question: String, _ options: [(id: String, title: String)]
    ) throws(Fault) -> Int {
        try choice(question, options, isOptional: false) ?? 0
    }

    /// The same, but an empty answer may mean none: nil.
    func choice(
        _ question: String, _ options: [(id: String, title: String)], isOptional: Bool
    ) throws(Fault) -> Int? {
        face.note(question)
        for (index, option) in options.enumerated() {
            var text = TextLayout(language: face.words.language)
            text.append(option.title)
            for (row, line) in text.lines(width: face.style.width - 5).enumerated() {
                Stream.error.write(row == 0 ? "  \(index + 1)  " : "     ")
                Stream.error.write(line.encoded(face.style).bytes)
            }
        }
        while true {
            let key = isOptional ? "ask.number-or-later" : "ask.number"
            let answer = try text(face.words(key, ["count": "\(options.count)"]) + " ")
            if answer.isEmpty { return isOptional ? nil : 0 }
            if let number = Int(answer), number >= 1, number <= options.count {
                return number - 1
            }
            if let index = options.firstIndex(where: { $0.id == answer }) { return index }
            face.note(face.words("ask.not-among", ["count": "\(options.count)"]))
        }
    }
}
