/// HTML's constructs that run until their own end mark, wherever that is.

/// The four kinds that cmark looks for the end of.
enum Declaration: CaseIterable {
    case comment
    case instruction
    case characters
    case declaration

    var opening: String {
        switch self {
        case .comment: "<!--"
        case .instruction: "<?"
        case .characters: "<![CDATA["
        case .declaration: "<!"
        }
    }

    var closing: String {
        switch self {
        case .comment: "-->"
        case .instruction: "?>"
        case .characters: "]]>"
        case .declaration: ">"
        }
    }

    /// The kind that opens at the `<` at `index`; nil for a tag or a mere sign.
    static func opened(at index: Int, in bytes: [UInt8]) -> Declaration? {
        guard index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == UInt8(ascii: "?") { return .instruction }
        guard bytes[index + 1] == UInt8(ascii: "!"), index + 2 < bytes.count else { return nil }
        let rest = bytes[index...]
        if rest.starts(with: Declaration.comment.opening.utf8) { return .comment }
        if rest.starts(with: Declaration.characters.opening.utf8) { return .characters }
        let letter = bytes[index + 2] | 0x20
        return (0x61...0x7A).contains(letter) ? .declaration : nil
    }

    /// The kind of which `text` holds an opening, and the opening's offset.
    static func first(in text: some Collection<UInt8>) -> (kind: Declaration, offset: Int)? {
        let bytes = Array(text)
        var index = 0
        while let found = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            let isEscaped = found > 0 && bytes[found - 1] == UInt8(ascii: "\\")
            if !isEscaped, let kind = opened(at: found, in: bytes) { return (kind, found) }
            index = found + 1
        }
        return nil
    }
}

extension String.UTF8View {
    /// Whether `mark` stands somewhere in it; far quicker by bytes than by characters.
    func holds(_ mark: String) -> Bool {
        guard let first = mark.utf8.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: mark.utf8) { return true }
            rest = rest[start...].dropFirst()
        }
        return false
    }
}

/// How many declarations of each kind stand open in a paragraph.
struct Declarations {
    private var open: [(kind: Declaration, count: Int, offset: Int)] = []

    /// A kind that was opened too often without an end, and where first.
    private(set) var excess: (kind: Declaration, offset: Int)?

    mutating func open(at index: Int, in bytes: [UInt8]) {
        guard let kind = Declaration.opened(at: index, in: bytes) else { return }
        guard let place = open.firstIndex(where: { $0.kind == kind }) else {
            open.append((kind, 1, index))
            return
        }
        open[place].count += 1
        if open[place].count > Limits.declarations { excess = (kind, open[place].offset) }
    }

    mutating func close(at index: Int, in bytes: [UInt8]) {
        guard !open.isEmpty else { return }
        open.removeAll { bytes[...index].reversed().starts(with: $0.kind.closing.utf8.reversed()) }
    }
}
