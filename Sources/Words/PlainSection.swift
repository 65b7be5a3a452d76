/// Sections as we write them, one sentence to a line, read without the whole of YAML.

enum PlainSection {
    /// The sentences of a section; nil where a line is not one of these, which Yams reads then:
    /// `  key: "text"`, `  key:`, and below that `    form: "text"`.
    static func read(_ section: String) -> [String: Words.Entry]? {
        var entries: [String: Words.Entry] = [:]
        var plural: (key: String, forms: [String: String])?
        for line in section.utf8.split(separator: UInt8(ascii: "\n")) {
            let text = line.drop { $0 == UInt8(ascii: " ") }
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            guard let (key, sentence) = parts(of: text) else { return nil }
            switch (line.count - text.count, sentence) {
            case (4, let sentence?):
                guard plural?.forms.updateValue(sentence, forKey: key) == nil, plural != nil
                else { return nil }
            case (2, let sentence):
                if let plural { entries[plural.key] = .plural(plural.forms) }
                guard plural?.forms.isEmpty != true, entries[key] == nil else { return nil }
                plural = nil
                if let sentence { entries[key] = .text(sentence) } else { plural = (key, [:]) }
            default: return nil
            }
        }
        if let plural {
            guard !plural.forms.isEmpty else { return nil }
            entries[plural.key] = .plural(plural.forms)
        }
        return entries.isEmpty ? nil : entries
    }

    /// The key and the quoted text of a line, nil where none stands behind the key.
    private static func parts(
        of line: Substring.UTF8View
    ) -> (key: String, sentence: String?)? {
        let name = line.prefix { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        let rest = line[name.endIndex...]
        guard !name.isEmpty, name.first != UInt8(ascii: "-"), rest.first == UInt8(ascii: ":")
        else { return nil }
        let key = String(Substring(name))
        if rest.count == 1 { return (key, nil) }
        guard rest.starts(with: ": \"".utf8), rest.count > 3, rest.last == UInt8(ascii: "\"")
        else { return nil }
        let sentence = rest.dropFirst(3).dropLast()
        return isOrdinary(sentence) ? (key, String(Substring(sentence))) : nil
    }

    /// No escape, no other quotation mark and no invisible sign: they mean something to YAML.
    private static func isOrdinary(_ sentence: Substring.UTF8View) -> Bool {
        var (before, beforeThat): (UInt8, UInt8) = (0, 0)
        for byte in sentence {
            switch (beforeThat, before, byte) {
            case (_, _, ..<0x20), (_, _, 0x22), (_, _, 0x5C), (_, _, 0x7F): return false
            // Controls (U+0085 among them), line and paragraph separators, the byte order mark.
            case (_, 0xC2, ..<0xA0), (0xE2, 0x80, 0xA8...0xA9), (0xEF, 0xBB, 0xBF): return false
            default: (beforeThat, before) = (before, byte)
            }
        }
        return true
    }
}
