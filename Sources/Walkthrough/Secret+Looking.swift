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

    /// Whether a scheme stands in front, and something behind it.
    var isAddress: Bool {
        let slashes = (0..<count).first { holds(Array("://".utf8), at: $0) }
        return slashes.map { $0 > 0 && $0 + 3 < count } ?? false
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

    /// Enough of an address to see how it differs from `base`, and nothing of a key in it.
    ///
    /// Where scheme and host differ, those; else what both have in common. A user name before the
    /// host, the path, a query and a fragment are never shown.
    func shown(against base: Secret) -> String {
        var common = 0
        while common < min(count, base.count), self[common] == base[common] { common += 1 }
        let origin = self.origin
        if !origin.isEmpty, !origin.equals(base.origin) {
            return (origin.copiedIntoOrdinaryMemory() ?? "") + "…"
        }
        return (self[0..<common].copiedIntoOrdinaryMemory() ?? "") + "…"
    }

    /// Scheme and host with port, up to the slash behind them; empty where there is none.
    private var origin: Secret {
        guard let slashes = (0..<count).first(where: { holds(Array("://".utf8), at: $0) }) else {
            return self[0..<0]
        }
        var end = slashes + 3
        while end < count, ![0x2F, 0x3F, 0x23, 0x40].contains(self[end]) { end += 1 }
        return end < count && self[end] == UInt8(ascii: "@") ? self[0..<0] : self[0..<end]
    }

    /// Whether bytes are controls (C0, DEL, C1) or turn the direction of writing.
    var steersTerminals: Bool {
        (0..<count).contains { index in
            self[index] < 0x20 || self[index] == 0x7F
                || (self[index] == 0xC2 && index + 1 < count && self[index + 1] < 0xA0)
                || Secret.directions.contains { holds($0, at: index) }
        }
    }

    /// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
    private static let directions: [[UInt8]] =
        [[0xD8, 0x9C], [0xE2, 0x80, 0x8E], [0xE2, 0x80, 0x8F]]
        + (0xAA...0xAE).map { [0xE2, 0x80, $0] } + (0xA6...0xA9).map { [0xE2, 0x81, $0] }

    /// Whether `base` and a slash stand at the beginning.
    func begins(with base: Secret) -> Bool {
        count > base.count && self[0..<base.count].equals(base)
            && self[base.count] == UInt8(ascii: "/")
    }
}
