/// `krok guide lint`: what a guide's author wants to know before a reader does.
internal import CommonMark

/// What was found in one guide, or in one Markdown file that is none.
package struct Lint: Sendable {
    /// File by file, each in the order of its lines.
    package let problems: [Problem]

    /// How many combinations of answers the guide's conditions were tried with; nil when there
    /// are none to be tried, or so many that not all were.
    package let combinations: Int?

    package var errors: Int { problems.count { $0.severity == .error } }
    package var warnings: Int { problems.count - errors }
}

extension Guide {
    /// Looks at everything in a guide's folder; `today` is a day since 1970.
    ///
    /// Beyond what `load` checks: the ways through the guide, how old it is, whether the languages
    /// agree in more than their structure, pictures, and what is likely to be a slip. Where
    /// something is wrong with a file as such, what would follow from it is not told. Languages
    /// are looked at side by side, where `hands` can do two things at a time.
    package static func lint(
        _ files: GuideFiles, today: Int, forms: [FormNeeds], hands: any SideBySide = InTurn()
    ) -> Lint {
        var linter = GuideLinter(files, today: today, forms: forms, hands: hands)
        return linter.run()
    }

    /// Looks at a Markdown file that belongs to no guide.
    ///
    /// `has` says whether a file is there, by its path from the Markdown file's folder.
    package static func lint(
        markdown file: SourceFile, has: @Sendable (String) -> Bool
    ) -> Lint {
        var list = ProblemList(file: file.path)
        guard let document = CommonMark.read(file, into: &list) else {
            return Lint(problems: list.problems.sorted(), combinations: nil)
        }
        var check = StyleCheck(
            document, file, [TextParts(of: document.blocks)], problems: list)
        check.run()
        check.checkLinks(has: has)
        return Lint(problems: check.problems.problems.sorted(), combinations: nil)
    }
}

/// One linting: the guide is loaded, and looked at more closely where nothing is wrong so far.
private struct GuideLinter {
    private let files: GuideFiles
    private let today: Int
    private let forms: [FormNeeds]
    private let hands: any SideBySide
    private var loader: GuideLoader

    init(_ files: GuideFiles, today: Int, forms: [FormNeeds], hands: any SideBySide) {
        self.files = files
        self.today = today
        self.forms = forms
        self.hands = hands
        loader = GuideLoader(
            id: files.id, texts: files.texts, manifestFile: files.manifest, lock: files.lock,
            pictures: files.pictures, single: nil, hands: hands)
    }

    mutating func run() -> Lint {
        loader.check()
        let linter = self
        let ((combinations, ofManifest), ofTexts) = hands.both(
            { linter.lintManifest() }, { linter.lintTexts() })
        let found = loader.problems + ofManifest + ofTexts
        let order = [files.manifest.path] + loader.read.map(\.path)
        let ordered = order.enumerated().reduce(into: [:]) { $0[$1.element] = $1.offset }
        let sorted = found.sorted { one, other in
            let (mine, theirs) = (ordered[one.file] ?? .max, ordered[other.file] ?? .max)
            if mine != theirs { return mine < theirs }
            return one.file == other.file ? one < other : one.file < other.file
        }
        return Lint(problems: sorted, combinations: combinations)
    }

    private func isSound(_ path: String) -> Bool {
        !loader.problems.contains { $0.file == path && $0.severity == .error }
    }

    private var source: ReadText? {
        loader.read.first { $0.locale == loader.manifest?.source?.text && isSound($0.path) }
    }

    // MARK: The manifest, and what it alone does not show

    private func lintManifest() -> (combinations: Int?, problems: [Problem]) {
        guard let manifest = loader.manifest else { return (nil, []) }
        var found: [Problem] = []
        var combinations: Int?
        if isSound(files.manifest.path) {
            var check = ManifestLint(
                manifest, today: today, forms: forms,
                problems: ProblemList(file: files.manifest.path))
            check.run(hasLock: files.lock != nil)
            var ways = WaysCheck(manifest, source: source, manifestFile: files.manifest.path)
            ways.run()
            combinations = ways.combinations
            found += check.problems.problems + ways.problems
        }
        if loader.read.contains(where: { $0.locale == manifest.source?.text && isSound($0.path) }) {
            found += lintLock(manifest)
        }
        if !loader.hasErrors { found += lintPictures(manifest) }
        return (combinations, found)
    }

    private func lintLock(_ manifest: Manifest) -> [Problem] {
        guard let file = files.lock, let places = loader.lock?.places else { return [] }
        var list = ProblemList(file: file.path)
        let locales = Set(manifest.locales.map(\.text))
        for (step, languages) in places.steps {
            if manifest.step(step.text) == nil {
                list.add(.lockLeftover, at: step.place, step.text)
                continue
            }
            for language in languages where !locales.contains(language.text) {
                list.add(.lockLeftover, at: language.place, language.text)
            }
        }
        return list.problems
    }

    private func lintPictures(_ manifest: Manifest) -> [Problem] {
        var found: [Problem] = []
        var drawn: Set<PictureText> = []
        if let file = loader.pictures, let guide = Guide(manifest, texts: loader.read) {
            let (pictures, problems) = file.pictures(for: guide)
            found += problems
            guard problems.allSatisfy({ $0.severity == .warning }) else { return found }
            drawn = Set(pictures.flatMap(\.texts))
        }
        var list = ProblemList(file: files.manifest.path)
        var bold: [String: Set<String>] = [:]
        for text in loader.read { bold[text.locale] = text.boldWords }
        for label in manifest.labels where !drawn.contains(.label(label.id.text)) {
            for locale in manifest.locales.map(\.text) {
                let words = label.words[locale] ?? []
                if !words.contains(where: { bold[locale]?.contains($0) == true }) {
                    list.add(.labelUnused, at: label.id.place, label.id.text, locale)
                }
            }
        }
        return found + list.problems
    }

    // MARK: Texts

    private func lintTexts() -> [Problem] {
        guard let manifest = loader.manifest else { return [] }
        return loader.read.filter { isSound($0.path) }.flatMap { lint($0, manifest) }
    }

    private func lint(_ text: ReadText, _ manifest: Manifest) -> [Problem] {
        guard let file = files.texts[text.locale] else { return [] }
        let isSource = text.locale == manifest.source?.text
        var style = StyleCheck(
            text.document, file, text.parts, problems: ProblemList(file: file.path))
        style.run()
        style.checkPictures(has: files.has)
        if isSource { style.checkLength(of: text) }
        var list = style.problems
        guard !isSource, let source else { return list.problems }
        var check = TranslationCheck(text, source: source, manifest, problems: list)
        check.run()
        list = check.problems
        guard let lock = loader.lock?.lock else { return list.problems }
        for step in text.steps where manifest.step(step.text.id) != nil {
            let id = step.text.id
            let made = lock.digest(of: id, in: text.locale)
            if made == nil {
                list.add(.notBlessed, at: step.place, id, text.locale)
            } else if made != source.step(id)?.text.digest {
                list.add(.staleStep, at: step.place, id, text.locale)
            }
        }
        return list.problems
    }
}

extension ReadText {
    fileprivate var parts: [TextParts] { [opening] + steps.map(\.parts) }

    /// Every word in bold.
    fileprivate var boldWords: Set<String> {
        Set(parts.flatMap { part in part.bold.map(\.word) })
    }
}
