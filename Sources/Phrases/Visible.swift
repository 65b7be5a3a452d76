/// Text that cannot steer a terminal, nor turn a page's words around.
package import Secrecy

/// Replaces what steers, keeps what shows.
package enum Visible {
    /// Control characters and marks that turn the direction of writing become U+FFFD.
    ///
    /// Guides and values come from other people: none of their bytes may move a cursor, set a
    /// title or show a text in another order than it is stored.
    package static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { clean.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
        return String(clean)
    }

    /// The same for several lines of our own making: their line feeds stay.
    package static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { self.text(String($0)) }.joined(separator: "\n")
    }

    /// An address with everything but the characters of RFC 3986 percent-encoded.
    package static func address(_ text: String) -> String {
        let allowed = Array("-._~:/?#[]@!$&'()*+,;=%".utf8)
        return text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || allowed.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    /// A value's bytes, those that could steer a terminal replaced, without leaving secret memory.
    package static func append(_ value: Secret, to bytes: inout SecretBuilder) {
        var index = 0
        while index < value.count {
            let first = value[index]
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let end = min(index + length, value.count)
            var scalar = UInt32(length == 1 ? first : first & (0xFF >> UInt8(length + 1)))
            for next in (index + 1)..<max(end, index + 1) {
                scalar = scalar << 6 | UInt32(value[next] & 0x3F)
            }
            if let known = UnicodeScalar(scalar), !isHarmful(known) {
                bytes.append(value[index..<end])
            } else {
                bytes.append("\u{FFFD}")
            }
            index = end
        }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
