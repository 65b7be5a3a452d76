/// A file of interface words read line by line, its placeholders kept: `Words` fills them.

/// Sections of `key: "text"`, or of a key with one line for each plural form.
struct InterfaceFile {
    /// By `section.key` and form; a text without plural has the form `""`.
    private(set) var entries: [String: [String: String]] = [:]

    /// Lines that are none of the shapes, and keys that come twice.
    private(set) var faults: [String] = []

    init(language: String) throws {
        let text = try Repository.text("content/interface/\(language).yml")
        var section = ""
        var plural = ""
        for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
            if let match = line.wholeMatch(of: /([a-z]+):/) {
                section = String(match.1)
            } else if let match = line.wholeMatch(of: #/  ([a-z0-9-]+):/#) {
                plural = section + "." + match.1
            } else if let match = line.wholeMatch(of: #/  ([a-z0-9-]+): "(.+)"/#) {
                add(section + "." + match.1, "", String(match.2))
            } else if let match = line.wholeMatch(of: #/    (one|few|many|other): "(.+)"/#) {
                add(plural, String(match.1), String(match.2))
            } else {
                faults.append(line)
            }
        }
    }

    private mutating func add(_ key: String, _ form: String, _ text: String) {
        if entries[key]?[form] != nil { faults.append("twice: \(key) \(form)") }
        entries[key, default: [:]][form] = text
    }

    var keys: Set<String> { Set(entries.keys) }

    /// The names in braces of every form of a key.
    func placeholders(_ key: String) -> [String] {
        let texts = entries[key]?.values.joined(separator: "\n") ?? ""
        return Set(texts.matches(of: /\{('?[a-z0-9-]+'?)\}/).map { String($0.1) }).sorted()
    }
}
