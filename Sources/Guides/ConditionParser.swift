/// The grammar of conditions: `or` binds least, then `and`, then `not`.

/// A condition that cannot be read, and the character where that shows.
package struct ConditionError: Error, Sendable, Hashable {
    package let reason: Reason

    /// Counted in characters from one.
    package let column: Int

    /// What stands there; empty at the end.
    package let found: String

    /// What is wrong; the raw values are stable.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case expectedInput = "expected-input"
        case expectedRelation = "expected-relation"
        case expectedOption = "expected-option"
        case expectedList = "expected-list"
        case expectedListEnd = "expected-list-end"
        case expectedClosing = "expected-closing"
        /// Something behind a condition that is complete.
        case expectedEnd = "expected-end"
        case unknownSign = "unknown-sign"
        case nestedTooDeeply = "nested-too-deeply"
    }
}

extension Condition {
    /// Reads a condition; whether its inputs and options exist is the guide's affair.
    package init(_ text: String) throws(ConditionError) {
        var parser = ConditionParser(text)
        expression = try parser.parse()
    }
}

/// Reads a condition from left to right, one token ahead.
private struct ConditionParser {
    private enum Token: Equatable {
        case word(String)
        case sign(String)
        case end
    }

    private static let keywords = ["and", "or", "not", "in"]
    private static let deepest = 32

    private let text: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    /// The token that is read next, and where it begins.
    private var token = Token.end
    private var start = 0

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    mutating func parse() throws(ConditionError) -> Condition.Expression {
        try advance()
        let expression = try disjunction()
        guard token == .end else { throw error(.expectedEnd) }
        return expression
    }

    private func error(_ reason: ConditionError.Reason) -> ConditionError {
        let found =
            switch token {
            case .word(let text), .sign(let text): text
            case .end: ""
            }
        return ConditionError(reason: reason, column: start + 1, found: found)
    }

    private mutating func advance() throws(ConditionError) {
        while index < text.count, text[index] == " " || text[index] == "\n" { index += 1 }
        start = index
        guard index < text.count else {
            token = .end
            return
        }
        if isWordSign(text[index]) {
            while index < text.count, isWordSign(text[index]) { index += 1 }
            token = .word(string(start..<index))
            return
        }
        let isDouble = index + 1 < text.count && text[index + 1] == "="
        let sign = string(index..<(index + (isDouble ? 2 : 1)))
        token = .sign(sign)
        guard ["==", "!=", "[", "]", ",", "(", ")"].contains(sign) else {
            throw error(.unknownSign)
        }
        index += isDouble ? 2 : 1
    }

    private func string(_ range: Range<Int>) -> String {
        var string = ""
        for index in range { string.unicodeScalars.append(text[index]) }
        return string
    }

    private func isWordSign(_ sign: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(sign) || ("0"..."9").contains(sign) || sign == "_" || sign == "-"
            || ("A"..."Z").contains(sign)
    }

    private mutating func disjunction() throws(ConditionError) -> Condition.Expression {
        var parts = [try conjunction()]
        while token == .word("or") {
            try advance()
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(ConditionError) -> Condition.Expression {
        var parts = [try negation()]
        while token == .word("and") {
            try advance()
            parts.append(try negation())
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(ConditionError) -> Condition.Expression {
        guard token == .word("not") || token == .sign("(") else {
            return .comparison(try comparison())
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= ConditionParser.deepest else { throw error(.nestedTooDeeply) }
        let isNegation = token == .word("not")
        try advance()
        if isNegation { return .not(try negation()) }
        let inner = try disjunction()
        guard token == .sign(")") else { throw error(.expectedClosing) }
        try advance()
        return inner
    }

    private mutating func comparison() throws(ConditionError) -> Condition.Comparison {
        let column = start + 1
        let input = try word(or: .expectedInput)
        switch token {
        case .sign("=="), .sign("!="):
            let relation: Condition.Relation = token == .sign("==") ? .equal : .unequal
            try advance()
            let option = try word(or: .expectedOption)
            return Condition.Comparison(
                input: input, relation: relation, options: [option], column: column)
        case .word("in"):
            try advance()
            return Condition.Comparison(
                input: input, relation: .oneOf, options: try list(), column: column)
        default: throw error(.expectedRelation)
        }
    }

    private mutating func list() throws(ConditionError) -> [String] {
        guard token == .sign("[") else { throw error(.expectedList) }
        var options: [String] = []
        repeat {
            try advance()
            options.append(try word(or: .expectedOption))
        } while token == .sign(",")
        guard token == .sign("]") else { throw error(.expectedListEnd) }
        try advance()
        return options
    }

    private mutating func word(
        or reason: ConditionError.Reason
    ) throws(ConditionError) -> String {
        guard case .word(let word) = token, !ConditionParser.keywords.contains(word) else {
            throw error(reason)
        }
        try advance()
        return word
    }
}
