/// The grammar of patterns: a part of what regular expressions usually know, and nothing silent.

/// A pattern that cannot be read, and the character where that shows.
package struct PatternError: Error, Sendable, Hashable {
    package let reason: Reason

    /// Counted in characters from one.
    package let column: Int

    /// What is wrong; the raw values are stable.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Nothing stands where a part has to: an empty pattern, group or branch.
        case empty
        /// A backslash at the end or before a letter or a digit.
        case badEscape = "bad-escape"
        /// A `)` without `(`, or the other way round.
        case unbalancedGroup = "unbalanced-group"
        /// A `[` without `]`, nothing in between, or a range from a later to an earlier sign.
        case badSet = "bad-set"
        /// `?`, `*`, `+` or `{` behind nothing or behind each other, or not `{n}` or `{n,m}`.
        case badRepetition = "bad-repetition"
        /// A sign that means something elsewhere and needs a backslash: `^ $ ] }`.
        case needsBackslash = "needs-backslash"
        case nestedTooDeeply = "nested-too-deeply"
        case tooManyStates = "too-many-states"
    }
}

/// Reads a pattern from left to right.
struct PatternParser {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    private static let deepest = 50
    private static let mostRepetitions = 1000

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try choice()
        guard index == text.count else { throw error(.unbalancedGroup, at: index) }
        return node
    }

    private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func error(_ reason: PatternError.Reason, at index: Int) -> PatternError {
        PatternError(reason: reason, column: index + 1)
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while next == "|" {
            index += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let sign = next, sign != "|", sign != ")" {
            nodes.append(try repeated(try atom()))
        }
        guard !nodes.isEmpty else { throw error(.empty, at: index) }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        let start = index
        guard let sign = next else { throw error(.empty, at: index) }
        index += 1
        switch sign {
        case ".": return .sign(.any)
        case "(": return try group(from: start)
        case "[": return .sign(try set(from: start))
        case "\\": return .sign(only(try escaped()))
        case "?", "*", "+", "{": throw error(.badRepetition, at: start)
        case "^", "$", "]", "}": throw error(.needsBackslash, at: start)
        default: return .sign(only(sign))
        }
    }

    private func only(_ sign: Unicode.Scalar) -> SignSet {
        SignSet(ranges: [SignRange(first: sign.value, last: sign.value)], isNegated: false)
    }

    /// The sign behind a backslash.
    ///
    /// Letters and digits are refused: `\d` means a digit elsewhere, and a `d` would be silent.
    private mutating func escaped() throws(PatternError) -> Unicode.Scalar {
        guard let sign = next, !sign.properties.isAlphabetic, sign.properties.numericType == nil
        else { throw error(.badEscape, at: index - 1) }
        index += 1
        return sign
    }

    private mutating func group(from start: Int) throws(PatternError) -> PatternNode {
        depth += 1
        guard depth <= PatternParser.deepest else { throw error(.nestedTooDeeply, at: start) }
        let node = try choice()
        guard next == ")" else { throw error(.unbalancedGroup, at: start) }
        index += 1
        depth -= 1
        return node
    }

    private mutating func set(from start: Int) throws(PatternError) -> SignSet {
        let isNegated = next == "^"
        if isNegated { index += 1 }
        var ranges: [SignRange] = []
        while let sign = next, sign != "]" {
            let lower = try member()
            guard next == "-", index + 1 < text.count, text[index + 1] != "]" else {
                ranges.append(SignRange(first: lower.value, last: lower.value))
                continue
            }
            index += 1
            let upper = try member()
            guard lower.value <= upper.value else { throw error(.badSet, at: index - 1) }
            ranges.append(SignRange(first: lower.value, last: upper.value))
        }
        guard next == "]", !ranges.isEmpty else { throw error(.badSet, at: start) }
        index += 1
        return SignSet(ranges: ranges, isNegated: isNegated)
    }

    private mutating func member() throws(PatternError) -> Unicode.Scalar {
        guard let sign = next else { throw error(.badSet, at: index) }
        index += 1
        return sign == "\\" ? try escaped() : sign
    }

    private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
        let start = index
        let result: PatternNode
        switch next {
        case "?": result = .repeated(node, least: 0, most: 1)
        case "*": result = .repeated(node, least: 0, most: nil)
        case "+": result = .repeated(node, least: 1, most: nil)
        case "{":
            index += 1
            let least = try number(from: start)
            var most = least
            if next == "," {
                index += 1
                most = try number(from: start)
            }
            guard next == "}", least <= most, most > 0 else {
                throw error(.badRepetition, at: start)
            }
            result = .repeated(node, least: least, most: most)
        default: return node
        }
        index += 1
        if let sign = next, "?*+{".unicodeScalars.contains(sign) {
            throw error(.badRepetition, at: index)
        }
        return result
    }

    private mutating func number(from start: Int) throws(PatternError) -> Int {
        var number = 0
        let first = index
        while let sign = next, ("0"..."9").contains(sign) {
            number = number * 10 + Int(sign.value - 0x30)
            index += 1
            if number > PatternParser.mostRepetitions { throw error(.badRepetition, at: start) }
        }
        guard index > first else { throw error(.badRepetition, at: start) }
        return number
    }
}
