/// The values that are read whole: strings, numbers, words, and the way past any value.
package import Secrecy

extension JSONReader {
    /// A string in secret memory: a slice of the source unless escapes had to be decoded.
    package mutating func string() throws(JSONError) -> Secret {
        let (value, _, end) = try stringAhead()
        taken(to: end)
        return value
    }

    /// A string in ordinary memory, for what is not secret.
    package mutating func text() throws(JSONError) -> String {
        let (value, start, end) = try stringAhead()
        let text = try ordinaryText(of: value, at: start)
        taken(to: end)
        return text
    }

    /// A whole number; fractions and exponents are refused even where they change nothing.
    package mutating func integer() throws(JSONError) -> Int {
        let start = try expect(.number)
        let (end, value) = try read { (bytes: RawSpan) throws(JSONFault) in
            let (end, isInteger) = try JSONScanner.endOfNumber(bytes, from: start)
            guard isInteger else { throw JSONFault(kind: .notAnInteger, offset: start) }
            guard let value = JSONReader.integer(bytes.extracting(start..<end)) else {
                throw JSONFault(kind: .integerOutOfRange, offset: start)
            }
            return (end, value)
        }
        taken(to: end)
        return value
    }

    /// True or false.
    package mutating func bool() throws(JSONError) -> Bool {
        let start = try expect(.bool)
        let (end, value) = try read { (bytes: RawSpan) throws(JSONFault) in
            try JSONScanner.endOfBool(bytes, from: start)
        }
        taken(to: end)
        return value
    }

    /// Nothing but `null`.
    package mutating func null() throws(JSONError) {
        let start = try expect(.null)
        taken(
            to: try read { (bytes: RawSpan) throws(JSONFault) in
                try JSONScanner.endOfWord("null", bytes, from: start)
            })
    }

    /// Goes past any value; its grammar and depth are checked, its strings and keys are not kept.
    package mutating func skip() throws(JSONError) {
        precondition(awaitsValue, "no value comes next")
        taken(
            to: try read { (bytes: RawSpan) throws(JSONFault) in
                try JSONScanner.endOfValue(
                    bytes, from: JSONScanner.afterSpace(bytes, from: position),
                    depth: scopes.count, limit: limits.depth)
            })
    }
}

extension JSONReader {
    private mutating func stringAhead() throws(JSONError) -> (value: Secret, start: Int, end: Int) {
        let start = try expect(.string)
        let (end, hasEscape) = try read { (bytes: RawSpan) throws(JSONFault) in
            try JSONScanner.endOfString(bytes, from: start)
        }
        return (try content(from: start, to: end, hasEscape), start, end)
    }

    /// What a string means; `start` and `end` are the offsets of its quotes.
    mutating func content(
        from start: Int, to end: Int, _ hasEscape: Bool
    ) throws(JSONError) -> Secret {
        let raw = source[start + 1..<end - 1]
        if let offset = firstByteThatIsNotUTF8(in: raw.bytes) {
            throw refusal(.invalidUTF8, at: start + 1 + offset)
        }
        guard hasEscape else { return raw }
        let decoded = self.decoded ?? DecodedStrings(in: source, from: start)
        self.decoded = decoded
        if let content = decoded[start] { return content }
        var rest = SecretBuilder(capacity: raw.count)
        do throws(JSONFault) {
            try appendDecodedEscapes(of: raw, to: &rest)
            return Secret(rest.finish())
        } catch {
            throw refusal(error.kind, at: start + 1 + error.offset)
        }
    }

    func ordinaryText(of value: Secret, at start: Int) throws(JSONError) -> String {
        guard let text = value.copiedIntoOrdinaryMemory() else {
            throw refusal(.invalidUTF8, at: start)
        }
        return text
    }

    /// The number that `digits`, checked by the scanner, stand for; nil when `Int` is too small.
    private static func integer(_ digits: RawSpan) -> Int? {
        let isNegative = digits[byteAt: 0] == Sign.minus
        var value = 0
        for index in (isNegative ? 1 : 0)..<digits.byteCount {
            let digit = Int(digits[byteAt: index] - Sign.zero)
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowToo) =
                isNegative
                ? tenfold.subtractingReportingOverflow(digit)
                : tenfold.addingReportingOverflow(digit)
            guard !overflow, !overflowToo else { return nil }
            value = sum
        }
        return value
    }
}
