/// Shapes and texts as SVG elements; every coordinate is a whole number.
internal import CommonMark

/// What is drawn so far, from the back to the front.
struct Canvas {
    private(set) var markup = ""

    mutating func append(_ other: Canvas) { markup += other.markup }

    mutating func rectangle(
        _ style: Style, x: Int, y: Int, width: Int, height: Int, radius: Int = 0
    ) {
        let corners = radius > 0 ? " rx=\"\(radius)\"" : ""
        markup += "<rect class=\"\(style.rawValue)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\""
        markup += " height=\"\(height)\"\(corners)/>\n"
    }

    mutating func circle(_ style: Style, x: Int, y: Int, radius: Int) {
        markup += "<circle class=\"\(style.rawValue)\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\"/>\n"
    }

    /// Lines in the notation of SVG paths.
    mutating func path(_ style: Style, _ commands: String) {
        markup += "<path class=\"\(style.rawValue)\" d=\"\(commands)\"/>\n"
    }

    /// A line of text; `y` is its base line.
    mutating func text(_ text: String, _ style: Style, x: Int, y: Int, isCentred: Bool = false) {
        let anchor = isCentred ? " text-anchor=\"middle\"" : ""
        markup += "<text class=\"\(style.rawValue)\" x=\"\(x)\" y=\"\(y)\"\(anchor)>"
        markup += HTMLRenderer.escape(text) + "</text>\n"
    }

    /// Lines of text below each other, the first base line at `y`.
    mutating func lines(_ lines: [String], _ style: Style, x: Int, y: Int, pitch: Int) {
        for (index, line) in lines.enumerated() {
            text(line, style, x: x, y: y + index * pitch)
        }
    }

    mutating func title(_ text: String) {
        markup += "<title>" + HTMLRenderer.escape(text) + "</title>\n"
    }

    // MARK: Callouts

    /// How much room a callout takes beside what it points at.
    static let calloutWidth = 44

    /// A number in a circle, with an arrow to the left onto the point given.
    mutating func callout(_ number: Int, x: Int, y: Int) {
        path(.arrow, "M\(x + 24) \(y)H\(x + 7)m5-4l-5 4 5 4")
        circle(.callout, x: x + 33, y: y, radius: 10)
        text("\(number)", .number, x: x + 33, y: y + 4, isCentred: true)
    }
}
