/// `krok guide`: the guides themselves.
internal import ArgumentParser
internal import CommonMark
internal import Guides
internal import Words
internal import Workspace

/// Everything about guides.
struct GuideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "The guides that krok carries.",
        subcommands: [
            List.self, GuideSearchCommand.self, GuidePrintCommand.self, GuideDrawCommand.self,
        ],
        defaultSubcommand: List.self)

    /// Names every guide.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the guides.")

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let shelf = Desk.shelf(face, options)
                for id in shelf.ids {
                    let guide = try shelf.guide(id, part: .language(face.words.language))
                    let text = guide.texts[face.words.language] ?? guide.texts[guide.source]
                    face.print(id + "  " + (text?.title.plainText ?? ""))
                }
            }
        }
    }
}
