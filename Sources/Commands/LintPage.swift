/// The problems of guides: for people, for programs, and for GitHub.
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import SecretJSON
internal import Words
internal import Workspace

/// Writes what a linting found, in the person's language.
struct LintPage {
    let face: Face
    let linted: [Linted]

    private var words: Words { face.words }
    private var sentences: Sentences { Sentences(words: words) }

    // MARK: For people

    /// One line for each problem, and beside the results what they add up to.
    func printText() {
        printProblems(sentences.text)
        tellSums()
    }

    /// All of them together: to write a line takes longer than to make it.
    private func printProblems(_ line: (Problem) -> String) {
        var text = ""
        for problem in linted.flatMap(\.lint.problems) { text += line(problem) + "\n" }
        if !text.isEmpty { face.print(String(text.dropLast())) }
    }

    private func tellSums() {
        if linted.isEmpty { face.note(words("lint.nothing")) }
        for one in linted {
            var parts = [
                words("lint.errors", count: one.lint.errors),
                words("lint.warnings", count: one.lint.warnings),
            ]
            if let combinations = one.lint.combinations, combinations > 1 {
                parts.append(words("lint.combinations", count: combinations))
            }
            face.note(one.name + ": " + parts.joined(separator: ", "))
        }
    }

    // MARK: For GitHub

    /// Workflow commands: `::error file=…,line=…,col=…,title=…::…`, one in a line.
    func printAnnotations() {
        printProblems { problem in
            let severity = problem.severity == .error ? "error" : "warning"
            let properties = [
                "file=" + LintPage.property(problem.file), "line=\(problem.line)",
                "col=\(problem.column)", "title=" + LintPage.property(problem.code.rawValue),
            ]
            let message = LintPage.data(sentences.message(for: problem))
            return "::" + severity + " " + properties.joined(separator: ",") + "::" + message
        }
        tellSums()
    }

    /// GitHub's own escapes (`@actions/core`, `command.ts`): signs that would end the message.
    static func data(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The same for a property, which a colon or a comma would end.
    static func property(_ text: String) -> String {
        var escaped = ""
        for scalar in data(text).unicodeScalars {
            switch scalar {
            case ":": escaped += "%3A"
            case ",": escaped += "%2C"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    // MARK: For programs

    func json() -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.member("format", 1)
        writer.member("errors", linted.reduce(0) { $0 + $1.lint.errors })
        writer.member("warnings", linted.reduce(0) { $0 + $1.lint.warnings })
        writer.key("checked")
        writer.beginArray()
        for one in linted { write(one, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    private func write(_ one: Linted, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("path", one.name)
        writer.key("guide")
        if let guide = one.guide { writer.text(guide) } else { writer.null() }
        writer.member("errors", one.lint.errors)
        writer.member("warnings", one.lint.warnings)
        writer.key("combinations")
        if let combinations = one.lint.combinations {
            writer.integer(combinations)
        } else {
            writer.null()
        }
        writer.key("problems")
        writer.beginArray()
        for problem in one.lint.problems { write(problem, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ problem: Problem, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", String(problem.code.number))
        writer.member("name", String(problem.code.name))
        writer.key("rule")
        if let rule = problem.code.rule { writer.text(rule) } else { writer.null() }
        writer.member("severity", problem.severity == .error ? "error" : "warning")
        writer.member("file", problem.file)
        writer.member("line", problem.line)
        writer.member("column", problem.column)
        writer.member("message", sentences.message(for: problem))
        writer.key("arguments")
        writer.beginArray()
        for argument in problem.arguments { writer.text(argument) }
        writer.endArray()
        writer.endObject()
    }
}
