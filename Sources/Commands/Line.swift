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
        self.link = link
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
            let parameters = style.hasColour ? piece.look.parameters : ""
            if !parameters.isEmpty { bytes.append("\u{1B}[" + parameters + "m") }
            let link = style.hasLinks ? piece.link : nil
            if let link { bytes.append("\u{1B}]8;;" + link + "\u{1B}\\") }
            switch piece.content {
            case .text(let text): bytes.append(text)
            case .secret(let secret): bytes.append(secret)
            }
            if link != nil { bytes.append("\u{1B}]8;;\u{1B}\\") }
            if !parameters.isEmpty { bytes.append("\u{1B}[0m") }
        }
        bytes.append(UInt8(ascii: "\n"))
        return Secret(bytes.finish())
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

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
