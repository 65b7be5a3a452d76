/// `krok guide search`: a step by a word of it, in either language.
internal import ArgumentParser
internal import Words
internal import Workspace

/// Prints the steps and failures that hold every word.
struct GuideSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find steps and failures by words of either language; accents do not matter.")

    @Argument(help: ArgumentHelp("Words, all of which a step has to hold.", valueName: "words"))
    var query: [String]

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let page = SearchPage(desk: try Desk(face, options, part: .whole))
            let words = query.joined(separator: " ")
            let hits = page.hits(words)
            guard !hits.isEmpty else { throw .nothingFound(words) }
            face.print(page.lines(hits))
        }
    }
}
