/// What site generators put in front of a Markdown text: not part of it.

/// Docusaurus, Jekyll and Hugo write settings between `---` or `+++` lines at the top of a file.
enum FrontMatter {
    /// The text with the settings blanked, so that every line keeps its number, and their title.
    static func removed(from text: String) -> (text: String, title: String?) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func bare(_ line: Substring) -> Substring {
            var line = line
            while let last = line.last, last.isWhitespace { line = line.dropLast() }
            return line
        }
        // A carriage return and a line feed are one character, so that such a file is one line.
        guard let first = lines.first, !text.utf8.contains(0x0D) else {
            return removedWithReturns(from: text)
        }
        let fence = bare(first)
        guard fence == "---" || fence == "+++", lines.count > 2,
            // A rule at the top of an ordinary text is followed by an empty line, or by words.
            bare(lines[1]) == fence || lines[1].hasPrefix("#") || isSetting(lines[1]),
            let end = lines.indices.dropFirst().first(where: { bare(lines[$0]) == fence })
        else { return (text, nil) }
        var title: String?
        for index in 0...end {
            if title == nil { title = self.title(bare(lines[index])) }
            lines[index] = ""
        }
        return (lines.joined(separator: "\n"), title)
    }

    private static func removedWithReturns(from text: String) -> (text: String, title: String?) {
        guard text.utf8.contains(0x0D) else { return (text, nil) }
        // CommonMark takes both for line ends; so does whoever counts them.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D { bytes.append(0x0A) }
            if byte != 0x0D, !(byte == 0x0A && previous == 0x0D) { bytes.append(byte) }
            previous = byte
        }
        return removed(from: String(decoding: bytes, as: UTF8.self))
    }

    private static func isSetting(_ line: Substring) -> Bool {
        let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        let rest = line.dropFirst(name.count).drop { $0 == " " }
        return !name.isEmpty && (rest.first == ":" || rest.first == "=")
    }

    /// The value of `title: …` or `title = …`, without its quotes.
    private static func title(_ line: Substring) -> String? {
        guard line.hasPrefix("title"), isSetting(line) else { return nil }
        var value = line.dropFirst("title".count).drop { ": =".contains($0) }
        if let quote = value.first, "\"'".contains(quote), value.count > 1, value.last == quote {
            value = value.dropFirst().dropLast()
        }
        return value.isEmpty ? nil : String(value)
    }
}
