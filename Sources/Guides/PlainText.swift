/// A plain Markdown text cut into sections, before anything has an ID.
internal import CommonMark

/// What a text without a manifest holds.
struct PlainText {
    /// A step, or a part to look things up in.
    struct Section {
        var title: [Inline]
        /// The title without the number in front of it, which IDs are made from.
        var bareTitle: [Inline]
        /// The number in front of the title.
        var number: Int?
        var isReference: Bool
        var body: [Block]
        var anchors: [String]
    }

    let locale: String
    var title: [Inline]
    var sections: [Section] = []

    /// What two languages have to share, so that a step of one is that of the other.
    var shape: [Bool] { sections.map(\.isReference) }
}

/// Cuts a document up.
struct PlainReader {
    private let blocks: [Block]
    private let anchors: Anchors
    private let headings: PlainHeadings?
    private(set) var text: PlainText

    /// `title` is the front matter's, `name` what stands for a title where there is none.
    init(_ document: Document, locale: String, title: String?, name: String) {
        blocks = document.blocks
        anchors = Anchors(document)
        headings = PlainHeadings(blocks)
        let place = SourcePosition(line: 1, column: 1)
        text = PlainText(
            locale: locale, title: [Inline(.text(title ?? name), at: place)])
        run()
    }

    private mutating func run() {
        let first = blocks.firstIndex { opens($0) } ?? blocks.count
        var introduction = Array(blocks[..<first])
        let heading = introduction.firstIndex { block in
            if case .heading(1, _) = block.kind { true } else { false }
        }
        if let heading, case .heading(_, let title) = introduction[heading].kind {
            text.title = PlainBody.withoutAnchor(PlainBody.cleaned(title)).title
            introduction.remove(at: heading)
        }
        let body = PlainBody.cleaned(introduction)
        let hasSteps = first < blocks.count
        if !body.isEmpty || !hasSteps {
            // What stands before the steps is read first; a text without headings is one step.
            text.sections.append(
                PlainText.Section(
                    title: text.title, bareTitle: text.title, number: nil, isReference: hasSteps,
                    body: body,
                    anchors: heading.flatMap { anchors[blocks[$0].position] }.map { [$0] }
                        ?? []))
        }
        readSections(from: first)
        dropNumbers()
    }

    private func opens(_ block: Block) -> Bool {
        guard case .heading(let level, let title) = block.kind else { return false }
        return headings?.opens(level, title) ?? false
    }

    private mutating func readSections(from first: Int) {
        var index = first
        // A heading above the steps that has no text of its own goes with what follows.
        var above: [Block] = []
        while index < blocks.count {
            let end =
                blocks[(index + 1)...].firstIndex { block in
                    guard case .heading(let level, _) = block.kind else { return false }
                    return level <= (headings?.level ?? 0)
                } ?? blocks.count
            let isStep = opens(blocks[index])
            if !isStep, end == index + 1, end < blocks.count {
                above.append(blocks[index])
            } else {
                add(index..<end, isStep: isStep, above: above)
                above = []
            }
            index = end
        }
    }

    private mutating func add(_ range: Range<Int>, isStep: Bool, above: [Block]) {
        guard case .heading(_, let heading) = blocks[range.lowerBound].kind else { return }
        let (title, anchor) = PlainBody.withoutAnchor(PlainBody.cleaned(heading))
        let numbered = isStep ? headings?.numbered(title) : nil
        let inner = blocks[(range.lowerBound + 1)..<range.upperBound]
        let body = PlainBody.cleaned(above + inner)
        let inside = ([blocks[range.lowerBound]] + inner).compactMap { anchors[$0.position] }
        text.sections.append(
            PlainText.Section(
                title: title, bareTitle: numbered?.rest ?? title, number: numbered?.number,
                isReference: !isStep && !body.holdsBox, body: body,
                anchors: (anchor.map { [$0] } ?? []) + inside))
    }

    /// Krok numbers the steps itself: where it counts as the text does, the text's numbers go.
    private mutating func dropNumbers() {
        let counted = text.sections.filter { !$0.isReference }
        guard counted.enumerated().allSatisfy({ $1.number == $0 + 1 }) else { return }
        for index in text.sections.indices {
            text.sections[index].title = text.sections[index].bareTitle
        }
    }
}

extension [Block] {
    /// Whether a box to tick stands anywhere in the blocks.
    var holdsBox: Bool {
        contains { block in
            switch block.kind {
            case .list(let list):
                list.items.contains { $0.isChecked != nil || $0.blocks.holdsBox }
            case .quote(let inner): inner.holdsBox
            default: false
            }
        }
    }
}
