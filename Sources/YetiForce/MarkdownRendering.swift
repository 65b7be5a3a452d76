/// The form as a Markdown page, for a wiki or a ticket.
internal import Secrecy

extension MailServerForm {
    /// Code spans hold what is copied into the form; what is picked or ticked there is plain.
    func markdown(reveal: Bool, language: FormLanguage, words: ExportWords) -> Secret {
        var builder = SecretBuilder()
        builder.append("# \(markdownText(words.title))\n\n")
        builder.append("\(markdownText(words.profile)): ")
        builder.appendMarkdownCode(visible(Secret(copying: profile)))
        builder.append("\n\n\(markdownText(reveal ? words.revealed : words.masked))\n")
        for (block, entries) in blocks {
            builder.append("\n## \(markdownText(block[language]))\n\n")
            let heads = [words.field, words.value, words.name].map(markdownText)
            builder.append("| \(heads.joined(separator: " | ")) |\n| --- | --- | --- |\n")
            for entry in entries {
                builder.append("| \(markdownText(entry.field.label[language])) | ")
                if let shown = entry.shown {
                    builder.append(markdownText(shown[language]))
                } else {
                    builder.appendMarkdownValue(
                        visible(entry.value(reveal: reveal)), words: words)
                }
                builder.append(" | `\(entry.field.name)` |\n")
            }
        }
        builder.append("\n## \(markdownText(words.redirectURI))\n\n")
        builder.appendMarkdownValue(visible(redirectURI(reveal: reveal)), words: words)
        builder.append("\n")
        return Secret(builder.finish())
    }
}

extension SecretBuilder {
    fileprivate mutating func appendMarkdownValue(_ value: Secret, words: ExportWords) {
        if value.isEmpty {
            append("*\(markdownText(words.missing))*")
        } else {
            appendMarkdownCode(value)
        }
    }

    /// Appends `value`, which holds no line feed, so that it reads as it is.
    ///
    /// A code span needs no escapes, but cannot hold a backtick plainly, and in a table no pipe
    /// after a backslash. Such values, and those with spaces at an end, are written as HTML in
    /// which each ASCII sign is a reference, so that no Markdown is left in them.
    fileprivate mutating func appendMarkdownCode(_ value: Secret) {
        guard !value.isEmpty else { return }
        let space = UInt8(ascii: " ")
        let isPlain = !(0..<value.count).contains {
            value[$0] == UInt8(ascii: "`") || value[$0] == UInt8(ascii: "|")
        }
        if isPlain, value[0] != space, value[value.count - 1] != space {
            append("`")
            append(value)
            append("`")
            return
        }
        append("<code>")
        for index in 0..<value.count {
            let byte = value[index]
            if byte < 0x80, !isAlphanumeric(byte) {
                append("&#\(byte);")
            } else {
                append(byte)
            }
        }
        append("</code>")
    }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
    let zero = UInt8(ascii: "0")
    return (zero..<zero + 10).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// Interface words as Markdown text: the signs that Markdown reads are escaped.
private func markdownText(_ text: String) -> String {
    visible(text).reduce(into: "") { escaped, character in
        if #"\`*_{}[]<>#|~&"#.contains(character) { escaped.append("\\") }
        escaped.append(character)
    }
}
