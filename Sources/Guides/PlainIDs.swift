/// IDs for what has none: from the words of steps and tasks, so that an edit elsewhere moves none.
internal import CommonMark
internal import Secrecy

/// Gives out IDs that are each used once.
struct PlainIDs {
    /// The last number that was given to an ID.
    private var taken: [String: Int] = [:]

    /// Far enough to tell titles apart, short enough to type.
    private static let longest = 40

    /// A step's ID: its title's words in ASCII, joined by hyphens.
    mutating func step(_ title: [Inline]) -> String {
        var word = ""
        for scalar in Folding.folded(title.plainText).unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            default: if !word.isEmpty, word.utf8.last != UInt8(ascii: "-") { word += "-" }
            }
            if word.utf8.count > PlainIDs.longest { break }
        }
        if word.utf8.count > PlainIDs.longest, let cut = word.lastIndex(of: "-") {
            word = String(word[..<cut])
        }
        while word.utf8.last == UInt8(ascii: "-") { word.removeLast() }
        if word.isEmpty { word = "step-" + PlainIDs.hash(title.plainText) }
        if let first = word.utf8.first, !(0x61...0x7A).contains(first) { word = "step-" + word }
        return unique(word)
    }

    /// A task's ID: a hash of its own words, those of lists inside of it left out.
    mutating func task(_ blocks: [Block]) -> String {
        let own = blocks.filter { block in
            if case .list = block.kind { false } else { true }
        }
        return unique("t" + PlainIDs.hash((own.isEmpty ? blocks : own).plainText))
    }

    private mutating func unique(_ word: String) -> String {
        var id = word
        // Also skips a number that some title has spelt out itself.
        while taken[id] != nil {
            taken[word, default: 1] += 1
            id = "\(word)-\(taken[word, default: 1])"
        }
        taken[id] = 1
        return id
    }

    /// Eight hexadecimal digits of the SHA-256 of a text, white space aside.
    private static func hash(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return sha256(Array(words.utf8).raw).prefix(4).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// Marks the tasks of a section: items with a box, and those of ordered lists.
struct PlainTasks {
    /// The IDs to give out; nil: they are made from the words.
    private var given: [String]?
    private var ids = PlainIDs()
    private(set) var tasks: [TaskText] = []

    /// With `given`, the task at each place gets the ID that the source language has there.
    init(given: [String]? = nil) { self.given = given }

    mutating func mark(_ blocks: [Block], inTask: Bool = false) -> [Block] {
        var marked = blocks
        for index in marked.indices {
            switch marked[index].kind {
            case .list(var list):
                for item in list.items.indices {
                    list.items[item] = mark(
                        list.items[item], isOrdered: list.start != nil, inTask: inTask)
                }
                marked[index].kind = .list(list)
            case .quote(let inner): marked[index].kind = .quote(mark(inner, inTask: inTask))
            default: break
            }
        }
        return marked
    }

    private mutating func mark(
        _ item: ListItem, isOrdered: Bool, inTask: Bool
    ) -> ListItem {
        var item = item
        guard item.isChecked != nil || (isOrdered && !inTask) else {
            item.blocks = mark(item.blocks, inTask: inTask)
            return item
        }
        let place = tasks.count
        // The place is kept for this item, which comes before those inside of it.
        let id: String?
        if let given {
            id = place < given.count ? given[place] : nil
        } else {
            id = ids.task(item.blocks)
        }
        tasks.append(TaskText(id: id ?? "", title: item.firstParagraph, blocks: []))
        item.blocks = mark(item.blocks, inTask: true)
        if let id {
            item.marker = .task(id)
            tasks[place] = TaskText(id: id, title: item.firstParagraph, blocks: item.blocks)
        }
        return item
    }
}
