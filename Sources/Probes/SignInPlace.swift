/// Where Google's authorisation endpoint sends a browser: to sign in, or to an error.
///
/// Undocumented: what is not recognised proves nothing.
internal import Secrecy

struct SignInPlace {
    enum Kind: Equatable {
        case signIn
        /// An error of OAuth 2, such as `redirect_uri_mismatch`.
        case error(String)
        case unknown
    }

    /// Whether it stays on Google's sign-in host, over https.
    let isGoogles: Bool
    /// The host, as far as it is one.
    let host: String
    let kind: Kind

    /// Reads a `Location`; its query, which repeats the redirect URI, stays in secret memory.
    init(_ location: Secret) {
        let mark = UInt8(ascii: "?")
        let end = (0..<location.count).first { location[$0] == mark } ?? location.count
        var path = location[0..<end].copiedIntoOrdinaryMemory() ?? ""
        // A place on the same host may be given without it.
        if path.hasPrefix("/"), !path.hasPrefix("//") {
            path = "https://" + GoogleEndpoints.signInHost + path
        }
        let address = Address(path)
        host = address?.host ?? "?"
        isGoogles =
            address?.isHTTPS == true && address?.host == GoogleEndpoints.signInHost
            && address?.port == 443
        switch address?.rest ?? "" {
        case let rest where SignInPlace.isBelow(rest, "/signin/oauth/error"):
            let query = location[min(end + 1, location.count)..<location.count]
            kind = SignInPlace.error(in: query).map(Kind.error) ?? .unknown
        case let rest
        where ["/v3/signin/identifier", "/signin/oauth/consent", "/o/oauth2/auth/identifier"]
            .contains { SignInPlace.isBelow(rest, $0) }:
            kind = .signIn
        default: kind = .unknown
        }
    }

    private static func isBelow(_ path: String, _ place: String) -> Bool {
        path == place || path.hasPrefix(place + "/")
    }

    /// The errors that are known; one of them stands in the parameter `authError`.
    private static let known = [
        "redirect_uri_mismatch", "invalid_client", "deleted_client", "invalid_request",
        "unauthorized_client", "invalid_scope", "access_denied", "org_internal",
        "admin_policy_enforced",
    ]

    private static func error(in query: Secret) -> String? {
        guard let text = value(of: "authError=", in: query),
            let bytes = decoded(text)
        else { return nil }
        // A message in protocol buffers whose first text is the code; read loosely: the earliest
        // of the known words counts, whole.
        return known.compactMap { word in place(of: word, in: bytes).map { (word, $0) } }
            .min { $0.1 < $1.1 }?.0
    }

    /// A parameter up to the next `&`; at most 8 KiB.
    private static func value(of name: String, in query: Secret) -> Secret? {
        let name = Secret(copying: name)
        let ampersand = UInt8(ascii: "&")
        var start = 0
        while start + name.count <= query.count {
            let end = (start..<query.count).first { query[$0] == ampersand } ?? query.count
            if end - start >= name.count, query[start..<start + name.count].equals(name) {
                return end - start <= 8192 ? query[start + name.count..<end] : nil
            }
            start = end + 1
        }
        return nil
    }

    /// Base64 with either alphabet, with or without padding, which may be percent-encoded.
    private static func decoded(_ text: Secret) -> [UInt8]? {
        var plain: [UInt8] = []
        loop: for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "-"): plain.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): plain.append(UInt8(ascii: "/"))
            case UInt8(ascii: "="), UInt8(ascii: "%"): break loop
            case let byte: plain.append(byte)
            }
        }
        // A last character that stands for less than a byte says nothing.
        if plain.count % 4 == 1 { plain.removeLast() }
        while plain.count % 4 != 0 { plain.append(UInt8(ascii: "=")) }
        if let bytes = Base64.padded.decode(plain.raw) { return bytes }
        // Spare bits that are not zero: the last group is left out.
        let whole = Array(plain.dropLast(4))
        return Base64.padded.decode(whole.raw)
    }

    private static func place(of word: String, in bytes: [UInt8]) -> Int? {
        let letters = Array(word.utf8)
        guard letters.count <= bytes.count else { return nil }
        func isLetter(_ index: Int) -> Bool {
            bytes.indices.contains(index)
                && ((0x61...0x7A).contains(bytes[index]) || bytes[index] == 0x5F)
        }
        return (0...bytes.count - letters.count).first { start in
            bytes[start..<start + letters.count].elementsEqual(letters)
                && !isLetter(start - 1) && !isLetter(start + letters.count)
        }
    }
}
