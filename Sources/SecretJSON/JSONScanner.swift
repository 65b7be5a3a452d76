/// The grammar of RFC 8259 over bytes: where a token or a value ends, without keeping anything.
internal import Secrecy

/// Finds ends; each function takes the offset of a token's first byte and gives that behind it.
enum JSONScanner {
    static func afterSpace(_ bytes: RawSpan, from start: Int) -> Int {
        var index = start
        let end = bytes.byteCount
        while index < end {
            switch bytes[byteAt: index] {
            case Sign.space, Sign.lineFeed, Sign.carriageReturn, Sign.tab: index += 1
            default: return index
            }
        }
        return index
    }

    /// The kind of the value whose first byte stands at `index`.
    static func kind(_ bytes: RawSpan, at index: Int) throws(JSONFault) -> JSONKind {
        guard index < bytes.byteCount else { throw JSONFault(kind: .unexpectedEnd, offset: index) }
        switch bytes[byteAt: index] {
        case Sign.openBrace: return .object
        case Sign.openBracket: return .array
        case Sign.quote: return .string
        case Sign.minus, Sign.zero...Sign.nine: return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case 0xEF where index == 0: throw JSONFault(kind: .byteOrderMark, offset: index)
        default: throw JSONFault(kind: .unexpectedCharacter, offset: index)
        }
    }

    /// The end of a string with its closing quote, and whether it holds an escape.
    ///
    /// Looks at escapes one by one; that surrogates are paired and the bytes are UTF-8 is checked
    /// when the string is read.
    static func endOfString(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, hasEscape: Bool) {
        var index = start + 1
        var hasEscape = false
        let end = bytes.byteCount
        while index < end {
            // Most of a document is text in which nothing happens.
            while index <= end - 8 {
                let ordinary = ordinaryBytes(of: bytes[wordAt: index])
                index += ordinary
                if ordinary < 8 { break }
            }
            guard index < end else { break }
            let byte = bytes[byteAt: index]
            if byte == Sign.quote { return (index + 1, hasEscape) }
            if byte == Sign.backslash {
                hasEscape = true
                index = try endOfEscape(bytes, from: index)
            } else if byte < Sign.space {
                throw JSONFault(kind: .controlCharacter, offset: index)
            } else {
                index += 1
            }
        }
        throw JSONFault(kind: .unexpectedEnd, offset: end)
    }

    /// How many of eight bytes, from the lowest on, are no quote, backslash or control character.
    ///
    /// A byte of a word is zero where subtracting one borrows and it had no highest bit; a borrow
    /// spoils higher bytes only, and the lowest is the one that counts.
    private static func ordinaryBytes(of word: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(Sign.quote))
        let backslashes = word ^ (ones &* UInt64(Sign.backslash))
        let found =
            (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            | (word &- ones &* UInt64(Sign.space)) & ~word
        return (found & (ones &* 0x80)).trailingZeroBitCount / 8
    }

    private static func endOfEscape(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> Int {
        guard start + 1 < bytes.byteCount else {
            throw JSONFault(kind: .unexpectedEnd, offset: bytes.byteCount)
        }
        switch bytes[byteAt: start + 1] {
        case Sign.quote, Sign.backslash, Sign.slash, UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for index in (start + 2)..<(start + 6) {
                guard index < bytes.byteCount else {
                    throw JSONFault(kind: .unexpectedEnd, offset: bytes.byteCount)
                }
                guard hexadecimalValue(bytes[byteAt: index]) != nil else {
                    throw JSONFault(kind: .invalidEscape, offset: start)
                }
            }
            return start + 6
        default:
            throw JSONFault(kind: .invalidEscape, offset: start)
        }
    }

    /// The end of a number, and whether it is written without fraction and exponent.
    static func endOfNumber(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, isInteger: Bool) {
        var index = start
        if byte(bytes, at: index) == Sign.minus { index += 1 }
        let whole = index
        index = try endOfDigits(bytes, from: index)
        guard bytes[byteAt: whole] != Sign.zero || index == whole + 1 else {
            throw JSONFault(kind: .invalidNumber, offset: start)
        }
        var isInteger = true
        if byte(bytes, at: index) == Sign.dot {
            isInteger = false
            index = try endOfDigits(bytes, from: index + 1)
        }
        if let sign = byte(bytes, at: index), sign | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            if let sign = byte(bytes, at: index), sign == Sign.plus || sign == Sign.minus {
                index += 1
            }
            index = try endOfDigits(bytes, from: index)
        }
        return (index, isInteger)
    }

    private static func endOfDigits(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> Int {
        var index = start
        while let digit = byte(bytes, at: index), (Sign.zero...Sign.nine).contains(digit) {
            index += 1
        }
        guard index > start else {
            let kind: JSONError.Kind = index < bytes.byteCount ? .invalidNumber : .unexpectedEnd
            throw JSONFault(kind: kind, offset: index)
        }
        return index
    }

    static func endOfWord(
        _ word: StaticString, _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= bytes.byteCount else {
            throw JSONFault(kind: .unexpectedCharacter, offset: start)
        }
        guard bytes.extracting(start..<end).isEqual(to: word) else {
            throw JSONFault(kind: .unexpectedCharacter, offset: start)
        }
        return end
    }

    static func byte(_ bytes: RawSpan, at index: Int) -> UInt8? {
        index < bytes.byteCount ? bytes[byteAt: index] : nil
    }
}
