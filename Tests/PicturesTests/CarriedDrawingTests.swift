/// The drawings in `content/` are those of their descriptions, and can be shown to anybody.
import Carried
import Guides
import Pictures
import Testing

struct CarriedDrawingTests {
    static let guides = ["gmail", "rotate-secret"]

    private static func file(_ path: String) throws -> SourceFile {
        SourceFile(path: path, bytes: try #require(Carried.file(path), "\(path)"))
    }

    private static func guide(_ id: String) throws -> Guide {
        try #require(
            Guide.load(
                id: id, manifest: file(id + "/guide.yml"),
                texts: ["pl": file(id + "/pl.md"), "en": file(id + "/en.md")]
            ).guide)
    }

    /// Every drawing by its path, as the description gives it.
    private static func drawings(of id: String) throws -> [(path: String, svg: String)] {
        let guide = try guide(id)
        let (pictures, problems) = Picture.read(
            try file(id + "/" + Picture.fileName), for: guide)
        #expect(problems == [])
        return pictures.flatMap { picture in
            guide.locales.map { locale in
                (
                    id + "/" + picture.path(in: locale),
                    Pictures.svg(picture, of: guide, in: locale)
                )
            }
        }
    }

    @Test(arguments: guides)
    func `exactly the described drawings are carried, and they are current`(id: String) throws {
        let drawings = try CarriedDrawingTests.drawings(of: id)
        let carried = Carried.paths.filter { $0.hasPrefix(id + "/images/") }
        #expect(carried.sorted() == drawings.map(\.path).sorted())
        for (path, svg) in drawings {
            let isCurrent = Carried.file(path) == Array(svg.utf8)
            #expect(isCurrent, "\(path) is not current: krok guide draw content/\(id)")
        }
    }

    @Test(arguments: guides)
    func `a drawing is small, holds no script and loads nothing`(id: String) throws {
        for (path, svg) in try CarriedDrawingTests.drawings(of: id) {
            #expect(svg.utf8.count < 12_288, "\(path)")
            let names = Set(svg.matches(of: /<\/?([a-zA-Z]+)/).map { String($0.1) })
            #expect(
                names.isSubset(of: ["svg", "title", "style", "rect", "circle", "path", "text"]),
                "\(path): \(names)")
            let attributes = Set(svg.matches(of: /<[a-z][^>]* ([a-zA-Z-]+)="/).map { String($0.1) })
            #expect(!attributes.contains { $0.hasPrefix("on") || $0.contains("href") }, "\(path)")
            #expect(!svg.contains("url(") && !svg.contains("@import"), "\(path)")
        }
    }

    /// No shape and no beginning of a text lies outside of the frame.
    @Test(arguments: guides)
    func `everything that is drawn lies inside of the picture`(id: String) throws {
        for (path, svg) in try CarriedDrawingTests.drawings(of: id) {
            let size = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9]+) ([0-9]+)"/))
            let (width, height) = (Int(size.1) ?? 0, Int(size.2) ?? 0)
            for match in svg.matches(of: /\ c?x="(-?[0-9]+)" c?y="(-?[0-9]+)"/) {
                #expect((0..<width).contains(Int(match.1) ?? -1), "\(path): \(match.0)")
                #expect((0..<height).contains(Int(match.2) ?? -1), "\(path): \(match.0)")
            }
            for match in svg.matches(of: /x="([0-9]+)" y="[0-9]+" width="([0-9]+)"/) {
                #expect((Int(match.1) ?? 0) + (Int(match.2) ?? 0) <= width, "\(path): \(match.0)")
            }
        }
    }

    @Test(arguments: guides)
    func `a word that a label has is taken from the label`(id: String) throws {
        let guide = try CarriedDrawingTests.guide(id)
        let (pictures, _) = Picture.read(
            try CarriedDrawingTests.file(id + "/" + Picture.fileName), for: guide)
        let words = Set(guide.labels.flatMap { $0.words.values.joined() })
        for picture in pictures {
            for case .literal(let text) in picture.texts {
                #expect(!words.contains(text), "\(picture.id): \(text)")
            }
        }
    }
}
