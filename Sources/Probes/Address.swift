/// An address taken apart as far as checks need it; anything unusual is nil, not repaired.

/// Scheme, host and port of an `http:` or `https:` address without a user name.
struct Address {
    let isHTTPS: Bool
    /// In small letters, without a port.
    let host: String
    /// The port, the usual one where none is given.
    let port: Int
    /// From the slash behind the host, query and fragment included.
    let rest: String

    init?(_ text: String) {
        let lower = text.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
        isHTTPS = lower.hasPrefix("https://")
        let start = text.utf8.index(text.startIndex, offsetBy: isHTTPS ? 8 : 7)
        let behind = text[start...]
        let authority = behind.prefix { !"/?#".contains($0) }
        rest = String(behind[authority.endIndex...])
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let usual = isHTTPS ? 443 : 80
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            let digits = authority[authority.index(after: colon)...]
            guard let number = Int(digits), (1...65_535).contains(number) else { return nil }
            host = authority[..<colon].lowercased()
            port = number
        } else {
            host = authority.lowercased()
            port = usual
        }
        guard !host.isEmpty else { return nil }
    }

    /// Host and port as they are announced.
    var recipient: String { "\(host):\(port)" }

    /// Whether Google may take the host in a redirect URI: a name below a public domain.
    ///
    /// Only what is certainly refused says no (help page 15549257): addresses in digits, names
    /// without a dot, and endings that no registry gives out.
    var mayBePublic: Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, !host.hasPrefix("[") else { return false }
        guard !last.allSatisfy({ $0.isNumber }) else { return false }
        return !["local", "lan", "localdomain", "internal", "home", "corp", "intranet"]
            .contains(last)
    }
}
