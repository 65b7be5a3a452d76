/// The form as lines for a terminal.
internal import Secrecy

/// Below this many columns a label and its value stand on two lines.
private let narrowest = 60

extension MailServerForm {
    /// Values stand last on their lines, so that no secret has to be measured in ordinary memory.
    func table(
        reveal: Bool, language: FormLanguage, words: ExportWords, width: Int?,
        cellWidth: (Character) -> Int
    ) -> Secret {
        func cells(_ text: String) -> Int { text.reduce(0) { $0 + cellWidth($1) } }
        let widest = entries.map { cells($0.field.label[language]) }.max() ?? 0
        let isNarrow = width.map { $0 < narrowest } ?? false
        var builder = SecretBuilder()
        builder.append("\(visible(words.title))\n")
        builder.append("\(visible(words.profile)): \(visible(profile))\n")
        for (block, entries) in blocks {
            builder.append("\n\(block[language])\n")
            for entry in entries {
                let label = entry.field.label[language]
                let gap =
                    isNarrow
                    ? "\n    " : String(repeating: " ", count: widest - cells(label) + 2)
                builder.append("  \(label)\(gap)")
                if let shown = entry.shown {
                    builder.append("\(shown[language])\n")
                } else {
                    builder.appendValue(visible(entry.value(reveal: reveal)), words: words)
                }
            }
        }
        builder.append("\n\(visible(words.redirectURI))\n  ")
        builder.appendValue(visible(redirectURI(reveal: reveal)), words: words)
        builder.append("\n\(visible(reveal ? words.revealed : words.masked))\n")
        return Secret(builder.finish())
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
