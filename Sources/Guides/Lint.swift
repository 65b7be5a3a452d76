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
    /// something is wrong with a file as such, what would follow from it is not told.
    package static func lint(_ files: GuideFiles, today: Int, forms: [FormNeeds]) -> Lint {
        var linter = GuideLinter(files, today: today, forms: forms)
        return linter.run()
    }

    /// Looks at a Markdown file that belongs to no guide.
    ///
    /// `has` says whether a file is there, by its path from the Markdown file's folder.
    package static func lint(
        markdown file: SourceFile, has: @Sendable (String) -> Bool
    ) -> Lint {
        var list = ProblemList(file: file.path)
        guard let (_, document) = CommonMark.read(file, into: &list) else {
            return Lint(problems: list.problems.sorted(), combinations: nil)
        }
        var check = StyleCheck(document, file, problems: list)
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
    private var loader: GuideLoader
    private var found: [Problem] = []
    private var combinations: Int?

    init(_ files: GuideFiles, today: Int, forms: [FormNeeds]) {
        self.files = files
        self.today = today
        self.forms = forms
        loader = GuideLoader(
            id: files.id, texts: files.texts, manifestFile: files.manifest, lock: files.lock,
            single: nil)
    }

    mutating func run() -> Lint {
        let guide = loader.run()
        found = loader.problems
        if let manifest = loader.manifest {
            if isSound(files.manifest.path) { lint(manifest) }
            for text in loader.read where isSound(text.path) { lint(text, manifest) }
        }
        if let guide { lintPictures(of: guide) }
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

    private mutating func lint(_ manifest: Manifest) {
        var check = ManifestLint(
            manifest, today: today, forms: forms,
            problems: ProblemList(file: files.manifest.path))
        check.run(hasLock: files.lock != nil)
        found += check.problems.problems
        var ways = WaysCheck(
            manifest, source: source, manifestFile: files.manifest.path)
        ways.run()
        combinations = ways.combinations
        found += ways.problems
    }

    private mutating func lint(_ text: ReadText, _ manifest: Manifest) {
        guard let file = files.texts[text.locale] else { return }
        var style = StyleCheck(text.document, file, problems: ProblemList(file: file.path))
        style.run()
        style.checkPictures(has: files.has)
        if text.locale == manifest.source?.text { style.checkLength(of: text) }
        var list = style.problems
        if let source, source.locale != text.locale {
            var check = TranslationCheck(text, source: source, manifest, problems: list)
            check.run()
            list = check.problems
            if let lock = loader.lock?.lock {
                for step in text.steps where manifest.step(step.text.id) != nil {
                    let id = step.text.id
                    let made = lock.digest(of: id, in: text.locale)
                    if made == nil {
                        list.add(.notBlessed, at: step.place, id, text.locale)
                    } else if made != source.step(id)?.text.digest {
                        list.add(.staleStep, at: step.place, id, text.locale)
                    }
                }
            }
        }
        if text.locale == manifest.source?.text { lintLock(manifest) }
        found += list.problems
    }

    private mutating func lintLock(_ manifest: Manifest) {
        guard let file = files.lock, let places = loader.lock?.places else { return }
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
        found += list.problems
    }

    private mutating func lintPictures(of guide: Guide) {
        var drawn: Set<PictureText> = []
        if let file = files.pictures {
            let (pictures, problems) = Picture.read(file, for: guide)
            found += problems
            guard problems.allSatisfy({ $0.severity == .warning }) else { return }
            drawn = Set(pictures.flatMap(\.texts))
        }
        guard let manifest = loader.manifest else { return }
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
        found += list.problems
    }
}

extension ReadText {
    /// Every word in bold.
    fileprivate var boldWords: Set<String> {
        var words: Set<String> = []
        document.blocks.visitInlines { inline in
            if case .strong(let children) = inline.kind { words.insert(children.plainText) }
        }
        return words
    }
}
