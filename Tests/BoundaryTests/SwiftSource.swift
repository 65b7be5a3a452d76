/// A Swift file taken apart into code, comments and string literals.
///
/// A scanner of the lexical grammar alone: enough to tell the keyword `unsafe` from the word in a
/// sentence. Regular expression literals are not known: a quotation mark in one opens a literal that
/// ends with the line.

/// One file, line by line.
struct SwiftSource {
    let path: String
    let lines: [String]

    /// The same lines with comments blanked out and string literals empty; interpolations stay.
    private(set) var code: [String]

    /// What each line holds of comments, their signs included.
    private(set) var comments: [String]

    /// The string literals with the line that they end on; an interpolation is `\()` in them.
    private(set) var literals: [(line: Int, text: String)] = []

    /// The folder below `Sources` or `Tests`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = []
        comments = []
        var scanner = Scanner(text)
        scanner.run()
        code = scanner.code
        comments = scanner.comments
        literals = scanner.literals
    }

    /// What the file imports: module names.
    var imports: [String] {
        code.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            let access: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
            let rest = words.drop { access.contains($0) || $0.hasPrefix("@") }
            guard rest.first == "import", rest.count >= 2 else { return nil }
            return rest.last?.split(separator: ".").first.map(String.init)
        }
    }
}

/// The walk through one text.
private struct Scanner {
    private(set) var code = [""]
    private(set) var comments = [""]
    private(set) var literals: [(line: Int, text: String)] = []

    private let text: [Character]
    private var index = 0

    /// Open string literals, innermost last: how each one ends, and what was read of it.
    private var strings: [(hashes: Int, isLong: Bool, text: String, parentheses: Int)] = []

    init(_ text: String) { self.text = Array(text) }

    mutating func run() {
        while index < text.count {
            if let string = strings.last, string.parentheses == 0 {
                literal(hashes: string.hashes, isLong: string.isLong)
            } else {
                outside()
            }
        }
    }

    private func holds(_ sign: String, at place: Int) -> Bool {
        let signs = Array(sign)
        return place + signs.count <= text.count
            && signs.indices.allSatisfy { text[place + $0] == signs[$0] }
    }

    private mutating func newLine() {
        code.append("")
        comments.append("")
    }

    /// One step through code.
    private mutating func outside() {
        let character = text[index]
        if holds("//", at: index) { return lineComment() }
        if holds("/*", at: index) { return blockComment() }
        if character == "\"" || (character == "#" && opensRawString) { return open() }
        if character == "\n" { newLine() } else { code[code.count - 1].append(character) }
        if !strings.isEmpty {
            if character == "(" { strings[strings.count - 1].parentheses += 1 }
            if character == ")" { strings[strings.count - 1].parentheses -= 1 }
        }
        index += 1
    }

    private mutating func lineComment() {
        while index < text.count, text[index] != "\n" {
            comments[comments.count - 1].append(text[index])
            index += 1
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if holds("/*", at: index) { depth += 1 }
            if holds("*/", at: index) { depth -= 1 }
            let length = holds("/*", at: index) || holds("*/", at: index) ? 2 : 1
            for character in text[index..<(index + length)] {
                if character == "\n" {
                    newLine()
                } else {
                    comments[comments.count - 1].append(character)
                }
            }
            index += length
        } while depth > 0 && index < text.count
    }

    private var opensRawString: Bool {
        var place = index
        while place < text.count, text[place] == "#" { place += 1 }
        return place < text.count && text[place] == "\""
    }

    private mutating func open() {
        var hashes = 0
        while text[index] == "#" {
            hashes += 1
            index += 1
        }
        let isLong = holds("\"\"\"", at: index)
        index += isLong ? 3 : 1
        strings.append((hashes, isLong, "", 0))
        code[code.count - 1].append("\"")
    }

    /// One step through a literal.
    private mutating func literal(hashes: Int, isLong: Bool) {
        let fence = String(repeating: "#", count: hashes)
        let quote = isLong ? "\"\"\"" : "\""
        let last = strings.count - 1
        if holds(quote + fence, at: index) {
            index += quote.count + hashes
            literals.append((code.count, strings.removeLast().text))
            code[code.count - 1].append("\"")
        } else if !isLong, text[index] == "\n" {
            strings.removeLast()
        } else if holds("\\" + fence + "(", at: index) {
            index += hashes + 2
            strings[last].text += "\\()"
            strings[last].parentheses = 1
        } else if holds("\\" + fence, at: index) {
            // An escape; the sign behind it never ends the literal.
            strings[last].text.append(contentsOf: text[index..<min(index + hashes + 2, text.count)])
            index += hashes + 2
        } else {
            if text[index] == "\n" { newLine() }
            strings[last].text.append(text[index])
            index += 1
        }
    }
}
