/// Reads the entries of one map of the manifest, and complains about those nobody asked for.

/// The keys of a map, each to be asked for by name.
struct ManifestFields {
    /// What IDs are made of.
    enum Alphabet {
        /// `[a-z][a-z0-9-]*`, for what stands in comments and file names.
        case hyphens
        /// `[a-z][a-z0-9_]*`, for inputs and form fields.
        case underscores
        /// Two or three small letters.
        case locale

        func accepts(_ id: String) -> Bool {
            guard let first = id.utf8.first, (0x61...0x7A).contains(first) else { return false }
            if self == .locale {
                return (2...3).contains(id.utf8.count)
                    && id.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            }
            let joint = self == .hyphens ? UInt8(ascii: "-") : UInt8(ascii: "_")
            return id.utf8.count <= 64
                && id.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == joint
                }
        }
    }

    let place: Place
    private let entries: [YAMLValue.Entry]

    /// Opens a map whose keys are `known`; nil, with a problem, when the value is none.
    init?(
        _ value: YAMLValue, of key: String, known: [String], into problems: inout ProblemList
    ) {
        guard let entries = value.entries(of: key, into: &problems) else { return nil }
        self.entries = entries
        place = value.place
        for entry in entries where !known.contains(entry.key.text) {
            problems.add(
                .unknownKey, at: entry.key.place, entry.key.text,
                known.joined(separator: ","))
        }
    }

    func value(_ key: String) -> YAMLValue? { entries.first { $0.key.text == key }?.value }

    /// A value that has to be there; the map's own place is where it is missed.
    func required(
        _ key: String, at place: Place? = nil, into problems: inout ProblemList
    ) -> YAMLValue? {
        let found = value(key)
        if found == nil { problems.add(.missingKey, at: place ?? self.place, key) }
        return found
    }

    func word(_ key: String, into problems: inout ProblemList) -> Word? {
        value(key)?.word(of: key, into: &problems)
    }

    func id(
        _ key: String, _ alphabet: Alphabet, into problems: inout ProblemList
    ) -> Word? {
        value(key)?.id(alphabet, of: key, into: &problems)
    }

    func words(_ key: String, into problems: inout ProblemList) -> [Word] {
        guard let items = value(key)?.items(of: key, into: &problems) else { return [] }
        return items.compactMap { $0.word(of: key, into: &problems) }
    }

    func number(_ key: String, into problems: inout ProblemList) -> Int? {
        guard let value = value(key) else { return nil }
        guard case .text(let text, isQuoted: false) = value.kind, text.utf8.count <= 6,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text)
        else {
            problems.add(.wrongType, at: value.place, key, "number")
            return nil
        }
        return number
    }

    func boolean(_ key: String, into problems: inout ProblemList) -> Bool {
        guard let value = value(key) else { return false }
        switch value.kind {
        case .text("true", isQuoted: false): return true
        case .text("false", isQuoted: false): return false
        default:
            problems.add(.wrongType, at: value.place, key, "boolean")
            return false
        }
    }

    /// A word out of a fixed few.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, into problems: inout ProblemList
    ) -> Choice? where Choice.RawValue == String {
        guard let word = word(key, into: &problems) else { return nil }
        return word.choice(of: key, into: &problems)
    }

    func condition(_ key: String, into problems: inout ProblemList) -> ManifestCondition? {
        guard let word = word(key, into: &problems) else { return nil }
        do throws(ConditionError) {
            return ManifestCondition(condition: try Condition(word.text), word: word)
        } catch {
            problems.add(
                .conditionSyntax, at: word.place(ofColumn: error.column), error.reason.rawValue,
                error.found)
            return nil
        }
    }

    func pattern(_ key: String, into problems: inout ProblemList) -> Pattern? {
        guard let word = word(key, into: &problems) else { return nil }
        do throws(PatternError) {
            return try Pattern(word.text)
        } catch {
            problems.add(
                .patternSyntax, at: word.place(ofColumn: error.column), error.reason.rawValue)
            return nil
        }
    }
}

extension Word {
    func choice<Choice: RawRepresentable & CaseIterable>(
        of key: String, into problems: inout ProblemList
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        problems.add(
            .badValue, at: place, key, text,
            Choice.allCases.map(\.rawValue).joined(separator: ","))
        return nil
    }
}

extension YAMLValue {
    func entries(of key: String, into problems: inout ProblemList) -> [Entry]? {
        if case .map(let entries) = kind { return entries }
        problems.add(.wrongType, at: place, key, "map")
        return nil
    }

    func items(of key: String, into problems: inout ProblemList) -> [YAMLValue]? {
        if case .list(let items) = kind { return items }
        problems.add(.wrongType, at: place, key, "list")
        return nil
    }

    /// A text that is not empty.
    func word(of key: String, into problems: inout ProblemList) -> Word? {
        if case .text(let text, let isQuoted) = kind, !text.isEmpty {
            return Word(text: text, place: place, indent: isQuoted ? 1 : 0)
        }
        problems.add(.wrongType, at: place, key, "text")
        return nil
    }

    func id(
        _ alphabet: ManifestFields.Alphabet, of key: String, into problems: inout ProblemList
    ) -> Word? {
        guard let word = word(of: key, into: &problems) else { return nil }
        return word.isID(alphabet, into: &problems) ? word : nil
    }
}

extension Word {
    func isID(
        _ alphabet: ManifestFields.Alphabet, into problems: inout ProblemList
    ) -> Bool {
        if alphabet.accepts(text) { return true }
        problems.add(.badID, at: place, text)
        return false
    }
}
