/// A guide as one page to be printed: the person's own path, boxes to tick with a pen.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// Lays out the page; nothing in it asks the network for anything, and no secret stands in it.
struct PaperPage {
    let face: Face
    let session: Session
    let walkthrough: Walkthrough
    /// Whether what is done is printed too.
    let all: Bool
    /// A picture of the guide as an address that holds its bytes; nil: its description is printed.
    let picture: (String) -> String?

    private var words: Words { face.words }
    private var guide: Guide { walkthrough.guide }

    private var text: GuideText? { guide.text(for: words.language)?.text }

    func html() throws(Fault) -> String {
        let title = escaped(text?.title.plainText ?? guide.id)
        var page = "<!doctype html>\n<html lang=\"\(words.language)\">\n<head>\n" + head
        page += "<title>\(title)</title>\n<style>\n\(style)</style>\n</head>\n<body>\n"
        page +=
            "<h1\(language(text?.locale))>\(title)</h1>\n<p class=\"about\">\(escaped(about))</p>\n"
        if let text, all || walkthrough.count.finished == 0, !text.introduction.isEmpty {
            let blocks = withLabels(text.introduction, of: nil, text.locale)
            page +=
                "<div\(language(text.locale))>\n\(try renderer().html(linked(blocks, level: 2)))</div>\n"
        }
        let path = walkthrough.path.filter { isPrinted($0.state) }
        if path.isEmpty { page += "<p>\(escaped(words("paper.all-done")))</p>\n" }
        for (step, state) in path { page += try section(step, state) }
        if all { page += excluded }
        // A page is text that other programs show, too; tabs stay, for code.
        return (page + "</body>\n</html>\n").split(
            separator: "\t", omittingEmptySubsequences: false
        )
        .map { Visible.lines(String($0)) }.joined(separator: "\t")
    }

    private func isPrinted(_ state: StepState) -> Bool {
        switch state {
        case .toDo, .undecided: true
        case .done, .skipped: all
        case .excluded: false
        // A reference is long; of plain Markdown it is whatever stands between the steps.
        case .reference: all && guide.plainPath != nil
        }
    }

    /// The attribute for words in `locale`; none where that is the page's language.
    private func language(_ locale: String?) -> String {
        guard let locale, locale != words.language else { return "" }
        return " lang=\"\(escaped(locale))\""
    }

    private var about: String {
        let count = walkthrough.count
        var parts = [
            words("status.profile", ["profile": session.profile]),
            words("status.count", ["finished": "\(count.finished)", "all": "\(count.all)"]),
        ]
        if walkthrough.minutesLeft > 0 {
            parts.append(words("step.minutes-left", count: walkthrough.minutesLeft))
        }
        let date = String(session.environment.clock.now.prefix(10))
        return (parts + [words("paper.printed", ["date": date])]).joined(separator: " · ")
    }

    // MARK: Steps

    private func section(_ step: Step, _ state: StepState) throws(Fault) -> String {
        guard let shown = guide.shown(step.id, in: words.language) else { return "" }
        let text = shown.text
        let language = self.language(shown.locale)
        let number = walkthrough.number(of: step).map { "\($0). " } ?? ""
        let title = withLabels(text.title, of: step.id, shown.locale)
        var section = "<section>\n"
        // What plain Markdown says before its steps has the title of the page.
        if title != self.text?.title {
            section += "<h2>\(escaped(number))<span\(language)>"
            section += "\(try renderer().html(title))</span></h2>\n"
        }
        for line in try facts(step, state) { section += "<p class=\"about\">\(line)</p>\n" }
        let body = try paper(step).blocks(withLabels(text.body, of: step.id, shown.locale))
        section += "<div\(language)>\n\(try renderer(step).html(linked(body, level: 3)))</div>\n"
        let left = walkthrough.tasks(of: step).count - walkthrough.openTasks(of: step).count
        if left > 0, !all {
            section += "<p class=\"about\">\(escaped(words("paper.left-out", count: left)))</p>\n"
        }
        return section + "</section>\n"
    }

