/// The guide's text as HTML, with boxes to tick, questions and values in their places.
internal import CommonMark
internal import Guides
internal import Words

/// What a page puts into the guide's text; without it the text stands as it is.
struct GuideHTML {
    let guide: Guide
    let words: Words

    /// A value in code: HTML, or a mark for a value in secret memory; nil when it is not known.
    var value: (String) -> String? = { _ in nil }

    /// The title of an input, for naming the button that copies its value.
    var title: (String) -> String = { $0 }

    /// A box to tick with its text; nil leaves the item as it is.
    var task: (_ id: String, _ text: String) -> String? = { _, _ in nil }

    /// A question in the place where the text speaks of it.
    var question: (String) -> String? = { _ in nil }

    /// The address of a place in the guide, given with its `#`.
    var anchor: (String) -> String? = { _ in nil }

    /// What the page itself does of the commands that the text names.
    var ways: CommandWays?

    /// The text's own language.
    let language: String

    /// The step whose text it is; nil for the guide's own words.
    private let step: String?
    private let pairs: LabelPairs?

    /// The text of a step, with vendors' words in both languages where that is wanted.
    init(_ guide: Guide, _ words: Words, language: String, step: String?, labels: LabelChoice) {
        self.guide = guide
        self.words = words
        self.language = language
        self.step = step
        pairs = labels == .both ? LabelPairs(guide, language: language) : nil
    }

    /// Attributes of a link that leads out: it opens beside the guide and learns nothing of it.
    static let outward = " target=\"_blank\" rel=\"noopener noreferrer external\""

    private final class Names {
        private var used: [String: Int] = [:]

        /// `name`, numbered from the second time on: no two buttons of a page are called alike.
        func unique(_ name: String) -> String {
            let count = (used[name] ?? 0) + 1
            used[name] = count
            return count == 1 ? name : name + " (\(count))"
        }
    }

    private let names = Names()

    func html(_ blocks: [Block]) -> String {
        renderer.html(pairs?.added(to: blocks, of: step) ?? blocks)
    }

    func html(_ inlines: [Inline]) -> String {
        renderer.html(pairs?.added(to: inlines, of: step) ?? inlines)
    }

    private var renderer: HTMLRenderer {
        var renderer = HTMLRenderer(
            image: { Self.picture($0, of: guide.id) }, code: { code($0) })
        renderer.headingShift = -1
        renderer.bindsOneLetterWords = language == "pl"
        renderer.outward = GuideHTML.outward
        renderer.anchor = anchor
        renderer.wholeCode = { copying($0) }
        renderer.behindCode = { copyButton(for: $0, $1) + way(for: $0, $1) }
        renderer.item = { item in
            switch item.marker {
            case .task(let id):
                return task(id, self.renderer.html(item.blocks, isTight: item.blocks.count == 1))
            case .input(let id): return question(id).map { "<li class=\"question\">\($0)</li>\n" }
            case .option, nil: return nil
            }
        }
        return renderer
    }

    /// A drawing of the guide; a picture from elsewhere is not fetched.
    private static func picture(_ source: String, of guide: String) -> String? {
        guard source.hasPrefix("images/") else { return nil }
        return Route.image(guide: guide, name: String(source.dropFirst("images/".count))).path
    }

    // MARK: Values

    private func code(_ text: String) -> String {
        Template(text).parts.map { part in
            switch part {
            case .literal(let literal): HTMLRenderer.escape(literal)
            case .input(let id):
                value(id) ?? "<span class=\"unknown\">⟨\(HTMLRenderer.escape(id))⟩</span>"
            }
        }.joined()
    }

    /// A button that copies what stands in front of it, for what is to be pasted elsewhere.
    ///
    /// Hidden until the script finds it: without a script it could do nothing.
    private func copyButton(for text: String, _ place: HTMLRenderer.CodePlace) -> String {
        let template = Template(text)
        let inputs = template.inputs
        guard place != .text || !inputs.isEmpty, inputs.allSatisfy({ value($0) != nil }) else {
            return ""
        }
        let what = inputs.isEmpty ? text.split(separator: "\n").first.map(String.init) ?? "" : ""
        let name = inputs.isEmpty ? what : inputs.map(title).joined(separator: ", ")
        // What is sensitive leaves the clipboard again, like a secret.
        let isSensitive = inputs.contains { guide.input($0)?.isSensitive == true }
        return " "
            + button(
                words("web.copy-name", ["name": name]), words("web.copy"),
                isSensitive ? "data-copy data-fleeting" : "data-copy")
    }

    /// A button; its name begins with the words that it shows.
    private func button(_ name: String, _ shown: String, _ attributes: String) -> String {
        "<button type=\"button\" class=\"copy\" hidden \(attributes) aria-label=\""
            + HTMLRenderer.escape(names.unique(name)) + "\">"
            + HTMLRenderer.escape(shown) + "</button>"
    }

    // MARK: Commands

    /// A command that prints a value gives way to a button that copies it, once a script is there.
    private func copying(_ command: String) -> String? {
        guard let ways, let input = ways.copied(by: command) else { return nil }
        let name = words("web.copy-name", ["name": title(input)])
        return "<span class=\"command\"><code>\(HTMLRenderer.escape(command))</code> "
            + inTerminal + "</span>"
            + button(
                name, name,
                "data-secret=\"\(input)\" data-from=\"\(HTMLRenderer.escape(ways.source))\"")
    }

    private var inTerminal: String {
        "<span class=\"here\"\(ownLanguage)>\(HTMLRenderer.escape(words("web.in-terminal")))</span>"
    }

    /// Where the page itself does what a command does, or that it is one for a terminal.
    private func way(for command: String, _ place: HTMLRenderer.CodePlace) -> String {
        guard let ways else { return "" }
        guard let (address, name) = ways.way(for: command) else {
            return place != .block && ways.isForTerminal(command) ? " " + inTerminal : ""
        }
        let nearness = words(address.hasPrefix("#") ? "web.here" : "web.in-browser")
        return " <span class=\"here\"\(ownLanguage)>(\(HTMLRenderer.escape(nearness)) "
            + "<a href=\"\(HTMLRenderer.escape(address))\">\(HTMLRenderer.escape(name))</a>)</span>"
    }

    /// The attribute for the page's own words inside of a text in another language.
    private var ownLanguage: String {
        language == words.language ? "" : " lang=\"\(words.language)\""
    }
}
