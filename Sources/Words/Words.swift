/// Krok's own words in one language, from `content/interface/<language>.yml`.
internal import Yams

/// Why an interface file cannot be used; only our own files are read, so each is a bug of ours.
package enum WordsError: Error, Equatable {
    case unreadable(language: String)
    case wrongShape(key: String)
}

/// Sentences by key, with placeholders `{name}` and the plural forms of the language.
///
/// A section is taken apart when its first sentence is needed: most commands need three of
/// twenty, and reading them all would cost more than the command itself.
package struct Words: Sendable {
    /// The language's code, `pl` or `en`.
    package let language: String

    /// Shared by the copies of one `Words`.
    private let file: WordsFile

    enum Entry: Sendable, Equatable {
        case text(String)
        case plural([String: String])
    }

    /// Finds the sections; each holds `key: text` or `key: { one: …, few: …, many: …, other: … }`.
    package init(language: String, yaml: [UInt8]) throws(WordsError) {
        self.language = language
        file = try WordsFile(yaml, language)
    }

    /// Words of a file that is known to be sound: nobody reads it before the first sentence.
    package init(language: String, sound yaml: @escaping @Sendable () -> [UInt8]) {
        self.language = language
        file = WordsFile(language, sound: yaml)
    }

    static func entries(
        _ section: String, _ lines: ArraySlice<UInt8>
    ) throws(WordsError) -> [String: Entry] {
        let source = String(decoding: lines, as: UTF8.self)
        if let entries = PlainSection.read(source) { return entries }
        return try allEntries(section, source)
    }

    /// Whatever YAML a section is.
    static func allEntries(
        _ section: String, _ source: String
    ) throws(WordsError) -> [String: Entry] {
        guard let root = try? Yams.compose(yaml: source, .basic), let keys = root.mapping else {
            throw .wrongShape(key: section)
        }
        var entries: [String: Entry] = [:]
        for (key, value) in keys {
            let name = key.scalar?.string ?? ""
            if let scalar = value.scalar {
                entries[name] = .text(scalar.string)
            } else if let forms = value.mapping {
                entries[name] = .plural(try Words.forms(forms, section + "." + name))
            } else {
                throw .wrongShape(key: section + "." + name)
            }
        }
        return entries
    }

    private static func forms(
        _ mapping: Node.Mapping, _ path: String
    ) throws(WordsError) -> [String: String] {
        var forms: [String: String] = [:]
        for (form, text) in mapping {
            guard let form = form.scalar?.string, let text = text.scalar?.string else {
                throw .wrongShape(key: path)
            }
            forms[form] = text
        }
        return forms
    }

    private func entry(_ key: String) -> Entry? {
        guard let dot = key.firstIndex(of: ".") else { return nil }
        let section = String(key[..<dot])
        let name = String(key[key.index(after: dot)...])
        return file.entries(of: section)[name]
    }

    /// Every key with its plural forms, sorted: for tests that compare the languages.
    ///
    /// Throws what `callAsFunction` would pass over in silence.
    package func keys() throws(WordsError) -> [String: [String]] {
        var keys: [String: [String]] = [:]
        for (section, source) in file.sources {
            for (name, entry) in try Words.entries(section, source) {
                switch entry {
                case .text: keys[section + "." + name] = []
                case .plural(let forms): keys[section + "." + name] = forms.keys.sorted()
                }
            }
        }
        return keys
    }

    /// The sentence for `key`, its placeholders filled.
    ///
    /// With `count` the plural form is chosen and `{count}` is filled. An unknown key returns the
    /// key itself: a test makes sure that every key in the sources exists in every language.
    package func callAsFunction(
        _ key: String, count: Int? = nil, _ arguments: KeyValuePairs<String, String> = [:]
    ) -> String {
        let text: String
        switch entry(key) {
        case .text(let plain): text = plain
        case .plural(let forms):
            text = forms[PluralRule.form(of: count ?? 0, in: language)] ?? forms["other"] ?? key
        case nil: return key
        }
        return Words.filled(text) { name in
            if name == "count", let count { return String(count) }
            return arguments.first { $0.key == name }?.value
        }
    }

    /// Whether there is a sentence for `key`.
    package func has(_ key: String) -> Bool { entry(key) != nil }

    /// `text` with each `{name}` replaced, in one pass: a value is never looked at again.
    ///
    /// `{'name'}` is a word of a command to copy: it is quoted where a shell would take it apart.
    package static func filled(_ text: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(where: { $0 == "}" || $0 == "{" }) else { break }
            result += rest[..<open]
            if inside[close] == "}", let value = filling(inside[..<close], value) {
                result += value
                rest = inside[inside.index(after: close)...]
            } else {
                result += "{"
                rest = inside
            }
        }
        return result + rest
    }

    private static func filling(_ place: Substring, _ value: (String) -> String?) -> String? {
        guard place.first == "'", place.last == "'", place.count > 2 else {
            return value(String(place))
        }
        return value(String(place.dropFirst().dropLast())).map(ShellWord.quoted)
    }
}
