/// A pattern as a graph of states.

/// What a pattern is made of.
indirect enum PatternNode {
    case sign(SignSet)
    case sequence([PatternNode])
    case choice([PatternNode])

    /// At least `least` times, at most `most` times; nil: without end.
    case repeated(PatternNode, least: Int, most: Int?)
}

/// The characters that one place of a pattern accepts.
struct SignSet {
    let ranges: [SignRange]
    let isNegated: Bool

    /// What `.` accepts.
    static let any = SignSet(ranges: [], isNegated: true)

    func contains(_ scalar: UInt32) -> Bool {
        ranges.contains { $0.first <= scalar && scalar <= $0.last } != isNegated
    }
}

/// Characters that stand side by side; no `ClosedRange`, which looks up first how to compare.
struct SignRange {
    let first: UInt32
    let last: UInt32
}

/// The states of a pattern; counted repetitions are written out.
struct PatternProgram {
    /// What happens at a state.
    enum State {
        case sign(SignSet, next: Int)
        case fork(Int, Int)
        case accept
    }

    /// The most states that a pattern may have.
    static let limit = 4096

    private(set) var states: [State] = [.accept]
    private(set) var start = 0
    let accepting = 0

    init(_ node: PatternNode) throws(PatternError) {
        start = try add(node, before: accepting)
    }

    private mutating func add(_ state: State) throws(PatternError) -> Int {
        guard states.count < PatternProgram.limit else {
            throw PatternError(reason: .tooManyStates, column: 1)
        }
        states.append(state)
        return states.count - 1
    }

    /// Adds the states of `node`, from the last to the first, and returns the first.
    ///
    /// Every node adds at least one state: the limit bounds the work as well.
    private mutating func add(
        _ node: PatternNode, before next: Int
    ) throws(PatternError) -> Int {
        switch node {
        case .sign(let set): return try add(.sign(set, next: next))
        case .sequence(let nodes):
            var first = next
            for node in nodes.reversed() { first = try add(node, before: first) }
            return first
        case .choice(let nodes):
            var first: Int?
            for node in nodes.reversed() {
                let branch = try add(node, before: next)
                first = if let first { try add(.fork(branch, first)) } else { branch }
            }
            return first ?? next
        case .repeated(let node, let least, let most):
            var first = next
            if let most {
                for _ in least..<most {
                    first = try add(.fork(add(node, before: first), next))
                }
            } else {
                let loop = try add(.fork(next, next))
                states[loop] = .fork(try add(node, before: loop), next)
                first = loop
            }
            for _ in 0..<least { first = try add(node, before: first) }
            return first
        }
    }
}
