/// Anchors of headings, as GitHub makes them.

/// Gives out anchors in the order of the headings; a repeated one gets a number.
package struct Slugs {
    /// The last number that was given to a word.
    private var taken: [String: Int] = [:]

    package init() {}

    /// The anchor of the next heading, without its `#`.
    package mutating func slug(of title: [Inline]) -> String {
        let word = Slugs.word(for: title.plainText)
        var slug = word
        // Also skips a number that some other heading has spelt out itself.
        while taken[slug] != nil {
            taken[word, default: 0] += 1
            slug = "\(word)-\(taken[word, default: 0])"
        }
        taken[slug] = 0
        return slug
    }

    /// Lower case; letters, digits, `-` and `_` stay, spaces become hyphens, the rest goes.
    package static func word(for title: String) -> String {
        var word = ""
        for scalar in title.lowercased().unicodeScalars {
            // A look into Unicode's tables is dear, and most letters need none.
            switch scalar {
            case "a"..."z", "0"..."9", "-", "_":
                word.unicodeScalars.append(scalar)
                continue
            case " ":
                word += "-"
                continue
            case _ where scalar.isASCII: continue
            default: break
            }
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark,
                .enclosingMark, .connectorPunctuation:
                word.unicodeScalars.append(scalar)
            default: break
            }
        }
        return word
    }
}
