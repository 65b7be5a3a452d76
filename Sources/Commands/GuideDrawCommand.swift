/// `krok guide draw`: for those who write guides, not for those who follow them.
internal import ArgumentParser
internal import Guides
internal import Pictures
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Draws the pictures of a guide into its folder.
struct GuideDrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draw a guide's pictures into its folder.",
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("The guide's folder.", valueName: "folder"))
    var folder: String

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            // A path with a slash is never taken for the name of a carried guide.
            let path = folder.contains("/") ? folder : "./" + folder
            let (guide, pictures) = try Desk.shelf(face, options).pictures(of: path)
            let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
            var expected: Set<String> = []
            var changed = 0
            for picture in pictures {
                for locale in guide.locales {
                    let file = bare + "/" + picture.path(in: locale)
                    expected.insert(file)
                    let svg = Secret(copying: Pictures.svg(picture, of: guide, in: locale))
                    guard try GuideShelf.keep(svg, at: file) else { continue }
                    changed += 1
                    face.print(face.words("guide.drawn", ["path": file]))
                }
            }
            if pictures.isEmpty {
                face.note(face.words("guide.no-pictures"))
            } else if changed == 0 {
                face.note(face.words("guide.drawings-current", count: expected.count))
            }
            for file in GuideShelf.drawings(in: bare) where !expected.contains(file) {
                face.note(face.words("guide.drawing-left", ["path": file]))
            }
        }
    }
}
