/// One line of output: pieces of text with a look, and values that stay in secret memory.
internal import Platform
internal import Secrecy

/// A piece of a line that is never broken.
struct Piece {
    /// Words, or a value that is written from where it lies.
    enum Content {
        case text(String)
        case secret(Secret)
    }

    let content: Content
    var look = Look.plain
    var link: String?

    init(_ text: String, _ look: Look = .plain, link: String? = nil) {
        content = .text(Visible.text(text))
        self.look = look
        self.link = link.map(Visible.address)
    }

    init(_ secret: Secret, _ look: Look) {
        content = .secret(secret)
        self.look = look
    }

    /// The columns that the piece takes; a value's characters are taken for narrow ones.
    var width: Int {
        switch content {
        case .text(let text): Terminal.width(of: text)
        case .secret(let secret):
            (0..<secret.count).reduce(0) { $0 + (secret[$1] & 0xC0 == 0x80 ? 0 : 1) }
        }
    }
}

extension Piece {
    /// The control sequences in front of the piece and behind it; each begins and ends in a line.
    fileprivate func sequences(_ style: Style) -> (before: String, behind: String) {
        var (before, behind) = ("", "")
        let parameters = style.hasColour ? look.parameters : ""
        if !parameters.isEmpty {
            before = "\u{1B}[" + parameters + "m"
            behind = "\u{1B}[0m"
        }
        if style.hasLinks, let link {
            before += "\u{1B}]8;;" + link + "\u{1B}\\"
            behind = "\u{1B}]8;;\u{1B}\\" + behind
        }
        return (before, behind)
    }
}

/// Pieces that stand beside each other.
struct Line {
    var pieces: [Piece] = []

    init(_ pieces: [Piece] = []) { self.pieces = pieces }

    init(_ text: String, _ look: Look = .plain) { pieces = [Piece(text, look)] }

    var width: Int { pieces.reduce(0) { $0 + $1.width } }

    /// The words alone; a value in secret memory stays there.
    var plainText: String {
        pieces.map { piece in
            guard case .text(let text) = piece.content else { return "" }
            return text
        }.joined()
    }

    /// The bytes for the terminal, line feed included, in secret memory.
    func encoded(_ style: Style) -> Secret {
        var bytes = SecretBuilder(capacity: 256)
        for piece in pieces {
            let (before, behind) = piece.sequences(style)
            bytes.append(before)
            switch piece.content {
            case .text(let text): bytes.append(text)
            case .secret(let secret): Visible.append(secret, to: &bytes)
            }
            bytes.append(behind)
        }
        bytes.append(UInt8(ascii: "\n"))
        return Secret(bytes.finish())
    }

    /// The same in ordinary memory; nil when a piece is a value.
    func encodedWithoutSecrets(_ style: Style) -> String? {
        var line = ""
        for piece in pieces {
            guard case .text(let text) = piece.content else { return nil }
            let (before, behind) = piece.sequences(style)
            line += before + text + behind
        }
        return line + "\n"
    }
}

/// Text that cannot steer a terminal.
enum Visible {
    /// Control characters and marks that turn the direction of writing become U+FFFD.
    ///
    /// Guides and values come from other people: none of their bytes may move a cursor, set a
    /// title or show a text in another order than it is stored.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { clean.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
        return String(clean)
    }

    /// The same for several lines of our own making: their line feeds stay.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { self.text(String($0)) }.joined(separator: "\n")
    }

    /// An address with everything but the characters of RFC 3986 percent-encoded.
    static func address(_ text: String) -> String {
        let allowed = Array("-._~:/?#[]@!$&'()*+,;=%".utf8)
        return text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || allowed.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    /// A value's bytes, those that could steer a terminal replaced, without leaving secret memory.
    static func append(_ value: Secret, to bytes: inout SecretBuilder) {
        var index = 0
        while index < value.count {
            let first = value[index]
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let end = min(index + length, value.count)
            var scalar = UInt32(length == 1 ? first : first & (0xFF >> UInt8(length + 1)))
            for next in (index + 1)..<max(end, index + 1) {
                scalar = scalar << 6 | UInt32(value[next] & 0x3F)
            }
            if let known = UnicodeScalar(scalar), !isHarmful(known) {
                bytes.append(value[index..<end])
            } else {
                bytes.append("\u{FFFD}")
            }
            index = end
        }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
