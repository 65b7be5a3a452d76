/// The anchors of all headings of a text, by the heading's place.
internal import CommonMark

/// In the order of the text, which is that of their places.
///
/// No dictionary: to find out how to hash a place takes longer than to look at some headings.
struct Anchors {
    private var headings: [(place: SourcePosition, name: String)] = []

    init(_ document: Document) {
        var slugs = Slugs()
        visit(document.blocks, &slugs)
    }

    var names: [String] { headings.map(\.name) }

    /// The anchor of the heading at `place`; nil where none stands.
    subscript(place: SourcePosition) -> String? {
        var (low, high) = (0, headings.count)
        while low < high {
            let middle = (low + high) / 2
            if Anchors.isBefore(headings[middle].place, place) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < headings.count, headings[low].place == place else { return nil }
        return headings[low].name
    }

    private mutating func visit(_ blocks: [Block], _ slugs: inout Slugs) {
        for block in blocks {
            switch block.kind {
            case .heading(_, let title): headings.append((block.position, slugs.slug(of: title)))
            case .quote(let inner): visit(inner, &slugs)
            case .list(let list): for item in list.items { visit(item.blocks, &slugs) }
            default: break
            }
        }
    }

    private static func isBefore(_ one: SourcePosition, _ other: SourcePosition) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}
