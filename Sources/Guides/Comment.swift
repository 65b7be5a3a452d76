/// The comments that tie a text to the manifest: a kind, an ID and nothing else.
internal import CommonMark

/// What an HTML comment of a text says.
enum Comment {
    case step(String)
    case task(String)
    case input(String)
    case option(String)
    case symptom(String)

    /// Nil for any other HTML and any other comment.
    init?(_ html: String) {
        let comment = Array(html.trimmed.utf8)
        guard comment.starts(with: "<!--".utf8), comment.suffix(3).elementsEqual("-->".utf8)
        else { return nil }
        let inside = comment.dropFirst(4).dropLast(3)
        guard let colon = inside.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let id = String(decoding: inside[(colon + 1)...], as: UTF8.self).trimmed
        guard !id.isEmpty, !id.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: ":") })
        else { return nil }
        switch String(decoding: inside[..<colon], as: UTF8.self).trimmed {
        case "step": self = .step(id)
        case "task": self = .task(id)
        case "input": self = .input(id)
        case "option": self = .option(id)
        case "symptom": self = .symptom(id)
        default: return nil
        }
    }

    var kind: Thing {
        switch self {
        case .step: .step
        case .task: .task
        case .input: .input
        case .option: .option
        case .symptom: .symptom
        }
    }

    var id: String {
        switch self {
        case .step(let id), .task(let id), .input(let id), .option(let id), .symptom(let id): id
        }
    }

    var hasGoodID: Bool {
        let alphabet: ManifestFields.Alphabet = kind == .input ? .underscores : .hyphens
        return alphabet.accepts(id)
    }

    /// What a list item is marked with; nil for comments that stand under headings.
    var marker: ItemMarker? {
        switch self {
        case .task(let id): .task(id)
        case .input(let id): .input(id)
        case .option(let id): .option(id)
        case .step, .symptom: nil
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        // By bytes as far as may be: a blank beside another sign of ASCII is a character by itself.
        let bytes = utf8
        var (start, end) = (bytes.startIndex, bytes.endIndex)
        while start < end, bytes[start].isBlank {
            let next = bytes.index(after: start)
            guard next == end || bytes[next] < 0x80 else { break }
            start = next
        }
        while start < end {
            let last = bytes.index(before: end)
            guard bytes[last].isBlank, last == start || bytes[bytes.index(before: last)] < 0x80
            else { break }
            end = last
        }
        var text = self[start..<end]
        guard let first = text.utf8.first, let last = text.utf8.last else { return "" }
        if (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) {
            return text.utf8.count == bytes.count ? self : String(text)
        }
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

extension UInt8 {
    /// The white space of ASCII.
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
