/// Addresses in running text, of which GitHub makes links: where there is none, none is looked for.

enum BareAddress {
    /// Whether a scheme or `www.` stands behind a blank; code is not told from prose.
    ///
    /// This is a guess, to save a second parsing: `RunningText` tells what a guess overlooks.
    static func isLikely(in bytes: [UInt8]) -> Bool {
        var isAfterBlank = true
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isAfterBlank, byte == UInt8(ascii: "h") || byte == UInt8(ascii: "w") {
                let rest = bytes[index...]
                if starts.contains(where: { rest.starts(with: $0) }) { return true }
            }
            isAfterBlank = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
            index += 1
        }
        return false
    }

    private static let starts = ["http://", "https://", "www."].map { Array($0.utf8) }
}

/// What of a piece of running text needs a closer look.
struct RunningText {
    private(set) var holdsLess = false

    /// Whether one of the signs stands in it that every address has: `:/`, `www.` or `@`.
    private(set) var mayHoldAddress = false

    init(_ text: String) {
        // The last four bytes.
        var recent: UInt32 = 0
        for byte in text.utf8 {
            recent = recent << 8 | UInt32(byte)
            // Letters, which most are, begin none of them.
            guard byte <= UInt8(ascii: "@") else { continue }
            if byte == UInt8(ascii: "<") { holdsLess = true }
            if byte == UInt8(ascii: "@") || recent & 0xFFFF == 0x3A2F || recent == 0x7777_772E {
                mayHoldAddress = true
            }
        }
    }
}
