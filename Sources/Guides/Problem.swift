/// What is wrong with a guide, and where: data; the sentences stand elsewhere.

/// One fault of a guide's files.
package struct Problem: Sendable, Hashable, Comparable {
    package let code: ProblemCode
    package let file: String

    /// Counted from one; columns count characters (Unicode scalars), not bytes.
    package let line: Int
    package let column: Int

    /// As `ProblemCode` says for the code.
    package let arguments: [String]

    package var severity: Severity { code.severity }

    /// Whether the guide can be used all the same.
    package enum Severity: Sendable, Hashable {
        case error
        case warning
    }

    /// The order of a list: by place, then by code.
    package static func < (one: Problem, other: Problem) -> Bool {
        if (one.line, one.column) != (other.line, other.column) {
            return (one.line, one.column) < (other.line, other.column)
        }
        if one.code != other.code { return one.code.rawValue < other.code.rawValue }
        return one.arguments.lexicographicallyPrecedes(other.arguments)
    }
}

/// A line and a column of some file.
struct Place: Hashable {
    var line = 1
    var column = 1
}

/// The problems so far of one file.
struct ProblemList {
    let file: String
    private(set) var problems: [Problem] = []

    /// What was added before: one fault may be met on several ways.
    private var known: Set<Problem> = []

    init(file: String) { self.file = file }

    mutating func add(_ code: ProblemCode, at place: Place, _ arguments: String...) {
        let problem = Problem(
            code: code, file: file, line: place.line, column: place.column, arguments: arguments)
        if known.insert(problem).inserted { problems.append(problem) }
    }
}
