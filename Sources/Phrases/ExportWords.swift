/// The words of the interface that stand around an export.
package import Words
package import YetiForce

extension ExportWords {
    /// Taken from the interface, in its language.
    package init(_ words: Words) {
        self.init(
            title: words("export.title"), profile: words("export.profile"),
            field: words("export.field"), value: words("export.value"),
            name: words("export.name"), redirectURI: words("export.redirect-uri"),
            masked: words("export.masked"), revealed: words("export.revealed"),
            missing: words("export.missing"), fill: FillWords { words("fill." + $0.rawValue) })
    }
}
