/// The YAML that people write by hand, read at a fraction of what the whole of YAML costs.

/// Reads maps and lists, in blocks or in braces, of plain and quoted texts of one line.
///
/// Nil for whatever else there is, faults included: Yams reads that, and says what is wrong. What
/// this reads, Yams reads alike, each place included.
struct PlainYAML {
    let bytes: [UInt8]
    var index = 0
    private var line = 1
    private var lineStart = 0
    /// How many characters stand between the beginning of the line and a place in it.
    private var counted = (end: 0, characters: 0)
    var depth = 0

    static let deepest = 32
    private static let longestKey = 128

    static func read(_ text: String) -> YAMLValue? {
        let bytes = Array(text.utf8)
        guard isOrdinary(bytes) else { return nil }
        var reader = PlainYAML(bytes: bytes)
        guard reader.skipToText(), let value = reader.block(at: 0) else { return nil }
        return reader.skipToText() ? nil : value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// No sign that is invisible, or that YAML alone takes for the end of a line.
    private static func isOrdinary(_ bytes: [UInt8]) -> Bool {
        var (before, beforeThat): (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            if byte < 0x20 ? byte != 0x0A : byte == 0x7F { return false }
            if before == 0xC2, byte < 0xA0 { return false }
            if beforeThat == 0xE2, before == 0x80, byte == 0xA8 || byte == 0xA9 { return false }
            if before == 0xEF, byte == 0xBB || byte == 0xBF { return false }
            (before, beforeThat) = (byte, before)
        }
        return true
    }

    // MARK: Where the reader stands

    var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    func byte(behind count: Int) -> UInt8? {
        index + count < bytes.count ? bytes[index + count] : nil
    }

    /// How many bytes stand before, on the line; in front of a text they are blanks.
    var column: Int { index - lineStart }

    /// Counts on from where it was asked last: a line may hold a great many places.
    var place: Place {
        mutating get {
            for index in counted.end..<index where bytes[index] & 0xC0 != 0x80 {
                counted.characters += 1
            }
            counted.end = index
            return Place(line: line, column: counted.characters + 1)
        }
    }

    mutating func skipBlanks() {
        while byte == UInt8(ascii: " ") { index += 1 }
    }

    mutating func endLine() {
        index += 1
        line += 1
        lineStart = index
        counted = (index, 0)
    }

    /// Goes on to the next text that is no comment, from the beginning or the end of a line.
    mutating func skipToText() -> Bool {
        while index < bytes.count {
            skipBlanks()
            switch byte {
            case UInt8(ascii: "#"):
                while let byte, byte != 0x0A { index += 1 }
            case 0x0A: endLine()
            default: return index < bytes.count
            }
        }
        return false
    }

    /// Whether nothing but a comment stands on the rest of the line.
    mutating func endsHere() -> Bool {
        let start = index
        skipBlanks()
        return byte == nil || byte == 0x0A || (byte == UInt8(ascii: "#") && index > start)
    }

    // MARK: Blocks

    /// A map or a list whose first line begins here, no further left than `least`.
    private mutating func block(at least: Int) -> YAMLValue? {
        guard column >= least, depth < PlainYAML.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        return isItem ? list() : map()
    }

    private var isItem: Bool {
        byte == UInt8(ascii: "-") && byte(behind: 1) == UInt8(ascii: " ")
    }

    private mutating func list() -> YAMLValue? {
        let (column, place) = (column, place)
        var items: [YAMLValue] = []
        repeat {
            // A list that begins in the column of its key ends where the next key stands.
            guard isItem else { break }
            guard self.column == column else { return nil }
            index += 1
            skipBlanks()
            // A map begins on the line of its item, in a column of its own.
            let item = isKey ? map() : inline(under: column)
            guard let item else { return nil }
            items.append(item)
        } while skipToText() && self.column >= column
        return YAMLValue(kind: .list(items), place: place)
    }

    private mutating func map() -> YAMLValue? {
        let (column, place) = (column, place)
        var entries: [YAMLValue.Entry] = []
        var known: Set<String> = []
        repeat {
            guard self.column == column, let key = key(), known.insert(key.text).inserted,
                let value = value(under: column)
            else { return nil }
            entries.append(YAMLValue.Entry(key: key, value: value))
        } while skipToText() && self.column >= column && !(isItem && self.column == column)
        return YAMLValue(kind: .map(entries), place: place)
    }

    /// What stands behind a key: on its line, or in the lines below.
    private mutating func value(under column: Int) -> YAMLValue? {
        if !endsHere() { return inline(under: column) }
        guard skipToText() else { return nil }
        // A list may begin in the column of its key.
        return block(at: isItem ? column : column + 1)
    }

    // MARK: Keys

    static func isKeySign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Where the key ends that begins here; nil where there is none.
    private var keyEnd: Int? {
        guard let first = byte, first != UInt8(ascii: "-"), PlainYAML.isKeySign(first) else {
            return nil
        }
        var end = index
        while end < bytes.count, PlainYAML.isKeySign(bytes[end]) { end += 1 }
        guard end - index <= PlainYAML.longestKey, end < bytes.count,
            bytes[end] == UInt8(ascii: ":"),
            end + 1 == bytes.count || bytes[end + 1] == UInt8(ascii: " ")
                || bytes[end + 1] == 0x0A
        else { return nil }
        return end
    }

    private var isKey: Bool { keyEnd != nil }

    mutating func key() -> Word? {
        guard let end = keyEnd else { return nil }
        let word = Word(text: String(decoding: bytes[index..<end], as: UTF8.self), place: place)
        index = end + 1
        return word
    }
}
