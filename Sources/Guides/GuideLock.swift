/// `guide.lock`: from which source text each translation of a step was made.

/// The lock as written by `krok guide bless`.
struct GuideLock: Equatable {
    /// The name of the file beside the manifest.
    static let fileName = "guide.lock"

    private static let format = 1

    /// The SHA-256 of the source text's file when the lock was written: while the file is still
    /// the same, so are the digests of its steps, and nobody has to read it to know them.
    var sourceFile = ""

    /// By step, by language: the digest of the source text that the translation was made from; of
    /// the source language itself, what the step said when the lock was written.
    var steps: [String: [String: String]] = [:]

    func digest(of step: String, in locale: String) -> String? { steps[step]?[locale] }

    static func digest(of file: SourceFile) -> String { Digest.text(of: file.bytes, count: 32) }

    // MARK: Reading

    /// Where the steps and languages of a lock stand, to complain about them later.
    struct Places {
        var steps: [(step: Word, locales: [Word])] = []
    }

    /// Reads a lock; nil, with problems, when it is none.
    static func read(
        _ file: SourceFile, into list: inout ProblemList
    ) -> (lock: GuideLock, places: Places)? {
        guard file.bytes.count <= FileText.limit else {
            list.add(.fileTooLong, at: Place(), String(FileText.limit))
            return nil
        }
        guard let text = FileText.read(file, into: &list),
            let value = YAMLValue.read(text, into: &list),
            let fields = ManifestFields(
                value, of: "", known: ["format", "source", "steps"], into: &list)
        else { return nil }
        var (lock, places) = (GuideLock(), Places())
        for key in ["format", "source", "steps"] { _ = fields.required(key, into: &list) }
        if let found = fields.number("format", into: &list), found != format,
            let place = fields.value("format")?.place
        {
            list.add(.badValue, at: place, "format", String(found), String(format))
        }
        if let source = fields.word("source", into: &list) {
            lock.sourceFile = checked(source, of: "source", count: 32, into: &list)
        }
        for entry in fields.value("steps")?.entries(of: "steps", into: &list) ?? [] {
            guard entry.key.isID(.hyphens, into: &list),
                let entries = entry.value.entries(of: entry.key.text, into: &list)
            else { continue }
            var digests: [String: String] = [:]
            for entry in entries {
                guard entry.key.isID(.locale, into: &list),
                    let digest = entry.value.word(of: entry.key.text, into: &list)
                else { continue }
                digests[entry.key.text] = checked(
                    digest, of: entry.key.text, count: 16, into: &list)
            }
            lock.steps[entry.key.text] = digests
            places.steps.append((entry.key, entries.map(\.key)))
        }
        return list.problems.isEmpty ? (lock, places) : nil
    }

    private static func checked(
        _ word: Word, of key: String, count: Int, into list: inout ProblemList
    ) -> String {
        if !Digest.isOne(word.text, count: count) {
            list.add(.badValue, at: word.place, key, word.text, "[0-9a-f]{\(2 * count)}")
        }
        return word.text
    }

    // MARK: Writing

    /// The file's text, steps in the order of `order`, the source language first.
    func text(order: [String], locales: [String]) -> String {
        var lines = [
            "# Written by `krok guide bless`: which source text each translation was made from.",
            "format: \(GuideLock.format)", "source: '\(sourceFile)'", "steps:",
        ]
        for step in order {
            guard let digests = steps[step], !digests.isEmpty else { continue }
            let known = locales.compactMap { locale in
                digests[locale].map { "\(locale): '\($0)'" }
            }
            lines.append("  \(step): { \(known.joined(separator: ", ")) }")
        }
        if order.allSatisfy({ steps[$0]?.isEmpty ?? true }) { lines[lines.count - 1] = "steps: {}" }
        return lines.joined(separator: "\n") + "\n"
    }
}
