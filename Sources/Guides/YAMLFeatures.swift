/// What of YAML is refused before it is parsed: anchors, aliases, tags and block scalars.
///
/// A few aliases of aliases stand for more values than there is memory, and the parser compares
/// all of them to find double keys. No manifest needs them.

struct YAMLFeatures {
    /// What the signs belong to.
    private enum Region {
        case plain
        case single
        case double
        case comment
    }

    private var region = Region.plain
    private var place = Place(line: 1, column: 0)
    private var previous: Unicode.Scalar = "\n"

    /// Whether a value can begin at the next sign that is no space.
    private var atStart = true

    /// The first sign of a feature that is not part of the format, and its place.
    static func first(in text: String) -> (sign: String, place: Place)? {
        var scan = YAMLFeatures()
        for scalar in text.unicodeScalars where scan.isFeature(scalar) {
            return (String(scalar), scan.place)
        }
        return nil
    }

    private mutating func isFeature(_ scalar: Unicode.Scalar) -> Bool {
        let before = previous
        previous = scalar
        place.column += 1
        if scalar == "\n" {
            place = Place(line: place.line + 1, column: 0)
            if region == .comment { region = .plain }
            if region == .plain { atStart = true }
            return false
        }
        switch region {
        case .comment: break
        case .single:
            if scalar == "'" { region = .plain }
        case .double:
            // A backslash behind a backslash escapes nothing.
            if scalar == "\"", before != "\\" { region = .plain }
            if scalar == "\\", before == "\\" { previous = "\n" }
        case .plain: return isFeatureInPlain(scalar, after: before)
        }
        return false
    }

    private mutating func isFeatureInPlain(
        _ scalar: Unicode.Scalar, after before: Unicode.Scalar
    ) -> Bool {
        let isAfterSpace = before == " " || before == "\n" || before == "\t"
        switch scalar {
        case "#" where isAfterSpace: region = .comment
        case "'" where atStart || before == "'": (region, atStart) = (.single, false)
        case "\"" where atStart: (region, atStart) = (.double, false)
        case "&", "*", "!", "|", ">": return atStart
        case ":", ",", "[", "{": atStart = true
        case "-", "?": atStart = atStart || isAfterSpace
        case " ", "\t", "\r": break
        default: atStart = false
        }
        return false
    }
}
