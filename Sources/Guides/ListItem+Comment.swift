/// What the comment at the end of a list item says, and what the item's first line holds.
internal import CommonMark

extension ListItem {
    /// Removes and returns the first comment that ends a paragraph of the item or follows one.
    mutating func takeComment() -> (comment: Comment, place: Place)? {
        for index in blocks.indices {
            switch blocks[index].kind {
            case .html(let html):
                guard let comment = Comment(html), comment.marker != nil else { continue }
                return (comment, Place(blocks.remove(at: index).position))
            case .paragraph(let inlines):
                guard let end = inlines.lastIndex(where: { !$0.isBlank }),
                    case .html(let html) = inlines[end].kind, let comment = Comment(html),
                    comment.marker != nil
                else { continue }
                blocks[index].kind = .paragraph(Array(inlines[..<end]).withoutTrailingSpace)
                return (comment, Place(inlines[end].position))
            default: continue
            }
        }
        return nil
    }

    /// The running text that the item begins with.
    var firstParagraph: [Inline] {
        for block in blocks {
            if case .paragraph(let inlines) = block.kind { return inlines }
        }
        return []
    }

    /// What stands before the first colon, and what stands behind it.
    var titleAndHint: (title: String, hint: [Inline]) {
        let inlines = firstParagraph
        for (index, inline) in inlines.enumerated() {
            guard case .text(let text) = inline.kind, let colon = text.firstIndex(of: ":") else {
                continue
            }
            let title = inlines[..<index].map(\.self).plainText + String(text[..<colon])
            var hint = Array(inlines[index...])
            hint[0].kind = .text(String(text[text.index(after: colon)...]))
            return (title.trimmed, hint.withoutLeadingSpace)
        }
        return (inlines.plainText.trimmed, [])
    }
}

extension [Inline] {
    var withoutTrailingSpace: [Inline] {
        var inlines = self
        while let last = inlines.last {
            switch last.kind {
            case .softBreak, .lineBreak: inlines.removeLast()
            case .text(let text):
                guard text.isEmpty || text.utf8.last == 0x20 else { return inlines }
                var rest = text[...]
                while rest.last == " " { rest = rest.dropLast() }
                guard rest.isEmpty else {
                    inlines[inlines.count - 1].kind = .text(String(rest))
                    return inlines
                }
                inlines.removeLast()
            default: return inlines
            }
        }
        return inlines
    }

    var withoutLeadingSpace: [Inline] {
        var inlines = self
        while let first = inlines.first {
            switch first.kind {
            case .softBreak, .lineBreak: inlines.removeFirst()
            case .text(let text):
                let rest = text.drop { $0 == " " }
                guard rest.isEmpty else {
                    inlines[0].kind = .text(String(rest))
                    return inlines
                }
                inlines.removeFirst()
            default: return inlines
            }
        }
        return inlines
    }
}

extension Inline {
    /// Whether nothing of it is seen at the end of a line.
    fileprivate var isBlank: Bool {
        switch kind {
        case .softBreak, .lineBreak: true
        case .text(let text): text.utf8.allSatisfy { $0 == 0x20 }
        default: false
        }
    }
}
