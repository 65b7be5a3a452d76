/// Looking at a value's bytes where they lie.
internal import Guides
internal import Secrecy

extension Secret {
    /// Without blanks, line ends, no-break spaces, zero-width spaces and byte order marks around.
    ///
    /// What browsers and mail programs add when something is copied; never anything inside.
    var trimmed: Secret {
        var value = self
        while let length = value.invisible(at: 0) { value = value[length..<value.count] }
        while let length = value.invisibleAtEnd { value = value[0..<(value.count - length)] }
        return value
    }

    private static let blanks: [[UInt8]] = [
        [0x20], [0x09], [0x0A], [0x0D], [0xC2, 0xA0], [0xE2, 0x80, 0x8B], [0xEF, 0xBB, 0xBF],
    ]

    /// White space of Unicode (the property White_Space) and the invisible blanks above.
    private static let spaces: [[UInt8]] =
        blanks + [
            [0x0B], [0x0C], [0xC2, 0x85], [0xE1, 0x9A, 0x80], [0xE2, 0x80, 0xA8],
            [0xE2, 0x80, 0xA9], [0xE2, 0x80, 0xAF], [0xE2, 0x81, 0x9F], [0xE3, 0x80, 0x80],
        ] + (0x80...0x8A).map { [0xE2, 0x80, $0] }

    private func invisible(at index: Int) -> Int? {
        Secret.blanks.first { holds($0, at: index) }?.count
    }

    private var invisibleAtEnd: Int? {
        Secret.blanks.first { holds($0, at: count - $0.count) }?.count
    }

    private func holds(_ bytes: [UInt8], at index: Int) -> Bool {
        index >= 0 && index + bytes.count <= count
            && bytes.indices.allSatisfy { self[index + $0] == bytes[$0] }
    }

    func contains(where matches: (UInt8) -> Bool) -> Bool {
        (0..<count).contains { matches(self[$0]) }
    }

    /// The number of Unicode scalars; nil when the bytes are not UTF-8.
    var characterCount: Int? {
        guard isUTF8 else { return nil }
        return (0..<count).reduce(0) { $0 + (self[$1] & 0xC0 == 0x80 ? 0 : 1) }
    }

    func shows(_ fault: Input.Fault) -> Bool {
        switch fault {
        case .space:
            (0..<count).contains { index in Secret.spaces.contains { holds($0, at: index) } }
        case .http: beginsIgnoringCase("http://")
        case .ipAddress: hostIsAnAddress
        }
    }

    private func beginsIgnoringCase(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count <= count
            && bytes.indices.allSatisfy { self[$0] | 0x20 == bytes[$0] | 0x20 }
    }

    /// Whether the host of an address is IPv4 digits and dots, or IPv6 in brackets.
    private var hostIsAnAddress: Bool {
        guard let slashes = (0..<count).first(where: { holds(Array("://".utf8), at: $0) }) else {
            return false
        }
        var end = slashes + 3
        while end < count, ![0x2F, 0x3F, 0x23].contains(self[end]) { end += 1 }
        // A name or password may stand before the host.
        let authority = self[(slashes + 3)..<end]
        let at = (0..<authority.count).last { authority[$0] == UInt8(ascii: "@") }
        let place = authority[(at.map { $0 + 1 } ?? 0)..<authority.count]
        guard !place.isEmpty else { return false }
        if place[0] == UInt8(ascii: "[") { return true }
        let colon = (0..<place.count).first { place[$0] == UInt8(ascii: ":") }
        let host = place[0..<(colon ?? place.count)]
        return !host.isEmpty && !host.contains { !(0x30...0x39).contains($0) && $0 != 0x2E }
    }

    var withoutTrailingSlash: Secret {
        var value = self
        while !value.isEmpty, value[value.count - 1] == UInt8(ascii: "/") {
            value = value[0..<(value.count - 1)]
        }
        return value
    }

    /// Everything up to the last slash, that included: in a redirect URI all but the key.
    var withoutLastComponent: Secret {
        let slash = (0..<count).last { self[$0] == UInt8(ascii: "/") }
        return self[0..<(slash.map { $0 + 1 } ?? 0)]
    }

    /// Whether `base` and a slash stand at the beginning.
    func begins(with base: Secret) -> Bool {
        count > base.count && self[0..<base.count].equals(base)
            && self[base.count] == UInt8(ascii: "/")
    }
}
