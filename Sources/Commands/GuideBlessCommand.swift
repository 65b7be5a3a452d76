/// `krok guide bless`: a person has compared a translation with its source.
internal import ArgumentParser
internal import Guides
internal import Platform
internal import Words
internal import Workspace

/// Writes `guide.lock`.
struct GuideBlessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bless",
        abstract: "Confirm that translated steps say what their source says.",
        discussion: """
            Writes guide.lock into the guide's folder, which is the working folder unless the \
            first argument is another one. Without a step, every step is confirmed. A guide with \
            errors is refused.
            """)

    @Argument(help: ArgumentHelp("[PATH] [STEP…]", valueName: "path|step"))
    var arguments: [String] = []

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let here = face.environment.workingFolder
            let folder = arguments.first.flatMap { name in
                // Where no guide lies here, nobody means one of its steps.
                let isPath = name.contains("/") || Files.isFolder(name)
                return isPath || !Files.isFile(here + "/guide.yml") ? name : nil
            }
            let confirmed = try Desk.shelf(face, options).bless(
                folder ?? here,
                steps: Array(arguments.dropFirst(folder == nil ? 0 : 1)),
                today: face.environment.clock.day)
            for one in confirmed {
                face.print(
                    face.words("guide.blessed", ["step": one.step, "language": one.locale]))
            }
            if confirmed.isEmpty { face.note(face.words("guide.nothing-to-bless")) }
        }
    }
}
