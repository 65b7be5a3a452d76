/// The filled form: every field with its value, ready to be rendered.
package import Secrecy
internal import SecretJSON

/// YetiForce's mail-server form for one profile.
package struct MailServerForm: Sendable {
    /// The form's name in manifests and exports.
    package static let id = "yetiforce-mail-server"

    /// The name of the redirect URI among the field names; it is not a field of the form.
    package static let redirectURIName = "redirect_uri"

    /// The name of the installation's address among them; only a script for it asks for one.
    package static let addressName = "address"

    /// A field with what goes in.
    package struct Entry: Sendable {
        package let field: Field

        /// Empty when nothing was captured.
        package let value: Secret

        /// What may be shown to anyone.
        package let masked: Secret

        /// What the form shows instead of the value, for pick lists and boxes.
        package let shown: Wording?
    }

    package let profile: String
    package let guide: String
    package let entries: [Entry]

    /// The redirect URI, and the same with its key masked.
    package let redirectURI: (value: Secret, masked: Secret)

    /// Where the installation is, such as `https://crm.example.com/`; empty when unknown.
    package let address: Secret

    /// What an export has to wait for: names of fields, and `redirect_uri`.
    ///
    /// A value that no form can hold (empty, not UTF-8, with a zero byte) counts as missing.
    package let missing: [String]

    /// Takes values by field name; names that are not among `Field.inputNames` are not looked at.
    package init(
        values: [String: Secret], redirectURI: Secret?, address: Secret? = nil, profile: String,
        guide: String
    ) {
        let captured = values.filter { isUsable($0.value) }
        entries = Field.all.map { field in
            switch field.source {
            case .fixed(let value):
                let secret = fixedSecrets[value] ?? nothing
                return Entry(
                    field: field, value: secret, masked: secret, shown: field.shown(for: value))
            case .input:
                let value = captured[field.name] ?? nothing
                let shape = field.isSecret ? masked(value) : value
                return Entry(field: field, value: value, masked: shape, shown: nil)
            }
        }
        let uri = redirectURI.flatMap { isUsable($0) ? $0 : nil } ?? nothing
        self.redirectURI = (uri, maskedRedirectURI(uri))
        self.address = address.flatMap { isUsable($0) ? $0 : nil } ?? nothing
        missing =
            entries.filter { $0.field.source == .input && $0.value.isEmpty }.map(\.field.name)
            + (uri.isEmpty ? [MailServerForm.redirectURIName] : [])
        self.profile = profile
        self.guide = guide
    }

    /// What an export as `format` has to wait for: a script also for `address`.
    package func missing(for format: ExportFormat) -> [String] {
        missing + (format == .fill && address.isEmpty ? [MailServerForm.addressName] : [])
    }

    /// Whether `address` names a host that a browser opens over HTTP, and no user before it.
    package var hasBrowsableAddress: Bool { isBrowsable(address) }

    /// The form as `format`, in secret memory because it may hold secrets.
    ///
    /// Unless `reveal`, secrets stand there in their masked shapes. `width` is the terminal's, nil
    /// without a limit, and `cellWidth` how many columns a character takes there: both are for
    /// `table` alone.
    package func render(
        as format: ExportFormat, reveal: Bool, language: FormLanguage, words: ExportWords,
        width: Int? = nil, cellWidth: (Character) -> Int = { _ in 1 }
    ) -> Secret {
        switch format {
        case .json: json(reveal: reveal)
        case .csv: csv(reveal: reveal)
        case .env: environment(reveal: reveal, words: words)
        case .markdown: markdown(reveal: reveal, language: language, words: words)
        case .html: html(reveal: reveal, language: language, words: words)
        case .fill: fill(reveal: reveal, language: language, words: words)
        case .table:
            table(
                reveal: reveal, language: language, words: words, width: width,
                cellWidth: cellWidth)
        }
    }
}

extension MailServerForm.Entry {
    /// What goes into the form, or its masked shape.
    func value(reveal: Bool) -> Secret { reveal ? value : masked }
}

extension MailServerForm {
    /// The redirect URI, or the same with its key masked.
    func redirectURI(reveal: Bool) -> Secret { reveal ? redirectURI.value : redirectURI.masked }

    /// The entries under their blocks, in the form's order.
    package var blocks: [(block: Wording, entries: [Entry])] {
        var blocks: [(block: Wording, entries: [Entry])] = []
        for entry in entries {
            if let last = blocks.indices.last, blocks[last].block == entry.field.block {
                blocks[last].entries.append(entry)
            } else {
                blocks.append((entry.field.block, [entry]))
            }
        }
        return blocks
    }
}

private let nothing = Secret(copying: "")

/// The fixed values by their text, as slices of one piece of secret memory, made once.
private let fixedSecrets: [String: Secret] = {
    let texts = Field.all.compactMap { field in
        if case .fixed(let text) = field.source { text } else { nil }
    }
    let whole = Secret(copying: texts.joined())
    var slices: [String: Secret] = [:]
    var start = 0
    for text in texts {
        slices[text] = whole[start..<start + text.utf8.count]
        start += text.utf8.count
    }
    return slices
}()

/// Whether a form, a shell variable and a JSON string can all hold `value`.
private func isUsable(_ value: Secret) -> Bool {
    !value.isEmpty && value.isUTF8 && !(0..<value.count).contains { value[$0] == 0 }
}
