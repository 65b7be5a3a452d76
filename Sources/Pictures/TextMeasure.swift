/// How wide a text will be, without knowing the reader's font: a guess on the wide side.

/// Widths and line breaks of texts, in the drawing's units.
struct TextMeasure {
    /// The size of the letters.
    let size: Int
    var isBold = false
    var isCode = false

    static let text = TextMeasure(size: 13)
    static let small = TextMeasure(size: 12)
    static let strong = TextMeasure(size: 13, isBold: true)
    static let part = TextMeasure(size: 14, isBold: true)
    static let heading = TextMeasure(size: 18, isBold: true)
    static let code = TextMeasure(size: 12, isCode: true)

    /// The width, rounded up; letters are as wide as those of a wide common font.
    func width(of text: some StringProtocol) -> Int {
        let total = text.reduce(0) { $0 + thousandths(of: $1) }
        return (total * size * (isBold ? 112 : 100) + 99_999) / 100_000
    }

    private func thousandths(of character: Character) -> Int {
        if isCode { return 605 }
        switch character {
        case "i", "j", "l", "ł", "I", "|", "'", ".", ",", ":", ";", "!": return 310
        case "f", "t", "r", "(", ")", "[", "]", "/", "-", " ", "›", "\"": return 395
        case "m", "w", "M", "W", "@", "%", "…", "—": return 960
        case "s", "c", "z", "ś", "ć", "ż", "ź", "k", "v", "x", "y": return 570
        default: return character.isUppercase ? 720 : 630
        }
    }

    /// Breaks at blanks; a word that is wider than a line alone is broken inside.
    func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ").flatMap({ pieces($0, width: width) }) {
            if let last = lines.last, self.width(of: last + " " + word) <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    private func pieces(_ word: Substring, width: Int) -> [String] {
        var pieces: [String] = [""]
        for character in word {
            let longer = pieces[pieces.count - 1] + String(character)
            if self.width(of: longer) > width, !pieces[pieces.count - 1].isEmpty {
                pieces.append(String(character))
            } else {
                pieces[pieces.count - 1] = longer
            }
        }
        return pieces
    }

    /// The text, cut with an ellipsis when it is wider than there is room.
    func cut(_ text: String, width: Int) -> String {
        guard self.width(of: text) > width else { return text }
        var short = text[...]
        while !short.isEmpty, self.width(of: short + "…") > width { short = short.dropLast() }
        return short + "…"
    }
}
