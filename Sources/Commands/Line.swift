/// One line of output: pieces of text with a look, and values that stay in secret memory.
internal import Phrases
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
