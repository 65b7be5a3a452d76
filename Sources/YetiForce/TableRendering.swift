/// The form as lines for a terminal.
internal import Secrecy

/// Below this many columns every label and its value stand on two lines.
private let narrowest = 60

/// Where a value begins that stands under its label.
private let indent = "    "

extension MailServerForm {
    /// Values stand last on their lines, so that no secret has to be measured in ordinary memory.
    ///
    /// A value that does not fit beside its label stands under it, in one piece: it is there to be
    /// copied. Sentences are broken between words.
    func table(
        reveal: Bool, language: FormLanguage, words: ExportWords, width: Int?,
        cellWidth: (Character) -> Int
    ) -> Secret {
        func cells(_ text: String) -> Int { text.reduce(0) { $0 + cellWidth($1) } }
        func sentence(_ text: String, indent: String = "") -> String {
            wrapped(visible(text), indent: indent, width: width, cells: cells)
        }
        let widest = entries.map { cells($0.field.label[language]) }.max() ?? 0
        let room = width.map { $0 < narrowest ? 0 : $0 - widest - 4 } ?? Int.max
        var builder = SecretBuilder()
        builder.append("\(sentence(words.title))\n")
        builder.append("\(sentence(words.profile + ": " + profile))\n")
        for (block, entries) in blocks {
            builder.append("\n\(block[language])\n")
            for entry in entries {
                let label = entry.field.label[language]
                let value = visible(entry.value(reveal: reveal))
                let shown = entry.shown?[language]
                let isBeside = (shown.map(cells) ?? value.characters) <= room
                builder.append("  \(label)")
                builder.append(
                    isBeside
                        ? String(repeating: " ", count: widest - cells(label) + 2)
                        : "\n" + indent)
                if let shown {
                    builder.append(isBeside ? shown : sentence(shown, indent: indent))
                    builder.append("\n")
                } else {
                    builder.appendValue(value, words: words)
                }
            }
        }
        builder.append("\n\(sentence(words.redirectURI))\n  ")
        builder.appendValue(visible(redirectURI(reveal: reveal)), words: words)
        builder.append("\n\(sentence(reveal ? words.revealed : words.masked))\n")
        return Secret(builder.finish())
    }
}

/// `text` broken between words; lines behind the first begin with `indent`.
func wrapped(
    _ text: String, indent: String, width: Int?, cells: (String) -> Int
) -> String {
    guard let width else { return text }
    var result = ""
    var used = cells(indent)
    for word in text.split(separator: " ").map(String.init) {
        if result.isEmpty {
            result = word
        } else if used + 1 + cells(word) <= width {
            result += " " + word
            used += 1
        } else {
            result += "\n" + indent + word
            used = cells(indent)
        }
        used += cells(word)
    }
    return result
}

extension Secret {
    /// The number of Unicode scalars, counted where the value lies.
    fileprivate var characters: Int {
        (0..<count).reduce(0) { $0 + (self[$1] & 0xC0 == 0x80 ? 0 : 1) }
    }
}

extension SecretBuilder {
    fileprivate mutating func appendValue(_ value: Secret, words: ExportWords) {
        if value.isEmpty {
            append(visible(words.missing))
        } else {
            append(value)
        }
        append("\n")
    }
}
