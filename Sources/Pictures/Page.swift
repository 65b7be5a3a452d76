/// The elements of a page, laid out one below the other or side by side.
internal import Guides

/// What a page holds, with everything drawn so far.
struct Page {
    /// Between two elements.
    private static let gap = 12

    /// A field is not wider than this, so that it looks like one.
    private static let fieldWidth = 372

    let words: PictureWords
    private(set) var canvas = Canvas()
    private var isEmpty = true

    init(words: PictureWords) { self.words = words }

    /// Draws elements below each other and returns how high they are together.
    mutating func column(_ elements: [Picture.Element], x: Int, y: Int, width: Int) -> Int {
        var height = 0
        for element in elements {
            if height > 0 { height += Page.gap }
            height += draw(element, x: x, y: y + height, width: width).height
        }
        return height
    }

    struct Size {
        /// Without the callout.
        var width: Int
        var height: Int
        /// Where a callout points, below the element's top.
        var middle: Int
    }

    /// Draws an element with its callout.
    mutating func draw(_ element: Picture.Element, x: Int, y: Int, width: Int) -> Size {
        // A part is cut off from what stands above it, along the whole page.
        if case .part = element.kind, !isEmpty { rule(x: x, y: y + 3, width: width) }
        defer { isEmpty = false }
        let number = element.task.flatMap(words.number)
        let room = number == nil ? width : width - Canvas.calloutWidth
        let size = draw(element.kind, x: x, y: y, width: room)
        if let number { canvas.callout(number, x: x + size.width, y: y + size.middle) }
        return size
    }

    private mutating func draw(_ kind: Picture.Kind, x: Int, y: Int, width: Int) -> Size {
        switch kind {
        case .heading(let text):
            return draw(words(text), .heading, .heading, pitch: 24, x: x, y: y, width: width)
        case .part(let text):
            let above = isEmpty ? 0 : 12
            let size = draw(
                words(text), .part, .part, pitch: 19, x: x, y: y + above, width: width)
            return Size(
                width: size.width, height: size.height + above, middle: size.middle + above)
        case .path(let texts):
            let joined = texts.map { words($0) }.joined(separator: " › ")
            return draw(joined, .small, .small, pitch: 16, x: x, y: y, width: width)
        case .text(let text, let isCode):
            return isCode
                ? draw(words(text), .code, .code, pitch: 17, x: x, y: y, width: width)
                : draw(words(text), .text, .text, pitch: 18, x: x, y: y, width: width)
        case .field(let field): return draw(field, x: x, y: y, width: width)
        case .box(let text, let isTicked):
            canvas.rectangle(.input, x: x, y: y + 1, width: 15, height: 15, radius: 2)
            if isTicked { canvas.path(.check, "M\(x + 3) \(y + 9)l3 4 6-8") }
            return beside(words(text), x: x, y: y, width: width)
        case .radio(let text, let isChosen):
            canvas.circle(.input, x: x + 8, y: y + 9, radius: 7)
            if isChosen { canvas.circle(.mainButton, x: x + 8, y: y + 9, radius: 4) }
            return beside(words(text), x: x, y: y, width: width)
        case .button(let text, let importance):
            return draw(words(text), importance, x: x, y: y)
        case .row(let elements): return draw(elements, x: x, y: y, width: width)
        case .table(let head, let rows):
            return draw(head: head, rows, x: x, y: y, width: width)
        case .dialog(let title, let body):
            return draw(title, body, x: x, y: y, width: width)
        case .sign(let letter, let isGood):
            canvas.circle(isGood ? .good : .bad, x: x + 12, y: y + 15, radius: 11)
            canvas.text(letter, .signText, x: x + 12, y: y + 19, isCentred: true)
            return Size(width: 24, height: Page.fieldHeight, middle: 15)
        }
    }

    mutating func rule(x: Int, y: Int, width: Int) { canvas.path(.line, "M\(x) \(y)h\(width)") }

    // MARK: Texts and boxes

    private mutating func draw(
        _ text: String, _ measure: TextMeasure, _ style: Style, pitch: Int, x: Int, y: Int,
        width: Int
    ) -> Size {
        let lines = measure.lines(text, width: width)
        canvas.lines(lines, style, x: x, y: y + pitch * 3 / 4, pitch: pitch)
        let widest = lines.map { measure.width(of: $0) }.max() ?? 0
        return Size(width: widest, height: pitch * lines.count, middle: pitch * lines.count / 2)
    }

