/// The headers that every response carries.
internal import HTTPTypes

/// What a browser is told to refuse on our behalf.
enum Headers {
    /// Scripts, styles, pictures and answers from here alone; nothing inline, no frame.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'"

    /// A policy for a page that carries one style and one script, known by their hashes.
    static func policy(style: String, script: String) -> String {
        "default-src 'none'; script-src \(script); style-src \(style); "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }

    /// Adds what is missing; a page with a policy of its own keeps it.
    static func guarding(_ fields: inout HTTPFields) {
        if fields[.contentSecurityPolicy] == nil { fields[.contentSecurityPolicy] = policy }
        fields[.cacheControl] = "no-store"
        fields[.xContentTypeOptions] = "nosniff"
        fields[.referrerPolicy] = "no-referrer"
        fields[.frameOptions] = "DENY"
        fields[.openerPolicy] = "same-origin"
        fields[.resourcePolicy] = "same-origin"
        fields[.permissionsPolicy] =
            "camera=(), geolocation=(), microphone=(), clipboard-read=(self), "
            + "clipboard-write=(self)"
    }
}
