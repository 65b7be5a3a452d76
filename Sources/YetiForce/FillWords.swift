/// The sentences of the script that fills in the form, in one language.

/// What the script explains to its reader, and what it says when it runs.
package enum FillWord: String, CaseIterable, Sendable {
    // Comments: what it is, how to use it, and why each part stands there.
    case purpose, use, pasting, masked, revealed
    case address, fields, sentences, stops, finds, application, secret, events, looks

    // Said in the console: why it stopped …
    case elsewhere
    case otherPage = "other-page"
    case noFields = "no-fields"

    // … or what became of each field …
    case result, filled, withheld, absent, ambiguous, locked
    case noOption = "no-option"
    case sameOption = "same-option"
    case changed

    // … and of all of them.
    case complete, incomplete

    /// What stands in the script, by the names that it has there.
    static var said: [FillWord] {
        [
            .elsewhere, .otherPage, .noFields, .result, .filled, .withheld, .absent, .ambiguous,
            .locked, .noOption, .sameOption, .changed, .complete, .incomplete,
        ]
    }
}

/// A text for each `FillWord`.
///
/// `elsewhere` has places for `{found}` and `{expected}`, `otherPage` for `{address}`, `complete`
/// for `{all}`, `incomplete` for `{filled}`, `{all}` and `{left}`: the script fills them.
package struct FillWords: Sendable {
    private let texts: [FillWord: String]

    package init(_ text: (FillWord) -> String) {
        texts = Dictionary(uniqueKeysWithValues: FillWord.allCases.map { ($0, text($0)) })
    }

    subscript(word: FillWord) -> String { texts[word] ?? "" }
}
