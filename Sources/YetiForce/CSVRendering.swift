/// The form as a table for spreadsheets (RFC 4180).
internal import Secrecy

extension MailServerForm {
    /// Google's words for the place that the redirect URI belongs to.
    static let redirectURILabel = Wording(
        pl: "Autoryzowane identyfikatory URI przekierowania", en: "Authorized redirect URIs")

    func csv(reveal: Bool) -> Secret {
        var builder = SecretBuilder()
        builder.append("name,label_pl,label_en,value\r\n")
        for entry in entries {
            builder.appendCSV(
                name: entry.field.name, label: entry.field.label,
                value: entry.value(reveal: reveal))
        }
        builder.appendCSV(
            name: MailServerForm.redirectURIName, label: MailServerForm.redirectURILabel,
            value: redirectURI(reveal: reveal))
        return Secret(builder.finish())
    }
}

extension SecretBuilder {
    fileprivate mutating func appendCSV(name: String, label: Wording, value: Secret) {
        for text in [name, label.pl, label.en] {
            appendCSV(Array(text.utf8).raw)
            append(UInt8(ascii: ","))
        }
        appendCSV(value.bytes)
        append("\r\n")
    }

    /// Appends one cell, quoted where it holds commas, quotes, line ends, or what spreadsheets
    /// take for a separator beside the comma: a semicolon, a tab.
    ///
    /// A value that a spreadsheet would calculate gets an apostrophe in front: `=cmd|…` in a
    /// captured value would otherwise run when a colleague opens the file. The cell then differs
    /// from the value; who needs it exactly takes JSON.
    private mutating func appendCSV(_ cell: RawSpan) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = (0..<cell.byteCount).contains {
            switch cell[byteAt: $0] {
            case quote, UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
            default: false
            }
        }
        if needsQuotes { append(quote) }
        if startsFormula(cell) { append(UInt8(ascii: "'")) }
        for index in 0..<cell.byteCount {
            if cell[byteAt: index] == quote { append(quote) }
            append(cell[byteAt: index])
        }
        if needsQuotes { append(quote) }
    }
}

/// Whether a spreadsheet may take `cell` for a formula, also after it has trimmed spaces.
private func startsFormula(_ cell: RawSpan) -> Bool {
    guard let first = (0..<cell.byteCount).first(where: { cell[byteAt: $0] != 0x20 }) else {
        return false
    }
    switch cell[byteAt: first] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
    case 0x09, 0x0A, 0x0D: return true
    default: break
    }
    // The same four signs in full width, which some spreadsheets read alike: ＝ ＋ － ＠.
    guard first + 2 < cell.byteCount, cell[byteAt: first] == 0xEF else { return false }
    switch (cell[byteAt: first + 1], cell[byteAt: first + 2]) {
    case (0xBC, 0x9D), (0xBC, 0x8B), (0xBC, 0x8D), (0xBC, 0xA0): return true
    default: return false
    }
}
