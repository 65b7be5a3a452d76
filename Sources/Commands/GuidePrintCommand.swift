/// `krok guide print`: the guide on paper.
internal import ArgumentParser
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Prints one HTML page: the person's path, without what is done.
struct GuidePrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Make a page to print: your path, what is left of it, with boxes to tick.")

    @Flag(help: "Everything on your path, what is done too.")
    var all = false

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            try desk.openIfNobodyIsAsked()
            let shelf = Desk.shelf(face, options)
            let name = Desk.guideName(face, options, face.memory[face.place.path].guide)
            let page = PaperPage(
                face: face, session: desk.session, walkthrough: try desk.session.walkthrough(),
                all: all, picture: { shelf.picture($0, of: name)?.dataAddress })
            let html = try page.html()
            if let output {
                try Session.write(Secret(copying: html), to: output)
                face.note(face.words("export.written", ["path": output]))
            } else {
                Stream.output.write(html)
            }
        }
    }
}
