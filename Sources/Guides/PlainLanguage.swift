/// The language of a plain Markdown text, from its path or else from its words.

/// Two letters as in ISO 639; what cannot be told is taken for English.
enum PlainLanguage {
    /// The languages whose codes are believed in a file's or a folder's name.
    private static let codes: Set<String> = [
        "pl", "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "cs", "sk",
        "hu", "ro", "uk", "ru", "tr", "ja", "ko", "zh",
    ]

    /// A file's name without its ending, taken apart: `guide.pl.md`, `guide-pl.md`, `pl.md`.
    ///
    /// Behind a hyphen only the languages that Krok speaks are meant: `do-it.md` is no Italian.
    static func parts(ofFile name: String) -> (stem: String, code: String?) {
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        let last = stem.split { ".-_".contains($0) }.last ?? ""
        let code = last.lowercased()
        guard stem.hasSuffix(last), !last.isEmpty else { return (String(stem), nil) }
        let before = stem.dropLast(last.count)
        let isMeant = before.last == "-" ? code == "pl" || code == "en" : codes.contains(code)
        return isMeant ? (String(before.dropLast()), code) : (String(stem), nil)
    }

    /// The language of the file at `path` with these words.
    ///
    /// Its name says it, else its words where they are Polish, else the nearest folder that is
    /// named by a language.
    static func of(_ path: String, _ text: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        if let code = parts.last.flatMap({ self.parts(ofFile: $0).code }) { return code }
        let share = shareOfPolish(text)
        // Of Polish prose 5 to 7 letters in 100 have such a mark; names alone are far below 1.
        if share > 0.02 { return "pl" }
        let folder = parts.dropLast().reversed().map { $0.lowercased() }.first(
            where: codes.contains)
        // A home folder may be called so as well: Polish without any of its letters is none.
        return folder.flatMap { $0 == "pl" && share == 0 ? nil : $0 } ?? "en"
    }

    /// How many of the letters are those that only Polish has.
    private static func shareOfPolish(_ text: String) -> Double {
        var (letters, polish) = (0, 0)
        for scalar in text.unicodeScalars.prefix(20_000) where scalar.properties.isAlphabetic {
            letters += 1
            if "ąćęłńśźżĄĆĘŁŃŚŹŻ".unicodeScalars.contains(scalar) { polish += 1 }
        }
        return letters == 0 ? 0 : Double(polish) / Double(letters)
    }
}
