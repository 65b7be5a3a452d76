/// Judging a value against what its input declares, without taking it out of secret memory.
package import Guides
package import Secrecy

/// What is certainly wrong: the value is not taken.
package enum ValueRefusal: Error, Equatable, Sendable {
    case empty
    case notUTF8
    case controlCharacter
    case space
    case tooShort(shortest: Int, found: Int)
    case tooLong(longest: Int, found: Int)
    case http
    case ipAddress
    /// An address without `https://` or the like in front.
    case notAddress
    /// It looks like another input's value, or is that value.
    case like(input: String)
    case pattern
    case notAnOption([String])
}

/// What is probably wrong: the value is taken, and the person is told.
package enum ValueWarning: Equatable, Sendable {
    case pattern
    /// It does not begin with the value of another input.
    ///
    /// `found` is no more of the value than its origin, or what both have in common.
    case otherBeginning(input: String, expected: String, found: String)
}

extension Guide {
    /// Trims `raw` and judges it; `known` gives values that are captured already.
    ///
    /// Errors are only for what is certainly wrong. Google and YetiForce publish no formats, so
    /// that everything else is a warning and blocks nothing.
    package func check(
        _ raw: Secret, for input: Input, known: (String) -> Secret?
    ) throws(ValueRefusal) -> (value: Secret, warnings: [ValueWarning]) {
        let value = raw.trimmed
        guard !value.isEmpty else { throw .empty }
        guard let length = value.characterCount else { throw .notUTF8 }
        if value.steersTerminals { throw .controlCharacter }
        if input.kind == .choice {
            guard input.options.contains(where: { value.equals(Secret(copying: $0)) }) else {
                throw .notAnOption(input.options)
            }
            return (value, [])
        }
        if let other = input.notLike.flatMap(self.input) {
            let isOther = known(other.id)?.equals(value) ?? false
            let looksIt =
                input.pattern?.matches(value.bytes) != true
                && other.pattern?.matches(value.bytes) == true
            if isOther || looksIt { throw .like(input: other.id) }
        }
        if input.kind == .url, !value.isAddress { throw .notAddress }
        for fault in input.refuses where value.shows(fault) { throw ValueRefusal(fault) }
        if let shortest = input.shortest, length < shortest {
            throw .tooShort(shortest: shortest, found: length)
        }
        if let longest = input.longest, length > longest {
            throw .tooLong(longest: longest, found: length)
        }
        var warnings: [ValueWarning] = []
        if let pattern = input.pattern, !pattern.matches(value.bytes) {
            if input.mismatch == .refuse { throw .pattern }
            warnings.append(.pattern)
        }
        if let warning = beginning(of: value, for: input, known: known) {
            warnings.append(warning)
        }
        return (value, warnings)
    }

    private func beginning(
        of value: Secret, for input: Input, known: (String) -> Secret?
    ) -> ValueWarning? {
        // The warning repeats the other value, so that it must not be one to be hidden.
        guard let other = input.beginsWith, self.input(other)?.isSensitive == false,
            let base = known(other)?.withoutTrailingSlash,
            !value.begins(with: base), let expected = base.copiedIntoOrdinaryMemory()
        else { return nil }
        let found = value.shown(against: base)
        return .otherBeginning(input: other, expected: expected + "/", found: found)
    }
}

extension ValueRefusal {
    fileprivate init(_ fault: Input.Fault) {
        switch fault {
        case .space: self = .space
        case .http: self = .http
        case .ipAddress: self = .ipAddress
        }
    }
}
