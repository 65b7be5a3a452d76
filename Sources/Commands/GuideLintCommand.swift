/// `krok guide lint`: finds what is wrong with a guide before its readers do.
internal import ArgumentParser
internal import Guides
internal import Platform
internal import Words
internal import Workspace

/// Looks at guides, and at Markdown that belongs to none.
struct GuideLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Find what is wrong with guides, and how to mend it.",
        discussion: """
            Without a path: every guide at hand. A path is a guide's folder or one of its files, a \
            folder of Markdown, or a Markdown file. Exit status 65 when there are errors, 0 when \
            there are warnings only.
            """)

    @Argument(help: ArgumentHelp("A guide's folder, a Markdown file, …", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "The same as --format json: JSON with stable keys.")
    var json = false

    @Option(help: "text, json, or github: annotations for GitHub Actions.")
    var format: LintFormat?

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) ask for two formats")
        }
    }

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
            switch json ? .json : format ?? .text {
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
