/// A guide that is printed and read again is the same guide.
import Carried
import CommonMark
import Guides
import Testing

struct RoundTripTests {
    private static let ids = ["gmail", "rotate-secret"]

    private static func carried(_ name: String) throws -> SourceFile {
        SourceFile(path: name, bytes: try #require(Carried.file(name)))
    }

    private static func load(
        _ id: String, _ texts: [String: SourceFile]
    ) throws -> (guide: Guide?, problems: [Problem]) {
        Guide.load(id: id, manifest: try carried(id + "/guide.yml"), texts: texts)
    }

    @Test(arguments: ids)
    func `a carried guide, printed and read, is the same`(id: String) throws {
        let texts = try ["pl", "en"].reduce(into: [:]) {
            $0[$1] = try RoundTripTests.carried("\(id)/\($1).md")
        }
        let guide = try #require(RoundTripTests.load(id, texts).guide)
        let printed = guide.texts.mapValues { text in
            SourceFile(path: text.locale, text: MarkdownPrinter.text(text))
        }
        let (again, problems) = try RoundTripTests.load(id, printed)
        let second = try #require(again, "\(problems.prefix(3))")
        #expect(second.digests == guide.digests)
        #expect(second.steps == guide.steps && second.inputs == guide.inputs)
        for (locale, text) in guide.texts {
            let other = try #require(second.texts[locale])
            #expect(Comparable(other) == Comparable(text))
            // Printed once more it is the very same file.
            #expect(Array(MarkdownPrinter.text(other).utf8) == printed[locale]?.bytes)
        }
    }

    @Test func `the small guide, printed and read, is the same`() throws {
        let fixture = Fixture()
        let guide = try #require(fixture.load().guide)
        var printed = fixture
        for (locale, text) in guide.texts {
            printed.files[locale + ".md"] = MarkdownPrinter.text(text)
        }
        #expect(printed.report() == [])
        let again = try #require(printed.load().guide)
        #expect(again.texts.mapValues(Comparable.init) == guide.texts.mapValues(Comparable.init))
        #expect(again.digests == guide.digests)
    }
}

/// A text without its places, which printing changes.
private struct Comparable: Equatable {
    let title: [Inline]
    let introduction: [Block]
    let steps: [Step]

    struct Step: Equatable {
        let id: String
        let title: [Inline]
        let anchors: [String]
        let body: [Block]
        let tasks: [String]
        let inputs: [String]
        let symptoms: [String]
    }

    init(_ text: GuideText) {
        title = text.title.withoutPlaces
        introduction = text.introduction.withoutPlaces
        steps = text.steps.map { step in
            Step(
                id: step.id, title: step.title.withoutPlaces, anchors: step.anchors,
                body: step.body.withoutPlaces, tasks: step.tasks.map(\.id),
                inputs: step.inputs.flatMap(Comparable.lines),
                symptoms: step.symptoms.map { $0.id + " " + $0.anchor + $0.title.plainText })
        }
    }
}

extension Comparable {
    /// A question and its answers, each with its words.
    fileprivate static func lines(_ input: InputText) -> [String] {
        var lines = ["input \(input.id) " + words(input.title, input.hint)]
        for option in input.options {
            lines.append("option \(option.id) " + words(option.title, option.hint))
        }
        return lines
    }

    /// A title and its hint, the kinds of its parts with it.
    fileprivate static func words(_ title: String, _ hint: [Inline]) -> String {
        title + ": " + hint.withoutPlaces.map { "\($0.kind)" }.joined(separator: " ")
    }
}

extension [Block] {
    var withoutPlaces: [Block] {
        map { block in
            var kind = block.kind
            switch kind {
            case .paragraph(let inlines): kind = .paragraph(inlines.withoutPlaces)
            case .heading(let level, let inlines):
                kind = .heading(level: level, inlines.withoutPlaces)
            case .quote(let blocks): kind = .quote(blocks.withoutPlaces)
            case .list(var list):
                list.items = list.items.map { item in
                    var item = item
                    item.blocks = item.blocks.withoutPlaces
                    item.position = .nowhere
                    return item
                }
                kind = .list(list)
            case .table(var table):
                table.header = table.header.map(\.withoutPlaces)
                table.rows = table.rows.map { $0.map(\.withoutPlaces) }
                kind = .table(table)
            case .code, .html, .rule: break
            }
            return Block(kind, at: .nowhere)
        }
    }
}

extension [Inline] {
    /// Without places, and with words that escapes had cut apart put together again.
    var withoutPlaces: [Inline] {
        var joined: [Inline] = []
        for inline in self {
            var kind = inline.kind
            switch kind {
            case .text(let text):
                if case .text(let before)? = joined.last?.kind {
                    joined[joined.count - 1].kind = .text(before + text)
                    continue
                }
            case .emphasis(let inner): kind = .emphasis(inner.withoutPlaces)
            case .strong(let inner): kind = .strong(inner.withoutPlaces)
            case .strikethrough(let inner): kind = .strikethrough(inner.withoutPlaces)
            case .link(let destination, let title, let inner):
                kind = .link(destination: destination, title: title, inner.withoutPlaces)
            case .image(let source, let title, let inner):
                kind = .image(source: source, title: title, inner.withoutPlaces)
            case .code, .html, .softBreak, .lineBreak, .foreign: break
            }
            joined.append(Inline(kind, at: .nowhere))
        }
        return joined
    }
}

extension SourcePosition {
    fileprivate static let nowhere = SourcePosition(line: 1, column: 1)
}
