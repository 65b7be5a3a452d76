/// cmark's tree to values, with a stack of its own: no depth of the text is a depth of ours.

/// Walks cmark's tree once and builds the values from the leaves up.
struct TreeReader {
    /// A node whose children are being read.
    private struct Frame {
        let node: CNode
        let kind: NodeKind
        let position: SourcePosition
        var blocks: [Block] = []
        var inlines: [Inline] = []
        var items: [ListItem] = []
        var cells: [[Inline]] = []
        var header: [[Inline]] = []
        var rows: [[[Inline]]] = []

        /// Lists and quotes nest, and so do brackets and emphasis; all count alike.
        var nests: Bool {
            switch kind {
            case .item, .quote, .emphasis, .strong, .strikethrough, .link, .image: true
            default: false
            }
        }

        /// Makes room for as many values as the node has children.
        mutating func reserve() {
            var count = 0
            var child = node.firstChild
            while let current = child {
                count += 1
                child = current.next
            }
            switch kind {
            case .document, .item, .quote: blocks.reserveCapacity(count)
            case .list: items.reserveCapacity(count)
            case .table: rows.reserveCapacity(count)
            case .row: cells.reserveCapacity(count)
            default: inlines.reserveCapacity(count)
            }
        }
    }

    private let map: SourceMap
    private var stack: [Frame]
    private var nesting = 0

    /// Behind what was read last: what an extension makes up has no place of its own.
    private var here = (line: 1, column: 1)

    /// Inside of a paragraph or a heading.
    private var inlinePlaces: InlinePlaces?

    /// Fenced blocks, by the line that they begin on: see `Fences`.
    private var fences = Fences()

    /// Whether a fence may be without an end.
    private let closesFences: Bool

    /// Whether links were made of addresses that stand in running text.
    private let findsAddresses: Bool

    /// Whether running text holds what would have been made such a link.
    private var mayHoldAddress = false

    /// Nil when running text may hold an address, and addresses were not looked for.
    static func read(
        _ root: CNode, map: SourceMap, closesFences: Bool, findsAddresses: Bool
    ) throws(CommonMarkError) -> Document? {
        let start = SourcePosition(line: 1, column: 1)
        var reader = TreeReader(
            map: map, stack: [Frame(node: root, kind: .document, position: start)],
            closesFences: closesFences, findsAddresses: findsAddresses)
        return try reader.run(root).map { Document(blocks: $0) }
    }

    private init(map: SourceMap, stack: [Frame], closesFences: Bool, findsAddresses: Bool) {
        self.map = map
        self.stack = stack
        self.closesFences = closesFences
        self.findsAddresses = findsAddresses
    }

    private mutating func run(_ root: CNode) throws(CommonMarkError) -> [Block]? {
        var node = root.firstChild
        while true {
            if mayHoldAddress { return nil }
            if let current = node {
                node = try enter(current) ?? current.next
                continue
            }
            let frame = stack.removeLast()
            guard !stack.isEmpty else {
                if !closesFences, let fault = fences.unclosed(in: map) {
                    throw error(.unclosedFence, at: fault)
                }
                return frame.blocks
            }
            if frame.nests { nesting -= 1 }
            here = (frame.position.endLine, frame.position.endColumn)
            leave(frame)
            node = frame.node.next
        }
    }

    /// Reads a leaf, or opens a frame and returns its first child.
    ///
    /// A frame without children is closed here.
    private mutating func enter(_ node: CNode) throws(CommonMarkError) -> CNode? {
        let kind = node.kind
        let position = self.position(of: node)
        here = (position.endLine, position.endColumn)
        switch kind {
        case .codeBlock:
            let text = node.literal
            if let fence = node.fence {
                fences.add(node, fence: fence, text: text, position: position)
            }
            addBlock(.code(info: node.info, text: text, isFenced: node.fence != nil), at: position)
        case .htmlBlock:
            let text = node.literal
            try checkClosed(text, at: position)
            addBlock(.html(text), at: position)
        case .rule: addBlock(.rule, at: position)
        case .text:
            let text = node.literal
            try checkDeclarations(in: text, at: position)
            add(.text(text), at: position)
        case .code: add(.code(node.literal), at: position)
        case .softBreak: add(.softBreak, at: position)
        case .lineBreak:
            inlinePlaces?.lineBreak(behind: position)
            add(.lineBreak, at: position)
        case .html: add(.html(node.literal), at: position)
        default: return try open(node, kind, position)
        }
        return nil
    }

