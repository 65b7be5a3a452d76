/// Three-valued evaluation of conditions, and their canonical spelling.

extension Condition.Expression {
    func truth(for answers: [String: String]) -> Condition.Truth {
        switch self {
        case .comparison(let comparison): return comparison.truth(for: answers)
        case .not(let inner):
            switch inner.truth(for: answers) {
            case .yes: return .no
            case .no: return .yes
            case .unknown: return .unknown
            }
        case .and(let parts):
            let truths = parts.map { $0.truth(for: answers) }
            if truths.contains(.no) { return .no }
            return truths.contains(.unknown) ? .unknown : .yes
        case .or(let parts):
            let truths = parts.map { $0.truth(for: answers) }
            if truths.contains(.yes) { return .yes }
            return truths.contains(.unknown) ? .unknown : .no
        }
    }

    /// Collects the answers that make this part `truth`, which it is; parts that differ are left.
    func collect(
        deciding truth: Condition.Truth, answers: [String: String],
        into reasons: inout [Condition.Reason]
    ) {
        guard self.truth(for: answers) == truth else { return }
        switch self {
        case .comparison(let comparison):
            guard let answer = answers[comparison.input] else { return }
            let reason = Condition.Reason(input: comparison.input, answer: answer)
            if !reasons.contains(reason) { reasons.append(reason) }
        case .not(let inner):
            inner.collect(
                deciding: truth == .yes ? .no : .yes, answers: answers, into: &reasons)
        case .and(let parts), .or(let parts):
            for part in parts { part.collect(deciding: truth, answers: answers, into: &reasons) }
        }
    }

    var comparisons: [Condition.Comparison] {
        switch self {
        case .comparison(let comparison): [comparison]
        case .not(let inner): inner.comparisons
        case .and(let parts), .or(let parts): parts.flatMap(\.comparisons)
        }
    }

    /// 0 is inside of `or` or nothing, 1 inside of `and`, 2 behind `not`.
    func text(inside level: Int) -> String {
        func enclosed(_ text: String, _ own: Int) -> String { own < level ? "(\(text))" : text }
        switch self {
        case .comparison(let comparison): return comparison.description
        case .not(let inner): return "not \(inner.text(inside: 2))"
        case .and(let parts):
            return enclosed(parts.map { $0.text(inside: 1) }.joined(separator: " and "), 1)
        case .or(let parts):
            return enclosed(parts.map { $0.text(inside: 1) }.joined(separator: " or "), 0)
        }
    }
}

extension Condition.Comparison: CustomStringConvertible {
    func truth(for answers: [String: String]) -> Condition.Truth {
        guard let answer = answers[input] else { return .unknown }
        return options.contains(answer) == (relation != .unequal) ? .yes : .no
    }

    package var description: String {
        switch relation {
        case .equal: "\(input) == \(options.joined())"
        case .unequal: "\(input) != \(options.joined())"
        case .oneOf: "\(input) in [\(options.joined(separator: ", "))]"
        }
    }
}
