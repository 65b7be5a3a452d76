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
        scan(file.bytes, into: &problems)
        return text
    }

    private static func firstFault(in bytes: [UInt8]) -> Place {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var place = Place()
        while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            let isLineEnd = encoded.first == 0x0A
            place = Place(
                line: place.line + (isLineEnd ? 1 : 0), column: isLineEnd ? 1 : place.column + 1)
        }
        return place
    }

    /// Looks for characters that nobody sees and for text that looks like a secret.
    ///
    /// Goes over bytes, which are UTF-8: every start of Krok reads every guide.
    private static func scan(_ bytes: [UInt8], into problems: inout ProblemList) {
        var place = Place(line: 1, column: 0)
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte & 0xC0 != 0x80 else { continue }
            place.column += 1
            switch byte {
            case 0x0A: place = Place(line: place.line + 1, column: 0)
            case UInt8(ascii: "G"), UInt8(ascii: "y"):
                if let kind = SecretLikeText.kind(at: index, in: bytes) {
                    problems.add(.secretLikeText, at: place, kind)
                }
            case 0x20..<0x7F: break
            default:
                let scalar = self.scalar(at: index, in: bytes)
                if isInvisible(scalar) {
                    problems.add(.invisibleCharacter, at: place, name(of: scalar))
                }
            }
        }
    }

    /// The scalar that begins at `index` of valid UTF-8.
    private static func scalar(at index: Int, in bytes: [UInt8]) -> UInt32 {
        let lead = UInt32(bytes[index])
        let (following, bits): (Int, UInt32) =
            switch lead {
            case 0x00..<0x80: (0, lead)
            case 0x80..<0xE0: (1, lead & 0x1F)
            case 0xE0..<0xF0: (2, lead & 0x0F)
            default: (3, lead & 0x07)
            }
        return bytes[index...].dropFirst().prefix(following).reduce(bits) { scalar, byte in
            scalar << 6 | UInt32(byte & 0x3F)
        }
    }

    /// Controls, which would reach the terminal, and marks of width zero, which hide in a name.
    private static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D: false
        // A zero byte is `CommonMark`'s to refuse, with its own code.
        case 0x00: false
        case 0x01...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func name(of scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Guide {
    /// Whether a text that is to be passed on holds what looks like a real secret.
    package static func looksLikeSecret(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { SecretLikeText.kind(at: $0, in: bytes) != nil }
            || SecretLikeText.holdsKey(bytes)
    }
}

/// Finds what Google's client secrets and access tokens begin with, and enough behind it.
///
/// Placeholders such as `GOCSPX-EXAMPLE` are too short to be meant.
private enum SecretLikeText {
    private static let forms: [(kind: String, start: [UInt8], least: Int)] = [
        ("client-secret", Array("GOCSPX-".utf8), 28), ("access-token", Array("ya29.".utf8), 10),
    ]

    /// What begins at `index`; nil for ordinary text.
    static func kind(at index: Int, in bytes: [UInt8]) -> String? {
        let rest = bytes[index...]
        return forms.first { form in
            guard rest.starts(with: form.start) else { return false }
            let token = rest.dropFirst(form.start.count).prefix(form.least)
            return token.count == form.least && token.allSatisfy(isTokenSign)
        }?.kind
    }

    /// Whether something in a text is made as keys are: long, of capitals, small letters, digits.
    ///
    /// At the end of a path no digit is needed: words in addresses are written in small letters.
    static func holdsKey(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let run = bytes[start...].prefix(while: isTokenSign)
            let isInPath = start > 0 && bytes[start - 1] == UInt8(ascii: "/")
            if run.count >= 24, run.contains(where: { 0x41...0x5A ~= $0 }),
                run.contains(where: { 0x61...0x7A ~= $0 }),
                isInPath || run.contains(where: { 0x30...0x39 ~= $0 })
            {
                return true
            }
            start = run.endIndex + 1
        }
        return false
    }

    private static func isTokenSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
