/// Bech32 a second time, from BIP 173 alone: short, not secret, and sharing nothing with `Age`.

/// What the target holds the library's reader against.
enum PlainBech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    /// Prefix in lower case and bytes; nil for everything that BIP 173 and age refuse.
    static func decode(_ text: [UInt8]) -> (prefix: [UInt8], bytes: [UInt8])? {
        guard let (prefix, values) = split(text), values.count >= 6 else { return nil }
        guard polymod(expanded(prefix) + values) == 1 else { return nil }
        var bits: [UInt8] = []
        for value in values.dropLast(6) { bits += (0..<5).reversed().map { value >> $0 & 1 } }
        guard bits.count % 8 < 5, bits.suffix(bits.count % 8).allSatisfy({ $0 == 0 }) else {
            return nil
        }
        let bytes = stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | $1 }
        }
        return (prefix, bytes)
    }

    /// `text` with the six characters behind it that make its checksum right.
    static func repaired(_ text: [UInt8]) -> [UInt8]? {
        guard let (prefix, values) = split(text) else { return nil }
        let remainder = polymod(expanded(prefix) + values + [0, 0, 0, 0, 0, 0]) ^ 1
        let isUpper = text.contains { (65...90).contains($0) }
        return text
            + (0..<6).map { index in
                let symbol = alphabet[Int(remainder >> (5 * (5 - UInt32(index))) & 31)]
                return isUpper && symbol >= 97 ? symbol - 32 : symbol
            }
    }

    private static func split(_ text: [UInt8]) -> (prefix: [UInt8], values: [UInt8])? {
        guard text.allSatisfy({ (33...126).contains($0) }) else { return nil }
        let lower = text.map { (65...90).contains($0) ? $0 + 32 : $0 }
        let upper = text.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard text == lower || text == upper else { return nil }
        guard let one = lower.lastIndex(of: 49), one > 0 else { return nil }
        let values = lower[(one + 1)...].map { alphabet.firstIndex(of: $0) }
        guard values.allSatisfy({ $0 != nil }) else { return nil }
        return (Array(lower[..<one]), values.compactMap { $0.map(UInt8.init) })
    }

    private static func expanded(_ prefix: [UInt8]) -> [UInt8] {
        prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        return values.reduce(1) { sum, value in
            let top = sum >> 25
            let next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
            return (0..<5).reduce(next) { top >> UInt32($1) & 1 == 1 ? $0 ^ generator[$1] : $0 }
        }
    }
}
