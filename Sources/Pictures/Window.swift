/// The frame of a drawing: a browser's window with its bars, the menu and the page.
internal import Guides

/// Draws one picture from the outside in.
struct Window {
    private static let width = 680
    private static let margin = 6
    private static let padding = 20
    private static let menuWidth = 178

    private let picture: Picture
    private let words: PictureWords
    private var canvas = Canvas()

    init(picture: Picture, words: PictureWords) {
        (self.picture, self.words) = (picture, words)
    }

    /// The whole file.
    mutating func file() -> String {
        let left = Window.margin
        let inner = Window.width - 2 * Window.margin
        var top = Window.margin
        if let address = picture.address { top += addressBar(words(address), y: top) }
        if let project = picture.project { top += projectBar(project, y: top) }
        let menuEnd = picture.menu.map { menu($0, y: top) } ?? top
        var x = left + Window.padding
        if let menu = picture.menu {
            x = left + Window.menuWidth + Window.padding
            if menu.task != nil { x += Canvas.calloutWidth - Window.padding + 4 }
        }
        let room = left + inner - x - Window.padding
        var page = Page(words: words)
        let length = page.column(
            picture.body, x: x, y: top + Window.padding, width: room)
        let bottom = max(menuEnd, top + length + 2 * Window.padding)
        if picture.menu != nil {
            canvas.path(.line, "M\(left + Window.menuWidth) \(top)V\(bottom)")
        }
        var drawn = Canvas()
        let height = bottom - Window.margin
        drawn.rectangle(
            .window, x: left, y: Window.margin, width: inner, height: height, radius: 6)
        drawn.append(canvas)
        drawn.append(page.canvas)
        // The bars lie on the window's edge.
        drawn.rectangle(
            .line, x: left, y: Window.margin, width: inner, height: height, radius: 6)
        return whole(drawn, height: bottom + Window.margin)
    }

    private func whole(_ drawn: Canvas, height: Int) -> String {
        var title = Canvas()
        title.title(words.description)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Window.width)" height="\(height)" \
            viewBox="0 0 \(Window.width) \(height)" role="img" lang="\(words.language)">
            \(title.markup)<style>\(Style.sheet)</style>
            \(drawn.markup)</svg>

            """
    }

    private mutating func addressBar(_ address: String, y: Int) -> Int {
        let left = Window.margin
        let width = Window.width - 2 * Window.margin
        canvas.path(
            .bar, "M\(left) \(y + 36)v-30q0-6 6-6h\(width - 12)q6 0 6 6v30z")
        for index in 0..<3 { canvas.circle(.line, x: left + 16 + index * 14, y: y + 18, radius: 4) }
        canvas.rectangle(
            .input, x: left + 62, y: y + 7, width: width - 74, height: 22, radius: 11)
        let shown = TextMeasure.code.cut(address, width: width - 100)
        canvas.text(shown, .code, x: left + 76, y: y + 22)
        return 36
    }

    /// The bar of Google's console that names the project.
    private mutating func projectBar(_ project: Picture.Element, y: Int) -> Int {
        guard case .text(let name, _) = project.kind else { return 0 }
        let left = Window.margin
        let width = Window.width - 2 * Window.margin
        let shown = words(name)
        let length = TextMeasure.text.width(of: shown) + 40
        canvas.rectangle(
            .button, x: left + Window.padding, y: y + 8, width: length, height: 24, radius: 4)
        canvas.text(shown, .text, x: left + Window.padding + 12, y: y + 25)
        let end = left + Window.padding + length
        canvas.path(.line, "M\(end - 19) \(y + 18)l4 4 4-4")
        if let number = project.task.flatMap(words.number) {
            canvas.callout(number, x: end, y: y + 20)
        }
        canvas.path(.line, "M\(left) \(y + 40)h\(width)")
        return 40
    }

    /// Returns where the menu ends.
    private mutating func menu(_ menu: Picture.Menu, y: Int) -> Int {
        let left = Window.margin
        let room = Window.menuWidth - 32
        var y = y + 14
        for line in TextMeasure.strong.lines(words(menu.title), width: room) {
            canvas.text(line, .strong, x: left + 16, y: y + 13)
            y += 17
        }
        y += 8
        for item in menu.items {
            let isMarked = item == menu.marked
            let measure: TextMeasure = isMarked ? .strong : .text
            let lines = measure.lines(words(item), width: room)
            let height = 12 + 17 * lines.count
            if isMarked {
                canvas.rectangle(
                    .marked, x: left + 6, y: y, width: Window.menuWidth - 12, height: height,
                    radius: 4)
                if let number = menu.task.flatMap(words.number) {
                    canvas.callout(number, x: left + Window.menuWidth - 4, y: y + height / 2)
                }
            }
            canvas.lines(
                lines, isMarked ? .strong : .text, x: left + 16, y: y + 19, pitch: 17)
            y += height + 2
        }
        return y + 14
    }
}