    /// The words behind a box or a circle.
    private mutating func beside(_ text: String, x: Int, y: Int, width: Int) -> Size {
        var size = draw(text, .text, .text, pitch: 18, x: x + 24, y: y, width: width - 24)
        size.width += 24
        return size
    }

    // MARK: Fields and buttons

    private static let fieldHeight = 30

    private mutating func draw(_ field: Picture.Field, x: Int, y: Int, width: Int) -> Size {
        let button = field.button.map { words($0) }
        let extra = button.map { Page.buttonWidth($0) + 8 } ?? 0
        let box = min(Page.fieldWidth, width - extra)
        let labels = TextMeasure.small.lines(words(field.label), width: max(box, width - extra))
        canvas.lines(labels, .small, x: x, y: y + 12, pitch: 15)
        let top = y + 15 * labels.count + 4
        canvas.rectangle(
            .input, x: x, y: top, width: box, height: Page.fieldHeight, radius: 4)
        if field.isList {
            canvas.path(.line, "M\(x + box - 20) \(top + 12)l5 6 5-6")
        }
        let room = box - (field.isList ? 36 : 20)
        if field.isHidden {
            canvas.text(String(repeating: "•", count: 10), .text, x: x + 10, y: top + 20)
        } else if let value = field.value {
            let isLabel = if case .label = value { true } else { false }
            let measure: TextMeasure = isLabel ? .text : .code
            canvas.text(
                measure.cut(words(value), width: room), isLabel ? .text : .code, x: x + 10,
                y: top + 20)
        }
        if let button { _ = draw(button, .plain, x: x + box + 8, y: top) }
        return Size(
            width: box + extra, height: 15 * labels.count + 4 + Page.fieldHeight,
            middle: 15 * labels.count + 4 + Page.fieldHeight / 2)
    }

    static func buttonWidth(_ text: String) -> Int { TextMeasure.strong.width(of: text) + 28 }

    private mutating func draw(
        _ text: String, _ importance: Picture.Importance, x: Int, y: Int
    ) -> Size {
        let width = Page.buttonWidth(text)
        let (shape, letters): (Style, Style) =
            switch importance {
            case .plain: (.button, .strong)
            case .main: (.mainButton, .mainText)
            case .off: (.offButton, .offText)
            }
        canvas.rectangle(shape, x: x, y: y, width: width, height: Page.fieldHeight, radius: 4)
        canvas.text(text, letters, x: x + width / 2, y: y + 20, isCentred: true)
        return Size(width: width, height: Page.fieldHeight, middle: Page.fieldHeight / 2)
    }

    // MARK: Elements in each other

    /// Side by side; what has no room left begins a new line.
    private mutating func draw(
        _ elements: [Picture.Element], x: Int, y: Int, width: Int
    ) -> Size {
        var (left, top, height, widest) = (0, 0, 0, 0)
        for element in elements {
            // Drawn on a sheet of its own first, to know how wide it is.
            var trial = Page(words: words)
            let needed = trial.draw(element, x: 0, y: 0, width: width).width
            if left > 0, left + needed > width {
                top += height + Page.gap
                (left, height) = (0, 0)
            }
            let size = draw(element, x: x + left, y: y + top, width: width - left)
            height = max(height, size.height)
            left += size.width
            widest = max(widest, left)
            left += Page.gap + (element.task == nil ? 0 : Canvas.calloutWidth)
        }
        return Size(width: widest, height: top + height, middle: top + height / 2)
    }

    private mutating func draw(
        _ title: PictureText, _ body: [Picture.Element], x: Int, y: Int, width: Int
    ) -> Size {
        var inner = Page(words: words)
        let heading = Picture.Element(kind: .heading(title), task: nil)
        let height = inner.column([heading] + body, x: x + 20, y: y + 18, width: width - 44) + 36
        canvas.rectangle(
            .shadow, x: x + 4, y: y + 5, width: width - 4, height: height, radius: 6)
        canvas.rectangle(.window, x: x, y: y, width: width - 4, height: height, radius: 6)
        canvas.append(inner.canvas)
        return Size(width: width, height: height + 5, middle: height / 2)
    }
}
