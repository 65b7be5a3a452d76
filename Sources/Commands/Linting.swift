/// Looking at guides, and at Markdown that belongs to none.
internal import ArgumentParser
internal import Guides
internal import Platform
internal import Words
internal import Workspace

/// What `krok guide lint` does, however its arguments were read.
struct Linting {
    /// The words that name the command.
    static let command = ["guide", "lint"]

    /// What to look at; every guide at hand where there is none.
    let paths: [String]
    let format: LintFormat
    let options: any OptionValues

    func run() throws {
        var hasErrors = false
        try Face.run(options) { face throws(Fault) in
            let shelf = Desk.shelf(face, options)
            let today = face.environment.clock.day
            var linted: [Linted] = []
            if paths.isEmpty { linted = try shelf.lint(today: today) }
            for path in paths {
                // A folder and a file of it are one guide.
                for one in try shelf.lint(path, today: today)
                where !linted.contains(where: { $0.name == one.name }) { linted.append(one) }
            }
            let page = LintPage(face: face, linted: linted)
            switch format {
            case .text: page.printText()
            case .json: Stream.write(page.json())
            case .github: page.printAnnotations()
            }
            hasErrors = linted.contains { $0.lint.errors > 0 }
        }
        if hasErrors { throw ExitCode(65) }
    }
}

/// How problems are written.
enum LintFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    /// Workflow commands, which GitHub shows beside the lines of a change.
    case github
}
