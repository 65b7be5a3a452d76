/// The form as one page to be printed; nothing in it asks the network for anything.
internal import Secrecy

extension MailServerForm {
    /// `code` holds what is copied into the form; what is picked or ticked there is plain.
    func html(reveal: Bool, language: FormLanguage, words: ExportWords) -> Secret {
        var builder = SecretBuilder(capacity: 16384)
        builder.append("<!doctype html>\n<html lang=\"\(language.rawValue)\">\n<head>\n")
        builder.append(head)
        builder.append("<title>\(htmlText(words.title))</title>\n")
        builder.append("<style>\n\(style)</style>\n</head>\n<body>\n")
        builder.append("<h1>\(htmlText(words.title))</h1>\n")
        builder.append("<p>\(htmlText(words.profile)): <bdi>\(htmlText(profile))</bdi></p>\n")
        builder.append("<p>\(htmlText(reveal ? words.revealed : words.masked))</p>\n")
        for (block, entries) in blocks {
            builder.append("<table>\n<caption>\(htmlText(block[language]))</caption>\n<tr>")
            for head in [words.field, words.value, words.name] {
                builder.append("<th scope=\"col\">\(htmlText(head))</th>")
            }
            builder.append("</tr>\n")
            for entry in entries {
                builder.append(
                    "<tr><th scope=\"row\">\(htmlText(entry.field.label[language]))</th><td>")
                if let shown = entry.shown {
                    builder.append(htmlText(shown[language]))
                } else {
                    builder.appendHTMLValue(visible(entry.value(reveal: reveal)), words: words)
                }
                builder.append("</td><td>\(entry.field.name)</td></tr>\n")
            }
            builder.append("</table>\n")
        }
        builder.append("<h2>\(htmlText(words.redirectURI))</h2>\n<p>")
        builder.appendHTMLValue(visible(redirectURI(reveal: reveal)), words: words)
        builder.append("</p>\n</body>\n</html>\n")
        return Secret(builder.finish())
    }
}

/// The policy allows the style below and nothing else, should an escape ever be forgotten.
private let head = """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'sha256-\(styleHash)'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">

    """

/// What stands between the style's tags, by which the policy knows it.
private let styleHash = Base64.padded.encode(sha256(Array("\n\(style)".utf8).raw).raw)

private let style = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; }
    body { padding: 0 1rem; }
    table { border-collapse: collapse; margin: 1.5rem 0; width: 100%; }
    caption { font-weight: bold; padding: 0.25rem 0; text-align: start; }
    th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; }
    th[scope=row] { font-weight: normal; width: 40%; }
    td:last-child { width: 20%; }
    code { font: 1em ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
    @media print {
      :root { color-scheme: light; }
      body { margin: 0; max-width: none; }
      table { break-inside: avoid; }
    }

    """

extension SecretBuilder {
    fileprivate mutating func appendHTMLValue(_ value: Secret, words: ExportWords) {
        guard !value.isEmpty else {
            append("<em>\(htmlText(words.missing))</em>")
            return
        }
        append("<code><bdi>")
        for index in 0..<value.count {
            if let reference = htmlReference(value[index]) {
                append(reference)
            } else {
                append(value[index])
            }
        }
        append("</bdi></code>")
    }
}

private func htmlText(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in visible(text).utf8 {
        if let reference = htmlReference(byte) {
            bytes += reference.utf8
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func htmlReference(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
}
