/// What of a text is looked at once more after its words: gathered on the one walk through them.
internal import CommonMark

/// What is counted in a step and compared with its translation, and what is likely to be a slip.
struct TextParts {
    /// What a link or a picture leads to.
    struct Target {
        let text: String
        let isLink: Bool
        let place: Place
    }

    private(set) var items = 0
    private(set) var code = 0
    private(set) var targets: [Target] = []

    /// Each word once.
    private(set) var bold: [(word: String, place: Place)] = []
    private var boldWords: Set<String> = []

    /// Backticks that make no code, and code that a backslash was meant to keep open.
    private(set) var strayBackticks: [Place] = []

    /// Fenced code in which something looks like a fence.
    private(set) var doubtfulFences: [(start: SourcePosition, text: String)] = []

    init() {}

    /// Everything in a text that no words are checked of.
    init(of blocks: [Block]) {
        var parts = TextParts()
        blocks.visitBlocks { parts.add($0) }
        blocks.visitInlines { parts.add($0) }
        self = parts
    }

    /// Takes note of a block; not of what is in it.
    mutating func add(_ block: Block) {
        switch block.kind {
        case .list(let list): items += list.items.count
        case .code(_, let text, isFenced: true):
            if text.holdsFenceSigns {
                doubtfulFences.append((block.position, text))
            }
        case .paragraph, .heading, .quote, .code, .html, .table, .rule: break
        }
    }

    /// Takes note of a piece of running text; not of those in it.
    mutating func add(_ inline: Inline) {
        switch inline.kind {
        case .text(let text): add(text: text, at: inline)
        case .code(let text):
            code += 1
            if text.utf8.last == UInt8(ascii: "\\") {
                strayBackticks.append(Place(inline.position))
            }
        case .link(let destination, _, _): add(destination, isLink: true, at: inline)
        case .image(let source, _, _): add(source, isLink: false, at: inline)
        case .strong(let children):
            let word = children.plainText
            if boldWords.insert(word).inserted { bold.append((word, Place(inline.position))) }
        case .emphasis, .strikethrough, .softBreak, .lineBreak, .html, .foreign: break
        }
    }

    /// Whether a brace stands in it, since each sign is looked at here anyway.
    @discardableResult
    mutating func add(text: String, at inline: Inline) -> Bool {
        var (holdsBacktick, holdsBrace) = (false, false)
        for byte in text.utf8 where byte == UInt8(ascii: "`") || byte == UInt8(ascii: "{") {
            if byte == UInt8(ascii: "{") { holdsBrace = true } else { holdsBacktick = true }
        }
        if holdsBacktick { strayBackticks.append(Place(inline.position)) }
        return holdsBrace
    }

    private mutating func add(_ target: String, isLink: Bool, at inline: Inline) {
        targets.append(Target(text: target, isLink: isLink, place: Place(inline.position)))
    }
}

extension String {
    /// Whether three signs of a fence stand in a row.
    fileprivate var holdsFenceSigns: Bool {
        var (last, run) = (UInt8(0), 0)
        for byte in utf8 {
            guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else {
                run = 0
                continue
            }
            run = byte == last ? run + 1 : 1
            last = byte
            if run == 3 { return true }
        }
        return false
    }
}
