/// What HTML inside of a Markdown text says, without its tags.

enum HTMLWords {
    /// The words of a block of HTML, one text for each of its paragraphs.
    ///
    /// Comments, scripts and styles say nothing. One pass over the bytes.
    static func paragraphs(_ html: String) -> [String] {
        let bytes = Array(html.utf8)
        var paragraphs: [[UInt8]] = [[]]
        var index = 0
        var hidden: String?
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                if hidden == nil { paragraphs[paragraphs.count - 1].append(bytes[index]) }
                index += 1
                continue
            }
            if bytes[index...].starts(with: "<!--".utf8) {
                index = end(of: "-->", in: bytes, from: index + 4)
                continue
            }
            let (name, isEnd, nameEnd) = tag(in: bytes, at: index)
            guard !name.isEmpty || isEnd else {
                if hidden == nil { paragraphs[paragraphs.count - 1].append(bytes[index]) }
                index += 1
                continue
            }
            index = end(of: ">", in: bytes, from: nameEnd)
            if let waiting = hidden {
                if isEnd, name == waiting { hidden = nil }
            } else if !isEnd, name == "script" || name == "style" {
                hidden = name
            } else if breaks.contains(name), paragraphs.last?.isEmpty == false {
                paragraphs.append([])
            } else if spaces.contains(name) {
                paragraphs[paragraphs.count - 1].append(0x20)
            }
        }
        return paragraphs.map { words(String(decoding: $0, as: UTF8.self)) }.filter { !$0.isEmpty }
    }

    private static let breaks: Set<String> = [
        "p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6",
        "summary", "details", "pre", "blockquote", "section", "dt", "dd", "hr",
    ]
    private static let spaces: Set<String> = ["td", "th", "img"]

    /// The name of the tag at `index`, whether it ends an element, and where the name is over.
    private static func tag(
        in bytes: [UInt8], at index: Int
    ) -> (name: String, isEnd: Bool, nameEnd: Int) {
        var start = index + 1
        let isEnd = start < bytes.count && bytes[start] == UInt8(ascii: "/")
        if isEnd { start += 1 }
        var end = start
        while end < bytes.count, isLetter(bytes[end]) || (0x30...0x39).contains(bytes[end]) {
            end += 1
        }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        return (name, isEnd, end)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// The index behind the next `mark`, or the end.
    private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
        let mark = Array(mark.utf8)
        var index = start
        while index + mark.count <= bytes.count {
            if bytes[index..<(index + mark.count)].elementsEqual(mark) { return index + mark.count }
            index += 1
        }
        return bytes.count
    }

    private static let references: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "#39": "'", "nbsp": "\u{A0}",
        "copy": "©", "mdash": "—", "ndash": "–", "hellip": "…", "rarr": "→",
    ]

    /// White space as single blanks, and the usual character references resolved.
    private static func words(_ text: String) -> String {
        let plain = text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
        guard plain.utf8.contains(UInt8(ascii: "&")) else { return plain }
        var result = ""
        var rest = plain[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let name = rest[rest.index(after: start)...].prefix(8).prefix { $0 != ";" }
            let behind = rest[rest.index(after: start)...].dropFirst(name.count)
            if behind.first == ";", let character = references[String(name)] {
                result += character
                rest = behind.dropFirst()
            } else {
                result += "&"
                rest = rest[rest.index(after: start)...]
            }
        }
        return result + rest
    }
}
