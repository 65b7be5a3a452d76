/// One text file to its title, introduction and steps; what stands where it must not is a problem.
internal import CommonMark

/// A text taken apart, before it is compared with anything.
struct ReadText {
    let locale: String
    let path: String

    /// What cmark made of the whole text, comments included.
    let document: Document
    var title: [Inline] = []
    var introduction: [Block] = []
    private(set) var steps: [ReadStep] = []

    /// What was seen in the title and the introduction.
    var opening = TextParts()

    /// Where each step stands: a text may have a great many.
    private var numbers: [String: Int] = [:]

    init(locale: String, path: String, document: Document) {
        (self.locale, self.path, self.document) = (locale, path, document)
    }

    func step(_ id: String) -> ReadStep? { numbers[id].map { steps[$0] } }

    mutating func append(_ step: ReadStep) {
        numbers[step.text.id] = steps.count
        steps.append(step)
    }
}

/// A step of a text and the places to complain at.
struct ReadStep {
    let text: StepText

    /// The heading.
    let place: Place

    /// The comment under the heading.
    let comment: Place
    let tasks: [String: Place]
    let inputs: [String: Place]

    /// By `input/option`.
    let options: [String: Place]
    let symptoms: [String: Place]

    /// The inputs whose values the step shows, in order, and where first.
    let placeholders: [(input: String, place: Place)]

    /// What its title and its body hold; nothing where the guide is known to be sound.
    let parts: TextParts
}

/// Cuts a text into steps.
struct TextReader {
    private let manifest: Manifest
    private let blocks: [Block]
    private let anchors: Anchors
    private let anchorNames: Set<String>
    private let labels: Set<String>
    private(set) var text: ReadText
    private(set) var problems: ProblemList

    /// Reads a whole text.
    init(
        _ document: Document, locale: String, manifest: Manifest, problems: ProblemList
    ) {
        self.manifest = manifest
        self.problems = problems
        blocks = document.blocks
        anchors = Anchors(document)
        anchorNames = Set(anchors.names)
        labels = Set(manifest.labels.flatMap { $0.words[locale] ?? [] })
        text = ReadText(locale: locale, path: problems.file, document: document)
        run()
    }

    private mutating func run() {
        var index = 0
        if case .heading(1, let title) = blocks.first?.kind {
            text.title = title
            index = 1
        } else {
            problems.add(.titleMissing, at: Place())
        }
        let start = index
        while index < blocks.count, stepComment(under: index) == nil { index += 1 }
        readIntroduction(start..<index)
        while index < blocks.count {
            if let comment = stepComment(under: index) {
                let end = endOfSection(index)
                readStep(comment, index..<end)
                index = end
            } else {
                problems.add(.textOutsideSteps, at: Place(blocks[index].position))
                while index < blocks.count, stepComment(under: index) == nil { index += 1 }
            }
        }
    }

    /// The ID of the step that the heading at `index` opens.
    private func stepComment(under index: Int) -> String? {
        guard case .heading = blocks[index].kind, index + 1 < blocks.count,
            case .html(let html) = blocks[index + 1].kind, case .step(let id)? = Comment(html)
        else { return nil }
        return id
    }

    /// Where the next heading of the same or a higher level stands.
    private func endOfSection(_ index: Int) -> Int {
        guard case .heading(let level, _) = blocks[index].kind else { return index + 1 }
        return blocks[(index + 1)...].firstIndex { block in
            if case .heading(let other, _) = block.kind { other <= level } else { false }
        } ?? blocks.count
    }

    private mutating func readIntroduction(_ range: Range<Int>) {
        var body = BodyReader(.introduction, anchors: anchors, problems: problems)
        text.introduction = body.read(blocks[range])
        var words = WordsCheck(
            manifest: manifest, locale: text.locale, step: nil, labels: labels,
            anchors: anchorNames, problems: body.problems)
        if !manifest.isProven {
            words.check(text.title)
            words.check(text.introduction)
        }
        text.opening = words.parts
        problems = words.problems
    }

    private mutating func readStep(_ id: String, _ range: Range<Int>) {
        guard case .heading(_, let title) = blocks[range.lowerBound].kind else { return }
        let heading = blocks[range.lowerBound].position
        let comment = Place(blocks[range.lowerBound + 1].position)
        if !ManifestFields.Alphabet.hyphens.accepts(id) {
            problems.add(.badID, at: comment, id)
            return
        }
        if text.step(id) != nil {
            problems.add(.duplicateID, at: comment, Thing.step.rawValue, id)
            return
        }
        let declared = manifest.step(id)
        let surroundings: BodyReader.Surroundings =
            declared.map { $0.isReference ? .reference : .step } ?? .unknownStep
        var body = BodyReader(surroundings, anchors: anchors, problems: problems)
        let cleaned = body.read(blocks[(range.lowerBound + 2)..<range.upperBound])
        var words = WordsCheck(
            manifest: manifest, locale: text.locale, step: declared, labels: labels,
            anchors: anchorNames, problems: body.problems)
        if !manifest.isProven {
            words.check(title)
            words.check(cleaned)
        }
        problems = words.problems
        let step = StepText(
            id: id, title: title,
            anchors: [anchors[heading] ?? ""] + body.anchorsInside, body: cleaned,
            tasks: body.tasks, inputs: body.inputs, symptoms: body.symptoms)
        text.append(
            ReadStep(
                text: step, place: Place(heading), comment: comment, tasks: body.taskPlaces,
                inputs: body.inputPlaces, options: body.optionPlaces,
                symptoms: body.symptomPlaces, placeholders: words.placeholders,
                parts: words.parts))
    }
}

extension Place {
    init(_ position: SourcePosition) {
        self.init(line: position.line, column: position.column)
    }
}
