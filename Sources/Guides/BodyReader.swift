/// The blocks of a step without their comments: what the comments said becomes markers and parts.
internal import CommonMark

/// Reads the body of one step, or the introduction, which has no parts.
struct BodyReader {
    /// Where the blocks stand, which decides what comments they may hold.
    enum Surroundings {
        case introduction
        case step
        case reference
        /// A step that the manifest does not know: one problem is enough.
        case unknownStep
    }

    private let surroundings: Surroundings
    private let anchors: Anchors
    private(set) var problems: ProblemList

    private(set) var tasks: [TaskText] = []
    private(set) var inputs: [InputText] = []
    private(set) var symptoms: [SymptomText] = []
    private(set) var anchorsInside: [String] = []
    private(set) var taskPlaces: [String: Place] = [:]
    private(set) var inputPlaces: [String: Place] = [:]
    private(set) var optionPlaces: [String: Place] = [:]
    private(set) var symptomPlaces: [String: Place] = [:]

    init(
        _ surroundings: Surroundings, anchors: Anchors, problems: ProblemList
    ) {
        self.surroundings = surroundings
        self.anchors = anchors
        self.problems = problems
    }

    mutating func read(_ blocks: ArraySlice<Block>) -> [Block] {
        var rest: [Block] = []
        var opened: [(id: String, place: Place, heading: Int)] = []
        for block in blocks {
            if case .html(let html) = block.kind, case .symptom(let id)? = Comment(html),
                surroundings == .reference || surroundings == .unknownStep,
                case .heading = rest.last?.kind
            {
                opened.append((id, Place(block.position), rest.count - 1))
            } else {
                clean(block, inside: nil, into: &rest)
            }
        }
        for symptom in opened { add(symptom, of: rest) }
        return rest
    }

    private mutating func add(
        _ symptom: (id: String, place: Place, heading: Int), of blocks: [Block]
    ) {
        guard isGood(.symptom(symptom.id), at: symptom.place),
            case .heading(let level, let title) = blocks[symptom.heading].kind
        else { return }
        guard symptomPlaces.updateValue(symptom.place, forKey: symptom.id) == nil else {
            problems.add(.duplicateID, at: symptom.place, Thing.symptom.rawValue, symptom.id)
            return
        }
        let body = blocks[(symptom.heading + 1)...].prefix { block in
            if case .heading(let other, _) = block.kind { other > level } else { true }
        }
        symptoms.append(
            SymptomText(
                id: symptom.id, title: title,
                anchor: anchors[blocks[symptom.heading].position] ?? "", body: Array(body)))
    }

    private mutating func isGood(_ comment: Comment, at place: Place) -> Bool {
        if comment.hasGoodID { return true }
        problems.add(.badID, at: place, comment.id)
        return false
    }

    /// A block without HTML; nothing when it was HTML.
    private mutating func clean(_ block: Block, inside input: Int?, into rest: inout [Block]) {
        var block = block
        switch block.kind {
        case .paragraph(let inlines):
            if inlines.holdHTML { block.kind = .paragraph(clean(inlines)) }
        case .heading(let level, let inlines):
            if let anchor = anchors[block.position] { anchorsInside.append(anchor) }
            if inlines.holdHTML { block.kind = .heading(level: level, clean(inlines)) }
        case .list(var list):
            list.items = list.items.map { clean($0, inside: input) }
            block.kind = .list(list)
        case .quote(let blocks): block.kind = .quote(clean(blocks))
        case .table(var table):
            guard
                table.header.contains(where: \.holdHTML)
                    || table.rows.contains(where: { $0.contains(where: \.holdHTML) })
            else { break }
            table.header = table.header.map { clean($0) }
            table.rows = table.rows.map { row in row.map { clean($0) } }
            block.kind = .table(table)
        case .html(let html):
            report(html, at: Place(block.position))
            return
        case .code, .rule: break
        }
        rest.append(block)
    }

    private mutating func clean(_ blocks: [Block], inside input: Int? = nil) -> [Block] {
        var rest: [Block] = []
        rest.reserveCapacity(blocks.count)
        for block in blocks { clean(block, inside: input, into: &rest) }
        return rest
    }

