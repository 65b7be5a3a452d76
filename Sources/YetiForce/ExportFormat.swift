/// What an export can look like, and the interface words it needs.

/// The renderings of the form.
package enum ExportFormat: String, CaseIterable, Sendable {
    case table, json, csv, env, markdown, html, fill
}

/// The words around the form in one language; no sentence stands in this room.
package struct ExportWords: Sendable {
    /// What the whole is, such as "Mail server for YetiForce".
    package let title: String

    /// Stands before the profile's name.
    package let profile: String

    /// The column heads of pages: what the form calls a field, what goes in, the input's name.
    package let field: String
    package let value: String
    package let name: String

    /// Stands above the redirect URI, which belongs into Google's console.
    package let redirectURI: String

    /// The note that secrets are masked, and how to see them.
    package let masked: String

    /// The warning that secrets are readable here.
    package let revealed: String

    /// Stands in place of a value that has not been captured.
    package let missing: String

    /// What the script says of itself, and what it will say.
    package let fill: FillWords

    package init(
        title: String, profile: String, field: String, value: String, name: String,
        redirectURI: String, masked: String, revealed: String, missing: String, fill: FillWords
    ) {
        self.title = title
        self.profile = profile
        self.field = field
        self.value = value
        self.name = name
        self.redirectURI = redirectURI
        self.masked = masked
        self.revealed = revealed
        self.missing = missing
        self.fill = fill
    }
}
