/// What Google gives for a code, and what it says when it gives nothing.
internal import Curl
internal import Secrecy
internal import SecretJSON

/// An access token and what is known of it; the token opens the mailbox for an hour.
package struct SignInToken: Sendable {
    let access: Secret
    /// Nil where the answer does not say: then it is what was asked for (RFC 6749, section 5.1).
    let scopes: [String]?
    /// Who signed in, by the ID token; nil where there was none that could be read.
    let mailbox: String?

    var hasMailScope: Bool { scopes?.contains(SignInTicket.mailScope) ?? true }

    /// Reads a successful answer; nil where it is none.
    ///
    /// The ID token is not verified: it came from Google's own endpoint over TLS, which stands for
    /// a signature (OpenID Connect Core 1.0, section 3.1.3.7), and decides nothing but advice.
    init?(_ body: Secret) {
        var (access, identity) = (Secret?.none, Secret?.none)
        var scope: String?
        do throws(JSONError) {
            var reader = try JSONReader(body)
            guard try reader.peek() == .object else { return nil }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch (key, try reader.peek()) {
                case ("access_token", .string): access = try reader.string()
                case ("id_token", .string): identity = try reader.string()
                case ("scope", .string): scope = try reader.text()
                default: try reader.skip()
                }
            }
            try reader.finish()
        } catch {
            return nil
        }
        guard let access, !access.isEmpty else { return nil }
        self.access = access
        scopes = scope.map { $0.split(separator: " ").map(String.init) }
        mailbox = identity.flatMap(SignInToken.mailbox)
    }

    /// The member `email` of an ID token's claims.
    private static func mailbox(_ identity: Secret) -> String? {
        let parts = identity.split(by: 0x2E)
        guard parts.count == 3, let claims = SafeBase64.decoded(parts[1]) else { return nil }
        return member("email", of: claims)
    }

    /// A text member of an object; nil where there is none.
    static func member(_ name: String, of body: Secret) -> String? {
        do throws(JSONError) {
            var reader = try JSONReader(body)
            guard try reader.peek() == .object else { return nil }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                if key == name, try reader.peek() == .string { return try reader.text() }
                try reader.skip()
            }
        } catch {
            return nil
        }
        return nil
    }
}