    /// What stands under the title: the state, how long it takes, which page to open.
    private func facts(_ step: Step, _ state: StepState) throws(Fault) -> [String] {
        var facts: [String] = []
        switch state {
        case .done: facts.append(escaped(words("state.done")))
        case .skipped(let reason):
            facts.append(escaped(words("state.skipped-because", ["reason": reason])))
        case .undecided:
            facts.append(escaped(words("state.undecided")))
            if let condition = step.condition {
                let answers = Reasons(words, guide).text(of: condition)
                facts.append(escaped(words("paper.only-if", ["answers": answers])))
            }
        case .toDo, .excluded, .reference: break
        }
        if let shown = guide.shown(step.id, in: words.language), shown.isFallback {
            facts.append(escaped(words("step.stale", ["language": shown.locale])))
        }
        if let minutes = step.minutes, state == .toDo || state == .undecided {
            facts.append(escaped(words("paper.minutes", count: minutes)))
        }
        let page = StepPage(face: face, session: session, walkthrough: walkthrough, step: step)
        if let address = try page.address() {
            let shown = escaped(Visible.address(address))
            facts.append("\(escaped(words("step.open"))) <a href=\"\(shown)\">\(shown)</a>")
        }
        return facts
    }

    private var excluded: String {
        let reasons = Reasons(words, guide)
        let items = walkthrough.path.compactMap { step, state -> String? in
            guard case .excluded(let why) = state else { return nil }
            let title = text?.step(step.id)?.title.plainText ?? step.id
            return "<li>\(escaped(title)): \(escaped(reasons.text(why)))</li>\n"
        }
        guard !items.isEmpty else { return "" }
        return "<section>\n<h2>\(escaped(words("paper.excluded")))</h2>\n"
            + "<ul>\n\(items.joined())</ul>\n</section>\n"
    }

    // MARK: Words

    private func escaped(_ text: String) -> String { HTMLRenderer.escape(text) }

    private func withLabels(
        _ inlines: [Inline], of step: String?, _ locale: String
    ) -> [Inline] {
        pairs(locale)?.added(to: inlines, of: step) ?? inlines
    }

    private func withLabels(_ blocks: [Block], of step: String?, _ locale: String) -> [Block] {
        pairs(locale)?.added(to: blocks, of: step) ?? blocks
    }

    private func pairs(_ locale: String) -> LabelPairs? {
        face.labels == .both ? LabelPairs(guide, language: locale) : nil
    }

    private func paper(_ step: Step) throws(Fault) -> PaperTasks {
        var paper = PaperTasks(walkthrough: walkthrough, step: step, dropsTicked: !all)
        let reasons = Reasons(words, guide)
        paper.condition = { words("paper.only-if", ["answers": reasons.text(of: $0)]) }
        for input in walkthrough.questions(of: step) where walkthrough.isAnswered(input) {
            let shown: String
            if input.kind == .choice, let answer = walkthrough.progress.choices[input.id] {
                shown = reasons.title(of: answer, for: input.id)
            } else {
                shown = try known(input) ?? words("paper.captured")
            }
            paper.answers[input.id] = shown
        }
        return paper
    }

    /// A value that may stand on paper: neither sensitive, nor in doubt, nor in a locked vault.
    private func known(_ input: Input) throws(Fault) -> String? {
        guard !input.isSensitive, input.kind != .secret,
            session.conflictIfOpen(input.id).isEmpty
        else { return nil }
        return try session.valueIfOpen(input)?.copiedIntoOrdinaryMemory()
    }

    // MARK: HTML

