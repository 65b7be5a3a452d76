/// A step's text for paper: what is ticked goes, what is answered says so, links become words.
internal import CommonMark
internal import Guides
internal import Walkthrough

/// Drops and marks the items of lists.
struct PaperTasks {
    private let walkthrough: Walkthrough
    private let open: Set<String>
    private let dropsTicked: Bool

    /// What stands behind the title of an answered question, by input.
    var answers: [String: String] = [:]

    /// The words for a condition under which something is asked.
    var condition: (Condition) -> String = { $0.description }

    init(walkthrough: Walkthrough, step: Step, dropsTicked: Bool) {
        self.walkthrough = walkthrough
        open = Set(walkthrough.openTasks(of: step))
        self.dropsTicked = dropsTicked
    }

    func blocks(_ blocks: [Block]) -> [Block] {
        blocks.compactMap { block in
            var block = block
            switch block.kind {
            case .list(var list):
                list.items = list.items.compactMap(item)
                guard !list.items.isEmpty else { return nil }
                // The boxes carry the numbers.
                if list.items.contains(where: { $0.isTask }) { list.start = nil }
                block.kind = .list(list)
            case .quote(let inner):
                let rest = self.blocks(inner)
                guard !rest.isEmpty else { return nil }
                block.kind = .quote(rest)
            default: break
            }
            return block
        }
    }

    private func item(_ item: ListItem) -> ListItem? {
        var item = item
        switch item.marker {
        case .task(let id):
            let isOpen = open.contains(id)
            guard isOpen || !dropsTicked else { return nil }
            item.isChecked = !isOpen
        case .input(let id):
            guard let input = walkthrough.guide.input(id) else { return nil }
            switch input.condition?.truth(for: walkthrough.progress.choices) {
            case .no: return nil
            // The answer that decides may be given on paper, too.
            case .unknown: item = conditional(item, input)
            case .yes, nil: break
            }
            if let answer = answers[id] {
                item.blocks = [answered(item, answer)]
                return item
            }
        case .option, nil: break
        }
        item.blocks = blocks(item.blocks)
        return item
    }

    /// The item with its condition behind its first words.
    private func conditional(_ item: ListItem, _ input: Input) -> ListItem {
        var item = item
        guard let condition = input.condition, let first = item.blocks.first,
            case .paragraph(let inlines) = first.kind
        else { return item }
        let words = Inline(.text(self.condition(condition)), at: first.position)
        item.blocks[0] = Block(
            .paragraph(
                inlines + [
                    Inline(.text(" ("), at: first.position),
                    Inline(.emphasis([words]), at: first.position),
                    Inline(.text(")"), at: first.position),
                ]), at: first.position)
        return item
    }

    /// The words up to the colon, and the answer.
    private func answered(_ item: ListItem, _ answer: String) -> Block {
        let title = item.blocks.prefix(1).map(\.self).plainText.prefix { $0 != ":" }
        let place = item.position
        return Block(
            .paragraph([
                Inline(.text(title + ": "), at: place),
                Inline(.strong([Inline(.text(answer), at: place)]), at: place),
            ]), at: place)
    }
}

extension ListItem {
    fileprivate var isTask: Bool { if case .task? = marker { true } else { false } }
}

/// Links to places of the guide: on paper they are the number of the step.
struct PaperLinks {
    /// The words for the step that an anchor leads to; nil when it is not on the path.
    var number: (String) -> String? = { _ in nil }

    func blocks(_ blocks: [Block]) -> [Block] {
        blocks.map { block in
            var block = block
            switch block.kind {
            case .paragraph(let inlines): block.kind = .paragraph(self.inlines(inlines))
            case .heading(let level, let inlines):
                block.kind = .heading(level: level, self.inlines(inlines))
            case .list(var list):
                for index in list.items.indices {
                    list.items[index].blocks = self.blocks(list.items[index].blocks)
                }
                block.kind = .list(list)
            case .quote(let inner): block.kind = .quote(self.blocks(inner))
            case .table(var table):
                table.header = table.header.map(inlines)
                table.rows = table.rows.map { $0.map(inlines) }
                block.kind = .table(table)
            case .code, .html, .rule: break
            }
            return block
        }
    }

    private func inlines(_ inlines: [Inline]) -> [Inline] {
        inlines.flatMap { inline -> [Inline] in
            var inline = inline
            switch inline.kind {
            case .link(let destination, _, let inner):
                // No link stands in a link.
                guard destination.hasPrefix("#") else { return [inline] }
                let step = number(String(destination.dropFirst())).map {
                    [Inline(.text(" (→ \($0))"), at: inline.position)]
                }
                return inner + (step ?? [])
            case .emphasis(let inner): inline.kind = .emphasis(self.inlines(inner))
            case .strong(let inner): inline.kind = .strong(self.inlines(inner))
            case .strikethrough(let inner): inline.kind = .strikethrough(self.inlines(inner))
            case .text, .image, .foreign, .code, .softBreak, .lineBreak, .html: break
            }
            return [inline]
        }
    }
}