    /// Running text without HTML, and without the space in front of what was at its end.
    private mutating func clean(_ inlines: [Inline]) -> [Inline] {
        // Most running text has none, and stays what it is.
        guard inlines.holdHTML else { return inlines }
        var cleaned: [Inline] = []
        for var inline in inlines {
            switch inline.kind {
            case .html(let html):
                report(html, at: Place(inline.position))
                continue
            case .emphasis(let inner): inline.kind = .emphasis(clean(inner))
            case .strong(let inner): inline.kind = .strong(clean(inner))
            case .strikethrough(let inner): inline.kind = .strikethrough(clean(inner))
            case .link(let destination, let title, let inner):
                inline.kind = .link(destination: destination, title: title, clean(inner))
            case .image(let source, let title, let inner):
                inline.kind = .image(source: source, title: title, clean(inner))
            case .text, .code, .softBreak, .lineBreak, .foreign: break
            }
            cleaned.append(inline)
        }
        return cleaned.count == inlines.count ? cleaned : cleaned.withoutTrailingSpace
    }

    private mutating func report(_ html: String, at place: Place) {
        if let comment = Comment(html) {
            problems.add(.misplacedComment, at: place, comment.kind.rawValue, comment.id)
        } else if html.trimmed.hasPrefix("<!--") {
            problems.add(.unknownComment, at: place, html.trimmed)
        } else {
            problems.add(.htmlNotShown, at: place, html.trimmed)
        }
    }

    /// `input` is the index of the input whose item this one is nested in directly.
    private mutating func clean(_ item: ListItem, inside input: Int?) -> ListItem {
        var item = item
        let found = item.takeComment()
        let (taskCount, inputCount) = (tasks.count, inputs.count)
        if let (comment, place) = found, mark(item, comment, at: place, inside: input) {
            item.marker = comment.marker
        }
        let isTask = if case .task? = found?.comment { true } else { false }
        if item.isChecked != nil, !isTask {
            problems.add(.taskWithoutID, at: Place(item.position))
        }
        let isNewInput = inputs.count > inputCount
        item.blocks = clean(item.blocks, inside: isNewInput ? inputCount : nil)
        if case .task(let id)? = item.marker {
            tasks[taskCount] = TaskText(
                id: id, title: item.firstParagraph, blocks: item.blocks)
        }
        return item
    }

    /// Adds the part that an item stands for; false, with a problem, when it cannot be one.
    ///
    /// A task's words are filled in when the item has been cleaned.
    private mutating func mark(
        _ item: ListItem, _ comment: Comment, at place: Place, inside input: Int?
    ) -> Bool {
        let hasParts = surroundings == .step || surroundings == .unknownStep
        switch comment {
        case .task(let id) where item.isChecked != nil && hasParts:
            guard isNew(comment, at: place, known: taskPlaces[id] != nil) else { return false }
            taskPlaces[id] = place
            tasks.append(TaskText(id: id, title: [], blocks: []))
        case .input(let id) where item.isChecked == nil && hasParts:
            guard isNew(comment, at: place, known: inputPlaces[id] != nil) else { return false }
            inputPlaces[id] = place
            let (title, hint) = item.titleAndHint
            inputs.append(InputText(id: id, title: title, hint: hint, options: []))
        case .option(let id) where item.isChecked == nil && input != nil:
            let index = input ?? 0
            let key = "\(inputs[index].id)/\(id)"
            guard isNew(comment, at: place, known: optionPlaces[key] != nil) else { return false }
            optionPlaces[key] = place
            let (title, hint) = item.titleAndHint
            inputs[index].options.append(OptionText(id: id, title: title, hint: hint))
        default:
            problems.add(.misplacedComment, at: place, comment.kind.rawValue, comment.id)
            return false
        }
        return true
    }

    private mutating func isNew(_ comment: Comment, at place: Place, known: Bool) -> Bool {
        guard isGood(comment, at: place) else { return false }
        if known {
            problems.add(.duplicateID, at: place, comment.kind.rawValue, comment.id)
        }
        return !known
    }
}

extension [Inline] {
    /// Whether HTML stands in it, or in what it holds.
    fileprivate var holdHTML: Bool {
        contains { inline in
            switch inline.kind {
            case .html: true
            case .text, .code, .softBreak, .lineBreak: false
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
                .link(_, _, let inner), .image(_, _, let inner), .foreign(_, let inner):
                inner.holdHTML
            }
        }
    }
}