    private func renderer(_ step: Step? = nil) throws(Fault) -> HTMLRenderer {
        var values: [String: String] = [:]
        for input in guide.inputs {
            values[input.id] =
                input.kind == .choice
                ? walkthrough.progress.choices[input.id] : try known(input)
        }
        let isPlainMarkdown = guide.plainPath != nil
        let numbers = step.map { walkthrough.taskNumbers(of: $0) } ?? [:]
        let (box, ticked) = (escaped(words("paper.box")), escaped(words("paper.box-ticked")))
        var renderer = HTMLRenderer(
            image: picture,
            box: { item in
                guard case .task(let id)? = item.marker else { return "" }
                let isTicked = item.isChecked == true
                let number = numbers[id].map { "\($0)." } ?? ""
                return "<span class=\"box\" role=\"img\" aria-label=\"\(isTicked ? ticked : box)\">"
                    + "\(isTicked ? "✓" : "")</span><span class=\"number\">\(number)</span> "
            },
            code: { code in
                Template(code).parts.map { part in
                    switch part {
                    case .literal(let text): HTMLRenderer.escape(text)
                    case .input(let input):
                        HTMLRenderer.escape(
                            values[input]
                                ?? (isPlainMarkdown ? "{{\(input)}}" : "⟨\(input)⟩"))
                    }
                }.joined()
            })
        renderer.bindsOneLetterWords = words.language == "pl"
        return renderer
    }

    /// Headings in their place below the page's own; links to steps as words with a number.
    private func linked(_ blocks: [Block], level: Int) -> [Block] {
        let levels = blocks.compactMap { block -> Int? in
            if case .heading(let level, _) = block.kind { level } else { nil }
        }
        let shift = level - (levels.min() ?? level)
        var links = PaperLinks()
        let numbers = walkthrough.numbers
        let language = words.language
        links.number = { anchor in
            guard let id = guide.step(at: anchor, in: language), let number = numbers[id] else {
                return nil
            }
            return words("paper.step", ["number": "\(number)"])
        }
        return links.blocks(blocks).map { block in
            guard case .heading(let own, let title) = block.kind else { return block }
            // What would be a seventh level the renderer leaves at the sixth.
            return Block(.heading(level: own + shift, title), at: block.position)
        }
    }
}

/// The policy allows the style below and pictures in the page itself, and nothing else.
private let head = """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'sha256-\(styleHash)'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">

    """

/// What stands between the style's tags, by which the policy knows it.
private let styleHash = Base64.padded.encode(sha256(Array("\n\(style)".utf8).raw).raw)

private let style = """
    :root { color-scheme: light; }
    body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; }
    body { background: #fff; color: #000; padding: 0 1rem; overflow-wrap: break-word; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; }
    h1 { font-size: 1.6rem; margin: 0 0 0.3rem; }
    h2 { font-size: 1.25rem; border-top: 1px solid; margin: 2rem 0 0.3rem; padding-top: 0.7rem; }
    h3, h4, h5, h6 { font-size: 1.05rem; }
    .about { color: #444; font-size: 0.9rem; margin: 0.2rem 0; }
    ul, ol { padding-left: 1.4rem; }
    li { margin: 0.35rem 0; }
    li:has(> .box) { list-style: none; margin-left: -1.4rem; padding-left: 3.6rem; }
    li:has(> .box) { position: relative; break-inside: avoid; min-height: 1.3rem; }
    li:has(> .box) > p:first-of-type { display: inline; }
    .box { border: 1.5px solid; border-radius: 2px; height: 1rem; width: 1rem; }
    .box { left: 0; line-height: 1rem; position: absolute; text-align: center; top: 0.15rem; }
    .number { left: 1.5rem; position: absolute; text-align: right; width: 1.8rem; }
    code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; }
    code { overflow-wrap: anywhere; }
    pre { border: 1px solid #888; box-sizing: border-box; margin-right: 1px; padding: 0.4rem; }
    pre { white-space: pre-wrap; break-inside: avoid; }
    img { display: block; margin: 0.6rem 0; max-height: 8cm; max-width: 80%; }
    img { break-inside: avoid; }
    table { border-collapse: collapse; margin: 0.8rem 0; width: 100%; }
    th, td { border: 1px solid #888; padding: 0.2rem 0.4rem; text-align: start; }
    tr { break-inside: avoid; }
    .center { text-align: center; }
    .right { text-align: right; }
    blockquote { border-left: 3px solid #888; margin: 0.8rem 0; padding-left: 0.8rem; }
    a { color: inherit; }
    @page {
      margin: 18mm 16mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; }
    }
    @media print {
      body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; }
      div a[href^="https:"]::after { content: " <" attr(href) ">"; font-size: 0.85em; }
    }

    """
