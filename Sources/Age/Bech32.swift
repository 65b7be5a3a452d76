/// Bech32 (BIP 173) without its limit of 90 characters, read and written in secret memory.
internal import Secrecy

/// Text for keys, with a checksum that finds what was mistyped.
///
/// Characters of a key are looked up without an index or a branch that depends on them.
enum Bech32 {
    /// The beginning in lower case, the bytes behind it, and the case that the text had.
    struct Decoded: ~Copyable {
        let prefix: String
        let isUpperCase: Bool
        let bytes: SecretBytes
    }

    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let separator = UInt8(ascii: "1")
    private static let checksumLength = 6

    /// Reads `text`; the prefix is copied out only after the checksum proved that it is one.
    static func decode(_ text: RawSpan) throws(KeyFault) -> Decoded {
        let isUpperCase = try checkCharacters(text)
        guard let split = lastSeparator(in: text), split > 0 else { throw .separator }
        let end = text.byteCount - checksumLength
        guard end > split else { throw .length }

        var checksum = Checksum()
        checksum.addPrefix(text.extracting(0..<split))
        for index in (split + 1)..<text.byteCount {
            let value = value(of: lowerCase(text[byteAt: index]))
            guard value < 32 else { throw .character(at: index) }
            checksum.add(value)
        }
        guard checksum.isValid else { throw .checksum }

        let bits = (end - split - 1) * 5
        guard bits % 8 < 5 else { throw .padding }
        var rest: UInt32 = 0
        let bytes = SecretBytes(count: bits / 8) { (target: inout MutableRawSpan) in
            var held = 0
            var written = 0
            for index in (split + 1)..<end {
                rest = rest << 5 | UInt32(value(of: lowerCase(text[byteAt: index])))
                held += 5
                guard held >= 8 else { continue }
                held -= 8
                target.set(UInt8(truncatingIfNeeded: rest >> UInt32(held)), at: written)
                written += 1
                rest &= (1 << UInt32(held)) - 1
            }
        }
        guard rest == 0 else { throw .padding }
        let prefix = (0..<split).map { lowerCase(text[byteAt: $0]) }
        return Decoded(
            prefix: String(decoding: prefix, as: UTF8.self), isUpperCase: isUpperCase,
            bytes: bytes)
    }

    /// Writes `bytes` behind a prefix that is given in lower case.
    static func encode(prefix: String, _ bytes: RawSpan, upperCase: Bool) -> SecretBytes {
        let prefix = Array(prefix.utf8)
        let groups = (bytes.byteCount * 8 + 4) / 5
        let length = prefix.count + 1 + groups + checksumLength
        return SecretBytes(count: length) { (target: inout MutableRawSpan) in
            var checksum = Checksum()
            checksum.addPrefix(prefix.raw)
            var position = 0
            for byte in prefix + [separator] {
                target.set(upperCase ? raised(byte) : byte, at: position)
                position += 1
            }
            for group in 0..<groups {
                let value = fiveBits(of: bytes, at: group * 5)
                checksum.add(value)
                let symbol = symbol(of: value)
                target.set(upperCase ? raised(symbol) : symbol, at: position)
                position += 1
            }
            for value in checksum.closing() {
                let symbol = symbol(of: value)
                target.set(upperCase ? raised(symbol) : symbol, at: position)
                position += 1
            }
        }
    }

    /// Five bits from bit `start`, the highest first; zeros behind the end.
    private static func fiveBits(of bytes: RawSpan, at start: Int) -> UInt8 {
        let index = start / 8
        let high = UInt16(bytes[byteAt: index]) << 8
        let low = index + 1 < bytes.byteCount ? UInt16(bytes[byteAt: index + 1]) : 0
        return UInt8(truncatingIfNeeded: (high | low) >> UInt16(11 - start % 8)) & 31
    }

    /// Refuses what is no visible ASCII character, and mixed case; true for upper case.
    private static func checkCharacters(_ text: RawSpan) throws(KeyFault) -> Bool {
        var hasLower = false
        var hasUpper = false
        for index in 0..<text.byteCount {
            let byte = text[byteAt: index]
            guard (33...126).contains(byte) else { throw .character(at: index) }
            hasLower = hasLower || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            hasUpper = hasUpper || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        guard !(hasLower && hasUpper) else { throw .letterCase }
        return hasUpper
    }

    private static func lastSeparator(in text: RawSpan) -> Int? {
        (0..<text.byteCount).last { text[byteAt: $0] == separator }
    }

    private static func lowerCase(_ byte: UInt8) -> UInt8 {
        byte | (mask(byte &- UInt8(ascii: "A"), below: 26) & 0x20)
    }

    private static func raised(_ byte: UInt8) -> UInt8 {
        byte & ~(mask(byte &- UInt8(ascii: "a"), below: 26) & 0x20)
    }

    /// All ones if `byte` is below `limit`, else zero.
    private static func mask(_ byte: UInt8, below limit: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (Int(byte) - limit) >> 8)
    }

    /// The place of `symbol` in the alphabet; 255 if it has none.
    private static func value(of symbol: UInt8) -> UInt8 {
        var value: UInt8 = 255
        for index in 0..<32 {
            let isThis = mask(alphabet[index] ^ symbol, below: 1)
            value = (value & ~isThis) | (UInt8(index) & isThis)
        }
        return value
    }

    private static func symbol(of value: UInt8) -> UInt8 {
        var symbol: UInt8 = 0
        for index in 0..<32 {
            symbol |= alphabet[index] & mask(UInt8(index) ^ value, below: 1)
        }
        return symbol
    }

    /// The remainder of BIP 173's code; valid when it ends as one.
    private struct Checksum {
        private var state: UInt32 = 1

        var isValid: Bool { state == 1 }

        mutating func add(_ value: UInt8) {
            let top = state >> 25
            state = (state & 0x1ff_ffff) << 5 ^ UInt32(value)
            let generator: [UInt32] = [
                0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
            ]
            for bit in 0..<5 {
                state ^= generator[bit] & (0 &- (top >> UInt32(bit) & 1))
            }
        }

        mutating func addPrefix(_ prefix: RawSpan) {
            for index in 0..<prefix.byteCount { add(lowerCase(prefix[byteAt: index]) >> 5) }
            add(0)
            for index in 0..<prefix.byteCount { add(lowerCase(prefix[byteAt: index]) & 31) }
        }

        /// The six values that make the text valid.
        func closing() -> [UInt8] {
            var copy = self
            for _ in 0..<checksumLength { copy.add(0) }
            let remainder = copy.state ^ 1
            return (0..<checksumLength).map { index in
                UInt8(truncatingIfNeeded: remainder >> UInt32(5 * (5 - index))) & 31
            }
        }
    }
}
