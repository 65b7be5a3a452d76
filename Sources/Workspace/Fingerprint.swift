/// The fingerprint of a vault key as people compare it: by eye, or read out over the telephone.

/// A SHA-256 in hexadecimal and the form that is shown.
package enum Fingerprint {
    /// The first 128 bits in groups of four digits, such as `1a2b-3c4d-…`.
    ///
    /// Nobody can find a second key with the same 128 bits, and the public key behind it is no
    /// secret that could be searched for in shorter ones.
    package static func shown(_ fingerprint: String) -> String {
        let digits = Array(fingerprint.prefix(length))
        return stride(from: 0, to: digits.count, by: 4).map { start in
            String(digits[start..<min(start + 4, digits.count)])
        }.joined(separator: "-")
    }

    /// How many hexadecimal digits are shown.
    private static let length = 32

    /// Whether `text`, typed by a person, is this fingerprint: shown or whole, in either case,
    /// with blanks and hyphens wherever they are.
    package static func matches(_ text: String, _ fingerprint: String) -> Bool {
        let digits = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return digits == fingerprint || digits == String(fingerprint.prefix(length))
    }
}
