/// Krok's own words in one language, from `content/interface/<language>.yml`.
internal import Synchronization
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

    private let sources: [String: String]
    private let read = Cache()

    enum Entry: Sendable, Equatable {
        case text(String)
        case plural([String: String])
    }

    /// Sections that have been taken apart; shared by the copies of one `Words`.
    private final class Cache: Sendable {
        let sections = Mutex<[String: [String: Entry]]>([:])
    }

    /// Finds the sections; each holds `key: text` or `key: { one: …, few: …, many: …, other: … }`.
    package init(language: String, yaml: [UInt8]) throws(WordsError) {
        self.language = language
        guard String(validating: yaml, as: UTF8.self) != nil else {
            throw .unreadable(language: language)
        }
        // On bytes, because the files are long and only their shape is looked at.
        var sources: [String: String] = [:]
        var section: (name: String, start: Int)?
        var start = 0
        while start < yaml.count {
            let end = yaml[start...].firstIndex(of: UInt8(ascii: "\n")) ?? yaml.count
            let line = yaml[start..<end]
            if let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#") {
                guard line.last == UInt8(ascii: ":") else {
                    throw .unreadable(language: language)
                }
                if let section {
                    sources[section.name] = String(
                        decoding: yaml[section.start..<start], as: UTF8.self)
                }
                section = (
                    String(decoding: line.dropLast(), as: UTF8.self), min(end + 1, yaml.count)
                )
            }
            start = end + 1
        }
        if let section {
            sources[section.name] = String(decoding: yaml[section.start...], as: UTF8.self)
        }
        guard !sources.isEmpty else { throw .unreadable(language: language) }
        self.sources = sources
    }

    private static func entries(
        _ section: String, _ source: String
    ) throws(WordsError) -> [String: Entry] {
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
        return read.sections.withLock { sections in
            if let known = sections[section] { return known[name] }
            let entries = sources[section].flatMap { try? Words.entries(section, $0) } ?? [:]
            sections[section] = entries
            return entries[name]
        }
    }

    /// Every key with its plural forms, sorted: for tests that compare the languages.
    ///
    /// Throws what `callAsFunction` would pass over in silence.
    package func keys() throws(WordsError) -> [String: [String]] {
        var keys: [String: [String]] = [:]
        for (section, source) in sources {
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
    package static func filled(_ text: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(where: { $0 == "}" || $0 == "{" }) else { break }
            result += rest[..<open]
            if inside[close] == "}", let value = value(String(inside[..<close])) {
                result += value
                rest = inside[inside.index(after: close)...]
            } else {
                result += "{"
                rest = inside
            }
        }
        return result + rest
    }
}