    private mutating func open(
        _ node: CNode, _ kind: NodeKind, _ position: SourcePosition
    ) throws(CommonMarkError) -> CNode? {
        var frame = Frame(node: node, kind: kind, position: position)
        if kind == .table, node.columns > Limits.columns {
            throw error(.tooManyColumns(limit: Limits.columns), at: position)
        }
        guard let child = node.firstChild else {
            leave(frame)
            return nil
        }
        if frame.nests {
            nesting += 1
            if nesting > Limits.nesting {
                throw error(.nestedTooDeeply(limit: Limits.nesting), at: position)
            }
        }
        if kind == .paragraph || kind == .heading {
            inlinePlaces = InlinePlaces(of: node, map: map)
        } else if kind == .cell {
            inlinePlaces = nil
        }
        here = (position.line, position.column)
        frame.reserve()
        stack.append(frame)
        return child
    }

    /// Turns a frame whose children are complete into a value of the frame around it.
    private mutating func leave(_ frame: Frame) {
        let (node, position, inlines) = (frame.node, frame.position, frame.inlines)
        let top = stack.count - 1
        switch frame.kind {
        case .paragraph: addBlock(.paragraph(inlines), at: position)
        case .heading: addBlock(.heading(level: node.headingLevel, inlines), at: position)
        case .quote: addBlock(.quote(frame.blocks), at: position)
        case .list:
            let list = List(start: node.listStart, isTight: node.isTight, items: frame.items)
            addBlock(.list(list), at: position)
        case .item:
            stack[top].items.append(
                ListItem(isChecked: node.isChecked, blocks: frame.blocks, position: position))
        case .table:
            let table = Table(
                alignments: node.alignments, header: frame.header, rows: frame.rows)
            addBlock(.table(table), at: position)
        case .row where node.isHeaderRow: stack[top].header = frame.cells
        case .row: stack[top].rows.append(frame.cells)
        case .cell: stack[top].cells.append(inlines)
        case .emphasis: add(.emphasis(inlines), at: position)
        case .strong: add(.strong(inlines), at: position)
        case .strikethrough: add(.strikethrough(inlines), at: position)
        case .link:
            add(.link(destination: node.address, title: node.title, inlines), at: position)
        case .image: add(.image(source: node.address, title: node.title, inlines), at: position)
        default:
            // No option is set that would make any other kind.
            preconditionFailure("cmark made a node of a kind that it was not asked for")
        }
    }

    private mutating func addBlock(_ kind: Block.Kind, at position: SourcePosition) {
        stack[stack.count - 1].blocks.append(Block(kind, at: position))
    }

    private mutating func add(_ kind: Inline.Kind, at position: SourcePosition) {
        stack[stack.count - 1].inlines.append(Inline(kind, at: position))
    }

    private mutating func position(of node: CNode) -> SourcePosition {
        let (line, column) = (node.startLine, node.startColumn)
        guard line > 0, column > 0 else {
            return SourcePosition(line: here.line, column: here.column)
        }
        if node.isInline, let position = inlinePlaces?.position(of: node) { return position }
        let start = map.column(line: line, byte: column)
        let endLine = max(line, node.endLine)
        let end = map.column(line: endLine, byte: node.endColumn)
        return SourcePosition(
            line: line, column: start, endLine: endLine,
            endColumn: endLine == line ? max(start, end) : end)
    }

    private func error(
        _ reason: CommonMarkError.Reason, at position: SourcePosition
    ) -> CommonMarkError {
        CommonMarkError(reason: reason, line: position.line, column: position.column)
    }

    private func checkClosed(_ html: String, at position: SourcePosition) throws(CommonMarkError) {
        guard let (kind, offset) = Declaration.first(in: html.utf8),
            html.utf8.prefix(offset).allSatisfy({ $0 == 0x20 }), !html.utf8.holds(kind.closing)
        else { return }
        throw error(.unclosedDeclaration(kind.opening), at: position)
    }

    /// In running text an opening is left as text when it has no end.
    ///
    /// So is one behind a backslash, which the tree does not tell: the source decides.
    private mutating func checkDeclarations(
        in text: String, at position: SourcePosition
    ) throws(CommonMarkError) {
        let signs = RunningText(text)
        if signs.mayHoldAddress, !findsAddresses { mayHoldAddress = true }
        guard signs.holdsLess, Declaration.first(in: text.utf8) != nil else { return }
        let line = map.line(position.line)
        guard let (kind, offset) = Declaration.first(in: map.bytes[line]) else { return }
        let place = map.place(of: line.lowerBound + offset)
        throw CommonMarkError(
            reason: .unclosedDeclaration(kind.opening), line: place.line, column: place.column)
    }
}
