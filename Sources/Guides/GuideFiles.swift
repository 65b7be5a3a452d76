/// The files of a guide's folder, as somebody else read them.

/// What the linter looks at.
package struct GuideFiles: Sendable {
    /// The folder's name.
    package let id: String
    package let manifest: SourceFile

    /// By locale.
    package let texts: [String: SourceFile]
    package let lock: SourceFile?
    package let pictures: SourceFile?

    /// Whether the folder has a file, by its path from there.
    package let has: @Sendable (String) -> Bool

    package init(
        id: String, manifest: SourceFile, texts: [String: SourceFile], lock: SourceFile? = nil,
        pictures: SourceFile? = nil, has: @escaping @Sendable (String) -> Bool
    ) {
        self.id = id
        self.manifest = manifest
        self.texts = texts
        self.lock = lock
        self.pictures = pictures
        self.has = has
    }
}

/// A form that a guide may end in, as far as a guide has to know it.
package struct FormNeeds: Sendable {
    package let id: String

    /// The fields that a guide fills, every one of them.
    package let fields: [String]

    /// Whether the form takes a redirect URI.
    package let needsRedirectURI: Bool

    package init(id: String, fields: [String], needsRedirectURI: Bool) {
        self.id = id
        self.fields = fields
        self.needsRedirectURI = needsRedirectURI
    }
}
