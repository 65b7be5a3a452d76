/// Slips that Markdown lets pass: fences, backticks, levels of headings, pictures that are not there.
internal import CommonMark

/// Looks at one text as Markdown, whatever it is the text of.
struct StyleCheck {
    /// A step with more tasks makes readers lose their place (Red Hat advises seven).
    static let mostTasks = 10

    private let document: Document
    private let file: SourceFile
    private let parts: [TextParts]
    private(set) var problems: ProblemList

    /// `parts` are those of everything in the text.
    init(
        _ document: Document, _ file: SourceFile, _ parts: [TextParts], problems: ProblemList
    ) {
        self.document = document
        self.file = file
        self.parts = parts
        self.problems = problems
    }

    mutating func run() {
        checkHeadings()
        checkFences()
        for place in parts.flatMap(\.strayBackticks) { problems.add(.strayBacktick, at: place) }
    }

    private mutating func checkHeadings() {
        var above: Int?
        for block in document.blocks {
            guard case .heading(let level, _) = block.kind else { continue }
            if let above, level > above + 1 {
                problems.add(
                    .headingLevelSkipped, at: Place(block.position), String(level), String(above))
            }
            above = level
        }
    }

    // MARK: Fences

    private mutating func checkFences() {
        let fences = parts.flatMap(\.doubtfulFences)
        guard !fences.isEmpty else { return }
        let lines = file.bytes.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (start, text) in fences {
            guard lines.indices.contains(start.line - 1) else { continue }
            let opening = lines[start.line - 1].drop { !StyleCheck.isFenceSign($0) }
            guard let sign = opening.first else { continue }
            checkFence(
                text, at: start, sign: sign, length: opening.prefix { $0 == sign }.count)
        }
    }

    /// Lines inside of the block that look as if they were meant to close it.
    private mutating func checkFence(
        _ text: String, at start: SourcePosition, sign: UInt8, length: Int
    ) {
        let lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
            let run = line.dropFirst(indent).prefix { $0 == sign }.count
            let rest = line.dropFirst(indent + run)
            guard indent <= 3, run >= length, !rest.contains(sign),
                rest.contains(where: { $0 != UInt8(ascii: " ") && $0 != 0x09 })
            else { continue }
            problems.add(
                .textAfterFence, at: Place(line: start.line + 1 + index, column: 1),
                String(decoding: rest.prefix(40), as: UTF8.self).trimmed)
        }
    }

    private static func isFenceSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
    }

    // MARK: Steps

    mutating func checkLength(of text: ReadText) {
        for step in text.steps where step.text.tasks.count > StyleCheck.mostTasks {
            problems.add(
                .tooManyTasks, at: step.place, step.text.id, String(step.text.tasks.count),
                String(StyleCheck.mostTasks))
        }
    }

    // MARK: Pictures and links

    /// Whether the pictures of a guide's folder are there, or those of Markdown that is no guide's.
    mutating func checkPictures(isPlain: Bool = false, has: @Sendable (String) -> Bool) {
        for picture in parts.flatMap(\.targets) where !picture.isLink {
            let source = picture.text
            guard !source.isEmpty, !source.contains(":"), !source.hasPrefix("/"), !has(source)
            else { continue }
            if isPlain {
                problems.add(.imageMissing, at: picture.place, source, "plain")
            } else {
                problems.add(.imageMissing, at: picture.place, source)
            }
        }
    }

    /// Whether links lead somewhere in this text or to a file, in a text that is no guide's.
    mutating func checkLinks(has: @Sendable (String) -> Bool) {
        checkPictures(isPlain: true, has: has)
        let anchors = Set(Anchors(document).names).union(document.blocks.namedPlaces)
        var list = problems
        document.blocks.visitInlines { inline in
            let place = Place(inline.position)
            switch inline.kind {
            case .link(let destination, _, _) where destination.hasPrefix("#"):
                let anchor = String(destination.dropFirst())
                if !anchor.isEmpty, !anchors.contains(anchor.lowercased()),
                    !anchors.contains(anchor)
                {
                    list.add(.anchorUnresolved, at: place, anchor)
                }
            case .link(let destination, _, _):
                if let path = destination.filePath, !has(path) {
                    list.add(.fileMissing, at: place, path)
                }
            case .image(let source, _, let words) where words.plainText.trimmed.isEmpty:
                list.add(.imageWithoutText, at: place, source)
            default: break
            }
        }
        problems = list
    }
}

extension String {
    /// The file that a link's address means, from the folder of its text; nil: none that one
    /// could look for, such as a page on the web or a place counted from a site's root.
    fileprivate var filePath: String? {
        let path = prefix { $0 != "#" && $0 != "?" }
        guard !path.isEmpty, !path.hasPrefix("/"), !path.contains(":") else { return nil }
        return String(path).withoutPercent
    }

    /// With `%20` and the like as the signs that they stand for.
    private var withoutPercent: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2,
                let sign = UInt8(digits, radix: 16)
            {
                bytes.append(sign)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? self
    }
}

extension [Block] {
    /// What HTML in a text gives as `id` or `name`, for links to it.
    fileprivate var namedPlaces: Set<String> {
        var names: Set<String> = []
        visitBlocks { block in
            if case .html(let html) = block.kind { names.formUnion(html.namedPlaces) }
        }
        visitInlines { inline in
            if case .html(let html) = inline.kind { names.formUnion(html.namedPlaces) }
        }
        return names
    }
}

extension String {
    /// The values of `id="…"` and `name='…'`.
    fileprivate var namedPlaces: [String] {
        let bytes = Array(utf8)
        var names: [String] = []
        for index in bytes.indices where bytes[index] == UInt8(ascii: "=") {
            let before = bytes[..<index]
            guard
                before.suffix(2).elementsEqual("id".utf8)
                    || before.suffix(4).elementsEqual("name".utf8), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "\"") || bytes[index + 1] == UInt8(ascii: "'")
            else { continue }
            let value = bytes[(index + 2)...].prefix(257).prefix { $0 != bytes[index + 1] }
            // Without an end it is no value; a name has no blanks and is not long.
            guard value.endIndex < bytes.count, value.count <= 256 else { continue }
            names.append(String(decoding: value, as: UTF8.self))
        }
        return names
    }
}
