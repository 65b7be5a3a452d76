/// Running text broken into lines.
internal import Platform

/// Words with looks, wrapped to a width.
///
/// Words that stand between blanks are never broken unless they alone are wider than a line.
/// A Polish one-letter word is kept with the next one, as Polish typography demands.
struct TextLayout {
    private struct Word {
        var pieces: [Piece] = []
        var width = 0
        /// Whether a blank stands before it.
        var isSpaced = false
        /// Whether a line has to begin with it.
        var startsLine = false
        /// Whether it must not begin a line.
        var isGlued = false
    }

    private var words: [Word] = []
    private var spaced = false
    private var startsLine = false
    private let isPolish: Bool

    init(language: String) { isPolish = language == "pl" }

    /// Appends text whose blanks are places to break.
    mutating func append(_ text: String, _ look: Look = .plain, link: String? = nil) {
        var start = text.startIndex
        while start < text.endIndex {
            if isBlank(text[start]) {
                spaced = true
                start = text.index(after: start)
                continue
            }
            let end = text[start...].firstIndex(where: isBlank) ?? text.endIndex
            append(Piece(String(text[start..<end]), look, link: link))
            start = end
        }
    }

    /// Appends something that is kept in one piece, blanks and all.
    mutating func append(_ piece: Piece) {
        if words.isEmpty || spaced || startsLine {
            let isGlued = isPolish && spaced && words.last.map(isOneLetter) ?? false
            words.append(
                Word(isSpaced: spaced && !words.isEmpty, startsLine: startsLine, isGlued: isGlued))
        }
        words[words.count - 1].pieces.append(piece)
        words[words.count - 1].width += piece.width
        spaced = false
        startsLine = false
    }

    /// Ends the line here.
    mutating func breakLine() {
        startsLine = true
        spaced = false
    }

    private func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\n" || character == "\t"
    }

    private func isOneLetter(_ word: Word) -> Bool {
        guard word.pieces.count == 1, case .text(let text) = word.pieces[0].content else {
            return false
        }
        return text.count == 1 && "aiouwzAIOUWZ".contains(text)
    }

    /// The lines, each at most `width` columns wide where words allow it.
    func lines(width: Int) -> [Line] {
        var lines: [Line] = []
        var line = Line()
        var used = 0
        var index = 0
        while index < words.count {
            var end = index + 1
            while end < words.count, words[end].isGlued { end += 1 }
            let group = words[index..<end]
            let needed = group.reduce(0) { $0 + $1.width } + group.count - 1
            let blank = words[index].isSpaced && used > 0 ? 1 : 0
            if words[index].startsLine || (used > 0 && used + blank + needed > width && blank > 0) {
                lines.append(line)
                line = Line()
                used = 0
            }
            for word in group {
                if word.isSpaced, used > 0 {
                    line.pieces.append(Piece(" ", joined(line, word)))
                    used += 1
                }
                for piece in split(word, width: width, used: &used, &line, &lines) {
                    line.pieces.append(piece)
                }
            }
            index = end
        }
        if !line.pieces.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// A blank between two words of one look carries it, so that underlines do not break.
    private func joined(_ line: Line, _ word: Word) -> Look {
        guard let before = line.pieces.last?.look, before == word.pieces.first?.look else {
            return .plain
        }
        return before
    }

    /// The pieces of a word for this line; a word wider than a line is cut between characters.
    private func split(
        _ word: Word, width: Int, used: inout Int, _ line: inout Line, _ lines: inout [Line]
    ) -> [Piece] {
        guard used + word.width > width else {
            used += word.width
            return word.pieces
        }
        var pending: [Piece] = []
        for piece in word.pieces {
            guard case .text(let text) = piece.content else {
                pending.append(piece)
                used += piece.width
                continue
            }
            var part = ""
            for character in text {
                let columns = Terminal.width(of: character)
                if used + columns > width, used > 0 {
                    if !part.isEmpty { pending.append(Piece(part, piece.look, link: piece.link)) }
                    lines.append(Line(line.pieces + pending))
                    line = Line()
                    (pending, part, used) = ([], "", 0)
                }
                part.append(character)
                used += columns
            }
            if !part.isEmpty { pending.append(Piece(part, piece.look, link: piece.link)) }
        }
        return pending
    }
}
