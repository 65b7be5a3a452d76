/// What a profile may be called: its name is a file name that everybody sees.
internal import Foundation

/// A profile's name: NFC, 1 to 64 letters, digits, spaces, `.`, `_`, `-`.
package enum ProfileName {
    /// Why a name is refused.
    package enum Fault: Equatable, Sendable {
        case empty
        case tooLong
        case character(Unicode.Scalar)
        /// A dot or a space at either end, or `-` in front: a trap for other programs.
        case edge
    }

    /// The name that is used when nobody names one.
    package static let usual = "default"

    /// The longest name, in characters.
    package static let longest = 64

    /// The name in NFC; throws a `Fault.badProfileName` with what is wrong.
    package static func checked(_ text: String) throws(Workspace.Fault) -> String {
        // What is ASCII is in NFC, and Foundation takes its time to begin.
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let name = isASCII ? text : text.precomposedStringWithCanonicalMapping
        guard !name.isEmpty else { throw .badProfileName(text, .empty) }
        guard name.count <= longest, name.utf8.count <= 200 else {
            throw .badProfileName(text, .tooLong)
        }
        for scalar in name.unicodeScalars where !isAllowed(scalar) {
            throw .badProfileName(text, .character(scalar))
        }
        let edges: [Character] = [".", " "]
        if let first = name.first, let last = name.last,
            edges.contains(first) || edges.contains(last) || first == "-"
        {
            throw .badProfileName(text, .edge)
        }
        return name
    }

    /// Whether this is a name just as it is written.
    ///
    /// Byte by byte: for Swift a name is equal to itself in another form, and no file has that.
    static func isOne(_ text: String) -> Bool {
        (try? checked(text)).map { $0.utf8.elementsEqual(text.utf8) } ?? false
    }

    /// As a Polish reader looks names up: case aside, `ą` behind `a`, `ź` and `ż` at the end.
    package static func sorted(_ names: [String]) -> [String] {
        let polish = Locale(identifier: "pl")
        return names.sorted {
            $0.compare($1, options: .caseInsensitive, locale: polish) == .orderedAscending
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if " ._-".unicodeScalars.contains(scalar) { return true }
        // Nobody sees these: two names would look the same.
        if scalar.properties.isDefaultIgnorableCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .nonspacingMark:
            return true
        default: return false
        }
    }
}
