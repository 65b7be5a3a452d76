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
            List.self, GuideSearchCommand.self, GuidePrintCommand.self,
            GuideLintCommand.self, GuideBlessCommand.self, GuideReportCommand.self,
            GuideDrawCommand.self,
        ], defaultSubcommand: List.self)

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
                    let shown = guide.text(for: face.words.language)
                    var parts = [id + "  " + (shown?.text.title.plainText ?? "")]
                    let today = face.environment.clock.day
                    let due = guide.steps.count { $0.isDueForRecheck(onDay: today) }
                    if due > 0 { parts.append(face.words("guide.due", count: due)) }
                    let stale = shown.flatMap { guide.stale[$0.locale]?.count } ?? 0
                    if stale > 0 { parts.append(face.words("guide.stale", count: stale)) }
                    face.print(parts.joined(separator: " · "))
                }
            }
        }
    }
}
