/// The address in a request's head, taken apart and judged before anything is done with it.

/// A path of decoded segments, and a query.
struct Target: Equatable, Sendable {
    let segments: [String]
    let query: [String: String]

    /// Far more than any address of ours has.
    static let longest = 2048

    /// Nil for an address that no page of ours has: not from the root, with empty segments, with
    /// dots that climb, or with bytes that are no text.
    init?(_ address: String) {
        guard address.utf8.count <= Target.longest, address.hasPrefix("/"),
            address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C && $0 != 0x23 })
        else { return nil }
        let parts = address.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var segments: [String] = []
        if parts[0] != "/" {
            let raw = parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            for part in raw {
                guard let text = Target.decoded(part, isQuery: false), Target.isName(text) else {
                    return nil
                }
                segments.append(text)
            }
        }
        var query: [String: String] = [:]
        for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Target.decoded(sides[0], isQuery: true),
                let value = Target.decoded(sides.count > 1 ? sides[1] : "", isQuery: true)
            else { return nil }
            query[name] = value
        }
        self.segments = segments
        self.query = query
    }

    /// Whether a segment can be the name of something, and of nothing above or beside it.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\"
            }
    }

    /// Percent-encoded text, decoded; nil when it is not UTF-8.
    ///
    /// In a query a plus sign is a blank.
    static func decoded(_ text: Substring, isQuery: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where isQuery: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// A text as one segment of a path, or as a value in a query.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }
}
