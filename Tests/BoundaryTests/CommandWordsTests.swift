/// Commands that a sentence gives to copy: what is filled in must be a word of a shell.
import Testing

struct CommandWordsTests {
    /// Numbers, modes, fingerprints and names of our own: nothing in them means anything there.
    private static let harmless: Set<String> = [
        "count", "number", "mode", "files", "fingerprint", "newest",
    ]

    /// Placeholders that stand in a command without quotes, each as `key: {name}`.
    ///
    /// A command begins with a program and ends where the sentence, or its part, does.
    static func bare(_ key: String, _ text: String) -> [String] {
        let command =
            /\b(?:krok (?:-|show|tick|untick|skip|set|get|unset|import|check|export|receive|profile|vault [a-z]|key [a-z]|unlock|guide [a-z]|doctor)|git -|git (?:add|checkout|rm|commit|pull|merge) |chmod |cp |rm |age -)/
        var found: [String] = []
        for range in text.ranges(of: command) {
            let rest = text[range.lowerBound...]
            let end = rest.firstRange(of: /\. | {4}|, |\)|; |\\n/)?.lowerBound ?? rest.endIndex
            let places = rest[..<end].matches(of: /\{([a-z0-9-]+)\}/).map { String($0.1) }
            found += places.filter { !harmless.contains($0) }.map { key + ": {" + $0 + "}" }
        }
        return found
    }

    @Test(arguments: ["pl", "en"])
    func `every name and path in a command is quoted where it has to be`(language: String) throws {
        let file = try InterfaceFile(language: language)
        var found: [String] = []
        for (key, forms) in file.entries {
            for text in forms.values { found += CommandWordsTests.bare(key, text) }
        }
        #expect(found.sorted() == [])
        let texts = file.entries.values.reduce(into: [String]()) { $0 += $1.values }
        let quoted = texts.filter { $0.contains("{'") }
        #expect(quoted.count > 20)
    }

    @Test func `a bare place is found`() {
        #expect(
            CommandWordsTests.bare("k", "Do: krok key remove {slot}, then {path}") == ["k: {slot}"])
        #expect(CommandWordsTests.bare("k", "Do: chmod {mode} {'path'}. See {path}") == [])
    }
}
