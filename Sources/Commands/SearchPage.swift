/// What a search found, as lines, and the choice between several.
internal import CommonMark
internal import Guides
internal import Words
internal import Workspace

/// Searches the guide of a desk; it has to be loaded as a whole, or only one language is found.
struct SearchPage {
    let desk: Desk

    private var face: Face { desk.face }
    private var words: Words { face.words }
    private var guide: Guide { desk.session.guide }

    func hits(_ query: String) -> [GuideSearch.Hit] {
        GuideSearch(guide, language: words.language).find(query)
    }

    /// Each hit: where it leads, its title, and what was found where that is something else.
    func lines(_ hits: [GuideSearch.Hit], numbered: Bool = false) -> [Line] {
        let width = face.style.width
        let indent = numbered ? "     " : "    "
        return hits.enumerated().flatMap { index, hit -> [Line] in
            let title = title(of: hit)
            var head = TextLayout(language: words.language)
            if !numbered {
                head.append(Piece(hit.target, .strong))
                head.append(Piece("  "))
            }
            head.append(title)
            if numbered {
                head.append(" ")
                head.append(Piece("[" + hit.target + "]", .faint))
            }
            var found = TextLayout(language: words.language)
            found.append(hit.excerpt, .faint)
            let number = "\(index + 1)"
            let space = String(repeating: " ", count: max(0, 3 - number.count))
            let first = numbered ? space + number + "  " : ""
            let excerpt = hit.excerpt == title ? [] : found.lines(width: width - indent.count)
            return head.lines(width: width - indent.count).enumerated().map { row, line in
                Line([Piece(row == 0 ? first : indent)] + line.pieces)
            } + excerpt.map { Line([Piece(indent)] + $0.pieces) }
        }
    }

    private func title(of hit: GuideSearch.Hit) -> String {
        let text = (guide.texts[words.language] ?? guide.texts[guide.source])?.step(hit.step)
        let symptom = hit.symptom.flatMap { id in text?.symptoms.first { $0.id == id } }
        return (symptom?.title ?? text?.title ?? []).plainText
    }

    /// The one hit, or the one that a person chooses; nil when there is none, or none is wanted.
    func choose(_ query: String) throws(Fault) -> GuideSearch.Hit? {
        guard !query.isEmpty else {
            face.note(words("search.how"))
            return nil
        }
        let hits = hits(query)
        guard hits.count != 1 else { return hits[0] }
        guard !hits.isEmpty else {
            face.note(words("search.none", ["query": query]))
            return nil
        }
        face.print(lines(hits, numbered: true))
        let answer = try desk.questions.text(words("search.ask") + " ")
        guard !answer.isEmpty else { return nil }
        guard let number = Int(answer), hits.indices.contains(number - 1) else {
            face.note(words("ask.not-among", ["count": "\(hits.count)"]))
            return nil
        }
        return hits[number - 1]
    }
}
