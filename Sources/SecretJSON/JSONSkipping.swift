/// The way past a value that nobody reads: no recursion, no allocation.
internal import Secrecy

extension JSONScanner {
    /// The end of any value; `depth` counts what is open around it.
    ///
    /// Grammar and nesting are checked; duplicate keys, surrogates and UTF-8 are not, because that
    /// needs memory or a second look at each string, and nothing of the value is used.
    static func endOfValue(
        _ bytes: RawSpan, from start: Int, depth: Int, limit: Int
    ) throws(JSONFault) -> Int {
        // One bit for each open container, the innermost lowest: 1 is an object.
        var objects: UInt64 = 0
        var open = 0
        var index = start
        while true {
            switch try kind(bytes, at: index) {
            case .object:
                guard depth + open < limit else {
                    throw JSONFault(kind: .tooDeep(limit: limit), offset: index)
                }
                (open, objects) = (open + 1, objects << 1 | 1)
                index = afterSpace(bytes, from: index + 1)
                if byte(bytes, at: index) != Sign.closeBrace {
                    index = try beforeMember(bytes, from: index)
                    continue
                }
            case .array:
                guard depth + open < limit else {
                    throw JSONFault(kind: .tooDeep(limit: limit), offset: index)
                }
                (open, objects) = (open + 1, objects << 1)
                index = afterSpace(bytes, from: index + 1)
                if byte(bytes, at: index) != Sign.closeBracket { continue }
            case .string: index = try endOfString(bytes, from: index).end
            case .number: index = try endOfNumber(bytes, from: index).end
            case .bool: index = try endOfBool(bytes, from: index).end
            case .null: index = try endOfWord("null", bytes, from: index)
            }
            // Behind a value, or before the end of an empty container: close what ends here.
            var goesOn = false
            while open > 0, !goesOn {
                index = afterSpace(bytes, from: index)
                guard let sign = byte(bytes, at: index) else {
                    throw JSONFault(kind: .unexpectedEnd, offset: index)
                }
                let isObject = objects & 1 == 1
                switch sign {
                case isObject ? Sign.closeBrace : Sign.closeBracket:
                    (open, objects, index) = (open - 1, objects >> 1, index + 1)
                case Sign.comma:
                    index = afterSpace(bytes, from: index + 1)
                    if isObject { index = try beforeMember(bytes, from: index) }
                    goesOn = true
                default:
                    throw JSONFault(kind: .unexpectedCharacter, offset: index)
                }
            }
            if open == 0 { return index }
        }
    }

    /// The offset of a member's value; `start` is that of its key.
    private static func beforeMember(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> Int {
        let end = try endOfKey(bytes, from: start).end
        return afterSpace(bytes, from: try afterColon(bytes, from: end))
    }

    static func endOfKey(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, hasEscape: Bool) {
        guard let sign = byte(bytes, at: start) else {
            throw JSONFault(kind: .unexpectedEnd, offset: start)
        }
        guard sign == Sign.quote else {
            throw JSONFault(kind: .unexpectedCharacter, offset: start)
        }
        return try endOfString(bytes, from: start)
    }

    static func afterColon(_ bytes: RawSpan, from start: Int) throws(JSONFault) -> Int {
        let index = afterSpace(bytes, from: start)
        guard let sign = byte(bytes, at: index) else {
            throw JSONFault(kind: .unexpectedEnd, offset: index)
        }
        guard sign == Sign.colon else {
            throw JSONFault(kind: .unexpectedCharacter, offset: index)
        }
        return index + 1
    }

    static func endOfBool(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, value: Bool) {
        if bytes[byteAt: start] == UInt8(ascii: "t") {
            return (try endOfWord("true", bytes, from: start), true)
        }
        return (try endOfWord("false", bytes, from: start), false)
    }
}
