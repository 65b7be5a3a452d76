/// What tells a secret key of age from other text, whole or mistyped.
package import Secrecy

/// Recognises `AGE-SECRET-KEY-…` and `AGE-PLUGIN-…`, in either case, wherever one should not stand.
package enum KeyMark {
    private static let marks = ["AGE-SECRET-KEY-", "AGE-PLUGIN-"].map { Array($0.utf8) }

    /// So many characters behind the mark are a key and no name that somebody gave a file.
    private static let fewest = 20

    /// Whether `text` begins as a secret key does.
    package static func begins(_ text: Secret) -> Bool {
        marks.contains { mark in
            text.count >= mark.count && mark.indices.allSatisfy { raised(text[$0]) == mark[$0] }
        }
    }

    /// Whether a secret key stands in a text, at its beginning or anywhere, say in a path.
    ///
    /// Elsewhere than at the beginning it has to be long: `AGE-SECRET-KEY-of-anna.txt` is a name.
    package static func stands(in text: String) -> Bool {
        guard mayHoldMark(text) else { return false }
        let bytes = text.utf8.map(raised)
        return bytes.indices.contains { start in
            guard let mark = marks.first(where: { bytes[start...].starts(with: $0) }) else {
                return false
            }
            let rest = bytes[(start + mark.count)...]
            // The hybrid kind, and a plugin's name, end with a hyphen before the separator.
            let key = rest.prefix { isOfKey($0) || $0 == UInt8(ascii: "-") }
            guard let split = key.firstIndex(of: UInt8(ascii: "1")) else { return false }
            let length = key[split...].prefix(while: isOfKey).count
            return start == bytes.startIndex && length > 1 && split == key.startIndex
                || length > fewest
        }
    }

    /// The line of an identity file that is meant to be an identity and is none.
    package static func mistypedLine(of file: Secret, _ error: AgeError) -> Int? {
        guard case .identity(_, let number) = error else { return nil }
        var start = 0
        for _ in 1..<number {
            while start < file.count, file[start] != UInt8(ascii: "\n") { start += 1 }
            start += 1
        }
        while start < file.count, file[start] == UInt8(ascii: " ") { start += 1 }
        return start < file.count && begins(file[start..<file.count]) ? number : nil
    }

    /// Whether `AGE-` stands in a text, as in each mark: without a copy, for all that is no key.
    private static func mayHoldMark(_ text: String) -> Bool {
        var matched = 0
        for byte in text.utf8 {
            switch (matched, raised(byte)) {
            case (1, UInt8(ascii: "G")): matched = 2
            case (2, UInt8(ascii: "E")): matched = 3
            case (3, UInt8(ascii: "-")): return true
            case (_, UInt8(ascii: "A")): matched = 1
            default: matched = 0
            }
        }
        return false
    }

    private static func raised(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & ~0x20 : byte
    }

    private static func isOfKey(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
