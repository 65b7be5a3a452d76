/// Base64 for addresses (RFC 4648, section 5), without padding, in secret memory.
internal import Secrecy

enum SafeBase64 {
    static func encoded(_ secret: Secret) -> Secret {
        var text = SecretBuilder(capacity: secret.count * 4 / 3 + 4)
        for start in stride(from: 0, to: secret.count, by: 3) {
            let rest = min(3, secret.count - start)
            let group = (0..<3).reduce(UInt32(0)) { group, index in
                group << 8 | (index < rest ? UInt32(secret[start + index]) : 0)
            }
            for index in 0...rest { text.append(sign(UInt8(group >> (18 - 6 * index) & 63))) }
        }
        return Secret(text.finish())
    }

    /// The bytes of `text`; nil where it holds another sign or cannot end there.
    static func decoded(_ text: Secret) -> Secret? {
        guard text.count % 4 != 1 else { return nil }
        var bytes = SecretBuilder(capacity: text.count)
        var (group, bits) = (UInt32(0), 0)
        for index in 0..<text.count {
            guard let value = value(of: text[index]) else { return nil }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        return Secret(bytes.finish())
    }

    /// Computed, not looked up: a table would tell by its timing what was read.
    private static func sign(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: 0x41 + value
        case 26..<52: 0x61 + value - 26
        case 52..<62: 0x30 + value - 52
        case 62: 0x2D
        default: 0x5F
        }
    }

    private static func value(of sign: UInt8) -> UInt8? {
        switch sign {
        case 0x41...0x5A: sign - 0x41
        case 0x61...0x7A: sign - 0x61 + 26
        case 0x30...0x39: sign - 0x30 + 52
        case 0x2D: 62
        case 0x5F: 63
        default: nil
        }
    }
}
