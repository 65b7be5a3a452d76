/// Words of YetiForce's interface in the languages that Krok speaks.

/// A language that an export can be read in.
package enum FormLanguage: String, CaseIterable, Sendable {
    case pl, en
}

/// What the vendor calls one thing, in both languages.
package struct Wording: Equatable, Sendable {
    package let pl: String
    package let en: String

    package init(pl: String, en: String) {
        self.pl = pl
        self.en = en
    }

    /// The same in both languages, as names and protocol words are.
    package init(_ both: String) {
        self.init(pl: both, en: both)
    }

    package subscript(language: FormLanguage) -> String {
        switch language {
        case .pl: pl
        case .en: en
        }
    }
}
