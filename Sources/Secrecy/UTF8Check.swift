/// Whether bytes are UTF-8, decided without a copy into ordinary memory.

extension Secret {
    /// Whether the bytes are well-formed UTF-8 (RFC 3629): what a JSON string can hold.
    package var isUTF8: Bool { firstByteThatIsNotUTF8(in: bytes) == nil }
}

/// The offset of the first byte that does not belong to a well-formed sequence; nil if all do.
///
/// Refuses overlong forms, surrogates and everything above U+10FFFF (Unicode table 3-7).
package func firstByteThatIsNotUTF8(in bytes: RawSpan) -> Int? {
    let end = bytes.byteCount
    var index = 0
    while index < end {
        let lead = bytes[byteAt: index]
        if lead < 0x80 {
            index += 1
            continue
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return index
        }
        guard index + length <= end, second.contains(bytes[byteAt: index + 1]) else {
            return index
        }
        for rest in 2..<max(length, 2) where bytes[byteAt: index + rest] & 0xC0 != 0x80 {
            return index
        }
        index += length
    }
    return nil
}
