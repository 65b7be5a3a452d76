/// A file's bytes as text, and what no file of a guide may hold.

enum FileText {
    /// The longest manifest; texts have the same limit, which `CommonMark` watches.
    static let limit = 1 << 20

    /// The file as text; nil, with a problem, when it is not UTF-8.
    static func read(_ file: SourceFile, into problems: inout ProblemList) -> String? {
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            problems.add(.notUTF8, at: firstFault(in: file.bytes))
            return nil
        }
        scan(text, into: &problems)
        return text
    }

    private static func firstFault(in bytes: [UInt8]) -> Place {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var place = Place()
        while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            place.advance(over: Unicode.UTF8.decode(encoded))
        }
        return place
    }

    /// Looks for characters that nobody sees and for text that looks like a secret.
    private static func scan(_ text: String, into problems: inout ProblemList) {
        var place = Place()
        var secrets = SecretLikeText()
        for scalar in text.unicodeScalars {
            if isInvisible(scalar) {
                problems.add(.invisibleCharacter, at: place, name(of: scalar))
            }
            if let found = secrets.feed(scalar, at: place) {
                problems.add(.secretLikeText, at: found.place, found.kind)
            }
            place.advance(over: scalar)
        }
    }

    /// Controls, which would reach the terminal, and marks of width zero, which hide in a name.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        // A zero byte is `CommonMark`'s to refuse, with its own code.
        case 0x00: false
        case 0x01...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Place {
    mutating func advance(over scalar: Unicode.Scalar) {
        if scalar == "\n" {
            self = Place(line: line + 1, column: 1)
        } else {
            column += 1
        }
    }
}

/// Finds what Google's client secrets and access tokens begin with, and enough behind it.
///
/// Placeholders such as `GOCSPX-EXAMPLE` are too short to be meant.
private struct SecretLikeText {
    private static let forms: [(kind: String, start: [Unicode.Scalar], least: Int)] = [
        ("client-secret", Array("GOCSPX-".unicodeScalars), 28),
        ("access-token", Array("ya29.".unicodeScalars), 10),
    ]

    private var candidates: [(form: Int, length: Int, place: Place)] = []

    /// Takes the next character; answers once for each secret, when it is long enough.
    mutating func feed(
        _ scalar: Unicode.Scalar, at place: Place
    ) -> (kind: String, place: Place)? {
        for index in SecretLikeText.forms.indices
        where SecretLikeText.forms[index].start[0] == scalar {
            candidates.append((index, 0, place))
        }
        var found: (kind: String, place: Place)?
        candidates = candidates.compactMap { candidate in
            let form = SecretLikeText.forms[candidate.form]
            let isPart =
                candidate.length < form.start.count
                ? form.start[candidate.length] == scalar : isTokenSign(scalar)
            guard isPart else { return nil }
            guard candidate.length + 1 == form.start.count + form.least else {
                return (candidate.form, candidate.length + 1, candidate.place)
            }
            found = (form.kind, candidate.place)
            return nil
        }
        return found
    }

    private func isTokenSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
