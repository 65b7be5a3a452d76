/// What running text may say: values in code only, bold only for labels, links that lead somewhere.
internal import CommonMark

/// Looks through the title and the body of one step, or of the introduction.
struct WordsCheck {
    private let manifest: Manifest
    private let step: ManifestStep?
    private let locale: String
    private let labels: Set<String>
    private let anchors: Set<String>
    private(set) var problems: ProblemList
    private(set) var placeholders: [(input: String, place: Place)] = []

    /// What else was seen on the way.
    private(set) var parts = TextParts()
    private var shown: Set<String> = []

    init(
        manifest: Manifest, locale: String, step: ManifestStep?, labels: Set<String>,
        anchors: Set<String>, problems: ProblemList
    ) {
        self.manifest = manifest
        self.step = step
        self.locale = locale
        self.anchors = anchors
        self.problems = problems
        self.labels = labels
    }

    mutating func check(_ blocks: [Block]) {
        for block in blocks {
            parts.add(block)
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): check(inlines)
            case .list(let list): for item in list.items { check(item.blocks) }
            case .quote(let inner): check(inner)
            case .code(let info, let text, let isFenced):
                outsideCode(info, at: Place(block.position))
                var place = Place(block.position)
                if isFenced { place.line += 1 }
                code(text, at: place)
            case .table(let table):
                for cell in table.header { check(cell) }
                for row in table.rows { for cell in row { check(cell) } }
            case .html, .rule: break
            }
        }
    }

    mutating func check(_ inlines: [Inline]) {
        for inline in inlines {
            let place = Place(inline.position)
            if case .text(let text) = inline.kind {
                if parts.add(text: text, at: inline) { outsideCode(text, at: place) }
                continue
            }
            parts.add(inline)
            switch inline.kind {
            case .code(let text): code(text, at: place)
            case .strong(let children):
                let word = children.plainText
                if !labels.contains(word) { problems.add(.boldNotLabel, at: place, word, locale) }
                check(children)
            case .link(let destination, let title, let children):
                outsideCode(title.isEmpty ? destination : destination + title, at: place)
                link(destination, at: place)
                check(children)
            case .image(let source, let title, let children):
                outsideCode(title.isEmpty ? source : source + title, at: place)
                image(source, description: children.plainText, at: place)
                check(children)
            case .emphasis(let children), .strikethrough(let children),
                .foreign(_, let children):
                check(children)
            case .text, .softBreak, .lineBreak, .html: break
            }
        }
    }

    private mutating func outsideCode(_ text: String, at place: Place) {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return }
        var place = place
        for part in Template(text).parts {
            switch part {
            case .literal(let literal): place.column += literal.unicodeScalars.count
            case .input(let input):
                problems.add(.placeholderOutsideCode, at: place, input)
                place.column += input.unicodeScalars.count + 4
            }
        }
    }

    /// `start` is where the code begins; lines of a fence begin in its column.
    private mutating func code(_ text: String, at start: Place) {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return }
        var place = start
        for part in Template(text).parts {
            switch part {
            case .literal(let literal):
                for scalar in literal.unicodeScalars {
                    if scalar == "\n" {
                        place = Place(line: place.line + 1, column: start.column)
                    } else {
                        place.column += 1
                    }
                }
            case .input(let name):
                value(name, at: place)
                place.column += name.unicodeScalars.count + 4
            }
        }
    }

    private mutating func value(_ name: String, at place: Place) {
        guard let input = manifest.input(name) else {
            problems.add(.unknownInput, at: place, name)
            return
        }
        if let code = input.refusal(in: step) { problems.add(code, at: place, name) }
        if shown.insert(name).inserted { placeholders.append((name, place)) }
    }

    private mutating func link(_ destination: String, at place: Place) {
        guard destination.hasPrefix("#") else {
            if !HTMLRenderer.isSafe(destination) {
                problems.add(.linkNotSafe, at: place, destination)
            }
            return
        }
        let anchor = String(destination.dropFirst())
        if !anchors.contains(anchor) { problems.add(.anchorUnresolved, at: place, anchor) }
    }

    /// An image lies in the guide's folder or is fetched over `https:`.
    private mutating func image(_ source: String, description: String, at place: Place) {
        let isLocal =
            !source.isEmpty && !source.hasPrefix("/") && !source.contains(":")
            && !source.contains("\\") && !source.split(separator: "/").contains("..")
        if !isLocal, !source.lowercased().hasPrefix("https://") {
            problems.add(.imageNotSafe, at: place, source)
        }
        if description.trimmed.isEmpty { problems.add(.imageWithoutText, at: place, source) }
    }
}
