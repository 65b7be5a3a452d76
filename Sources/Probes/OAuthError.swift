/// The answer of a token endpoint that gives no token (RFC 6749, section 5.2).
internal import Secrecy
internal import SecretJSON

/// The key `error`, and what its description hints at.
struct OAuthError {
    let code: String
    /// Cut, and read for hints alone: nobody promises these words.
    let description: String

    /// Nil when the body is not one JSON object with exactly one `error` made of plain letters.
    init?(_ body: Secret) {
        let found: (String?, String)? = try? OAuthError.read(body)
        guard let (code, description) = found, let code, OAuthError.isCode(code) else {
            return nil
        }
        self.code = code
        self.description = description.lowercased()
    }

    private static func read(_ body: Secret) throws(JSONError) -> (String?, String) {
        var reader = try JSONReader(body, limits: JSONLimits(bytes: 1 << 16, depth: 16))
        var code: String?
        var description = ""
        guard try reader.peek() == .object else { return (nil, "") }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "error" where try reader.peek() == .string: code = try reader.text()
            case "error_description" where try reader.peek() == .string:
                description = try reader.text()
            default: try reader.skip()
            }
        }
        try reader.finish()
        return (code, description)
    }

    /// What may be shown: small letters and underscores, not long.
    static func isCode(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    }
}
