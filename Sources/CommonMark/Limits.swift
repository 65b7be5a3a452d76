/// What a text must not contain if cmark is to stay linear; looked for before it is parsed.
///
/// The tree is checked again, exactly, while it is read (`TreeReader`): here it is enough that
/// nothing gets through on which cmark 0.29.0.gfm.6 takes quadratic time. Code is not told from
/// prose, so that no fence can hide anything: the numbers are far from what anybody writes.

enum Limits {
    static let bytes = 1 << 20
    static let columns = 64
    static let cells = 1 << 17
    static let nesting = 100

    /// Lines in a row without an empty one between them, in bytes.
    static let paragraph = 1 << 15

    /// Unclosed declarations in one paragraph: each costs a walk through all of it.
    static let declarations = 32

    /// The longest definition of a reference times the references: cmark copies it into each.
    static let references = 1 << 24
}

/// One pass over the bytes of a text.
struct LimitScan {
    typealias Fault = (reason: CommonMarkError.Reason, offset: Int)

    private let bytes: [UInt8]
    private var paragraphStart = 0
    private var brackets = 0
    private var declarations = Declarations()

    /// The columns of the table that the paragraph may be, and the cells of all tables so far.
    private var columns = 0
    private var cells = 0

    /// The paragraph's first line that could define a reference, and the longest definition.
    private var definitionStart: Int?
    private var hasDefinition = false
    private var longestDefinition = (length: 0, offset: 0)
    private var references = 0

    /// By how much `)` outnumbers `(` at most in what ends here: an address drops them one by one.
    private var closings = 0

    /// The first fault of the text; nil when there is none.
    static func fault(in bytes: [UInt8]) -> Fault? {
        if bytes.count > Limits.bytes { return (.tooLong(limit: Limits.bytes), Limits.bytes) }
        var scan = LimitScan(bytes: bytes)
        return scan.run()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() -> Fault? {
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            if let fault = check(start..<end) { return fault }
            start = end + 1
        }
        guard longestDefinition.length * references > Limits.references else { return nil }
        return (.referencesTooLong(limit: Limits.references), longestDefinition.offset)
    }

    private mutating func check(_ line: Range<Int>) -> Fault? {
        let (text, markers, isBlank) = prefix(of: line)
        if markers > Limits.nesting {
            return (.nestedTooDeeply(limit: Limits.nesting), line.lowerBound)
        }
        if isBlank {
            paragraphStart = line.upperBound
            brackets = 0
            columns = 0
            definitionStart = nil
            hasDefinition = false
            declarations = Declarations()
            return zero(in: line)
        }
        // What follows is a paragraph of its own, however long the list is.
        if beginsItem(line) { paragraphStart = line.lowerBound }
        if line.upperBound - paragraphStart > Limits.paragraph {
            return (.paragraphTooLong(limit: Limits.paragraph), line.lowerBound)
        }
        if let fault = delimiterRow(line) { return fault }
        cells += columns
        if cells > Limits.cells { return (.tooManyCells(limit: Limits.cells), line.lowerBound) }
        if definitionStart == nil, bytes[text...].first == UInt8(ascii: "[") {
            definitionStart = text
        }
        if let fault = zero(in: line.lowerBound..<text) ?? prose(text..<line.upperBound) {
            return fault
        }
        if let definitionStart, hasDefinition,
            line.upperBound - definitionStart > longestDefinition.length
        {
            longestDefinition = (line.upperBound - definitionStart, definitionStart)
        }
        return nil
    }

    private func zero(in range: Range<Int>) -> Fault? {
        bytes[range].firstIndex(of: 0).map { (.zeroByte, $0) }
    }

    /// Quotes and list markers at the beginning of a line, and where its text begins.
    private func prefix(of line: Range<Int>) -> (text: Int, markers: Int, isBlank: Bool) {
        var (index, markers, quotesOnly) = (line.lowerBound, 0, true)
        scan: while index < line.upperBound {
            switch bytes[index] {
            case 0x20, 0x09: break
            case UInt8(ascii: ">"): markers += 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
                guard isSpace(at: index + 1, in: line) else { break scan }
                markers += 1
                quotesOnly = false
            case 0x30...0x39:
                var behind = index
                while behind < line.upperBound, (0x30...0x39).contains(bytes[behind]) {
                    behind += 1
                }
                guard behind < line.upperBound, bytes[behind] == 0x2E || bytes[behind] == 0x29,
                    isSpace(at: behind + 1, in: line)
                else { break scan }
                index = behind
                markers += 1
                quotesOnly = false
            default: break scan
            }
            index += 1
        }
        return (index, markers, index == line.upperBound && quotesOnly)
    }

    private func isSpace(at index: Int, in line: Range<Int>) -> Bool {
        index >= line.upperBound || bytes[index] == 0x20 || bytes[index] == 0x09
    }

    /// Whether a bullet with words behind it stands so far left that it ends every paragraph.
    ///
    /// Four blanks and more may go on with the paragraph before; a line of signs alone may be an
    /// underline or a rule.
    private func beginsItem(_ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] == 0x20 { index += 1 }
        guard index - line.lowerBound < 4, index + 1 < line.upperBound,
            [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*")].contains(bytes[index]),
            bytes[index + 1] == 0x20
        else { return false }
        let signs: [UInt8] = [0x20, 0x09, UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")]
        return bytes[(index + 2)..<line.upperBound].contains { !signs.contains($0) }
    }

    /// A row that could be the second of a table, behind whatever quotes and markers.
    private mutating func delimiterRow(_ line: Range<Int>) -> Fault? {
        var pipes = 0
        for index in line {
            switch bytes[index] {
            case UInt8(ascii: "|"): pipes += 1
            case 0x20, 0x09, 0x30...0x39: break
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "+"),
                UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
                break
            default: return nil
            }
        }
        if pipes > 0 { columns = max(columns, pipes + 1) }
        guard pipes > Limits.columns + 1 else { return nil }
        return (.tooManyColumns(limit: Limits.columns), line.lowerBound)
    }

    private mutating func prose(_ range: Range<Int>) -> Fault? {
        closings = 0
        var index = range.lowerBound
        while index < range.upperBound {
            switch bytes[index] {
            case 0: return (.zeroByte, index)
            case UInt8(ascii: "\\"):
                if index + 1 < range.upperBound, bytes[index + 1] != 0 { index += 1 }
            case UInt8(ascii: "["):
                brackets += 1
                if brackets > Limits.nesting {
                    return (.nestedTooDeeply(limit: Limits.nesting), index)
                }
            case UInt8(ascii: "]"):
                references += 1
                if index + 1 < range.upperBound, bytes[index + 1] == UInt8(ascii: ":") {
                    hasDefinition = true
                }
                brackets = max(0, brackets - 1)
            case UInt8(ascii: "("): closings = max(0, closings - 1)
            case UInt8(ascii: ")"):
                closings += 1
                if closings > Limits.nesting {
                    return (.nestedTooDeeply(limit: Limits.nesting), index)
                }
            case 0x20, 0x09: closings = 0
            case UInt8(ascii: "<"): declarations.open(at: index, in: bytes)
            case UInt8(ascii: ">"): declarations.close(at: index, in: bytes)
            default: break
            }
            if let opened = declarations.excess {
                return (.unclosedDeclaration(opened.kind.opening), opened.offset)
            }
            index += 1
        }
        return nil
    }
}
