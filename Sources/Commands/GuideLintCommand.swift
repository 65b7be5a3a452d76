/// `krok guide lint`: finds what is wrong with a guide before its readers do.
internal import ArgumentParser

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

    func run() throws { try linting.run() }

    var linting: Linting {
        Linting(paths: paths, format: json ? .json : format ?? .text, options: options)
    }
}
