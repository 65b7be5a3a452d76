/// Krok's own words in one language, from `content/interface/<language>.yml`.
internal import Yams

/// Why an interface file cannot be used; only our own files are read, so each is a bug of ours.
package enum WordsError: Error, Equatable {
    case unreadable(language: String)
    case wrongShape(key: String)
}

/// Sentences by key, with placeholders `{name}` and the plural forms of the language.
package struct Words: Sendable {
    /// The language's code, `pl` or `en`.
    package let language: String

    private var entries: [String: Entry] = [:]

    private enum Entry: Sendable {
        case text(String)
        case plural([String: String])
    }

    /// Reads sections of `key: text` or `key: { one: …, few: …, many: …, other: … }`.
    package init(language: String, yaml: [UInt8]) throws(WordsError) {
        self.language = language
        guard let text = String(validating: yaml, as: UTF8.self),
            let root = try? Yams.compose(yaml: text), let sections = root.mapping
        else { throw .unreadable(language: language) }
        for (section, body) in sections {
            guard let name = section.string, let keys = body.mapping else {
                throw .wrongShape(key: section.string ?? "")
            }
            for (key, value) in keys {
                let path = name + "." + (key.string ?? "")
                if let scalar = value.scalar {
                    entries[path] = .text(scalar.string)
                } else if let forms = value.mapping {
                    entries[path] = .plural(try Words.forms(forms, path))
                } else {
                    throw .wrongShape(key: path)
                }
            }
        }
    }

    private static func forms(
        _ mapping: Node.Mapping, _ path: String
    ) throws(WordsError) -> [String: String] {
        var forms: [String: String] = [:]
        for (form, text) in mapping {
            guard let form = form.string, let text = text.scalar?.string else {
                throw .wrongShape(key: path)
            }
            forms[form] = text
        }
        return forms
    }

    /// Every key, sorted, each plural with its forms: for tests that compare the languages.
    package var keys: [String: [String]] {
        entries.mapValues { entry in
            switch entry {
            case .text: []
            case .plural(let forms): forms.keys.sorted()
            }
        }
    }

    /// The sentence for `key`, its placeholders filled.
    ///
    /// With `count` the plural form is chosen and `{count}` is filled. An unknown key returns the
    /// key itself: a test makes sure that every key in the sources exists in every language.
    package func callAsFunction(
        _ key: String, count: Int? = nil, _ arguments: KeyValuePairs<String, String> = [:]
    ) -> String {
        var text: String
        switch entries[key] {
        case .text(let plain): text = plain
        case .plural(let forms):
            text = forms[PluralRule.form(of: count ?? 0, in: language)] ?? forms["other"] ?? key
        case nil: return key
        }
        if let count { text = Words.fill(text, "count", String(count)) }
        for (name, value) in arguments { text = Words.fill(text, name, value) }
        return text
    }

    /// Whether there is a sentence for `key`.
    package func has(_ key: String) -> Bool { entries[key] != nil }

    private static func fill(_ text: String, _ name: String, _ value: String) -> String {
        let placeholder = "{" + name + "}"
        var result = ""
        var rest = Substring(text)
        while let range = rest.firstRange(of: placeholder) {
            result += rest[..<range.lowerBound] + value
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
