/// One loading of a guide: the files taken apart, checked against each other, and made values.
internal import CommonMark

/// Reads manifest, lock and texts; what was read stays for the linter to look at more closely.
struct GuideLoader {
    private let id: String
    private let texts: [String: SourceFile]
    private let manifestFile: SourceFile
    private let lockFile: SourceFile?
    private let pictureFile: SourceFile?
    /// The only language to be read; nil: all, and compared with each other.
    private let single: String?
    /// As much of a guide as is read.
    private let extent: Extent
    private let hands: any SideBySide

    /// How far a loading goes.
    enum Extent {
        case everything
        /// Nothing but the manifest.
        case manifest
        /// What the manifest says of one input, not checked against the rest.
        case input(String)
    }

    private(set) var problems: [Problem] = []
    private(set) var manifest: Manifest?
    /// Texts that could be read, in the manifest's order.
    private(set) var read: [ReadText] = []
    private(set) var lock: (lock: GuideLock, places: GuideLock.Places)?

    /// Not compared with the guide yet.
    private(set) var pictures: PictureFile?

    /// By step: what its source text says now.
    private(set) var digests: [String: String] = [:]

    init(
        id: String, texts: [String: SourceFile], manifestFile: SourceFile, lock: SourceFile?,
        pictures: SourceFile? = nil, single: String?, extent: Extent = .everything,
        hands: any SideBySide = InTurn()
    ) {
        self.id = id
        self.texts = texts
        self.manifestFile = manifestFile
        self.lockFile = lock
        pictureFile = pictures
        self.single = single
        self.extent = extent
        self.hands = hands
    }

    private var isWhole: Bool { if case .everything = extent { true } else { false } }

    private var isOfInput: Bool { if case .input = extent { true } else { false } }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    mutating func run() -> Guide? {
        check()
        guard let manifest, !hasErrors else { return nil }
        return isWhole ? guide(manifest) : Guide(manifest, texts: [])
    }

    /// Reads everything and says what is wrong with it; a guide is not made yet.
    mutating func check() {
        // Which language is wanted, the manifest alone can say; all of them are wanted anyway.
        let early = single == nil ? texts.sorted { $0.key < $1.key } : []
        let (loader, middle) = (self, early.count / 2)
        let (mine, other) = hands.both(
            {
                let manifest = loader.readManifest()
                return (manifest, early[..<middle].map { ParsedText($0.key, $0.value) })
            },
            {
                let texts = early[middle...].map { ParsedText($0.key, $0.value) }
                return (texts, loader.readLock(), loader.pictureFile.map { PictureFile($0) })
            })
        var list = mine.0.problems
        guard let manifest = mine.0.manifest else {
            problems = list.problems.sorted()
            return
        }
        self.manifest = manifest
        if !isWhole {
            problems = list.problems.sorted()
            return
        }
        for locale in manifest.locales where texts[locale.text] == nil {
            list.add(.localeMissing, at: locale.place, locale.text)
        }
        problems = list.problems.sorted()
        readTexts(of: manifest, mine.1 + other.0)
        pictures = other.2
        if let (lock, list) = other.1 {
            self.lock = lock
            problems += list.problems.sorted()
        }
    }

    // MARK: The manifest

    private func readManifest() -> (manifest: Manifest?, problems: ProblemList) {
        var list = ProblemList(file: manifestFile.path)
        guard manifestFile.bytes.count <= FileText.limit else {
            list.add(.fileTooLong, at: Place(), String(FileText.limit))
            return (nil, list)
        }
        guard let text = FileText.read(neededManifest, into: &list),
            let value = YAMLValue.read(text, into: &list)
        else { return (nil, list) }
        var reader = ManifestReader(problems: list, hasSteps: !isOfInput)
        var manifest = reader.read(value)
        manifest.isProven = single != nil
        if isOfInput { return (manifest, reader.problems) }
        var check = ManifestCheck(manifest, problems: reader.problems)
        check.run(folder: id)
        return (manifest, check.problems)
    }

    /// Of a sound guide's manifest what is needed.
    ///
    /// Labels are most of it, and only serve to check bold words.
    private var neededManifest: SourceFile {
        guard single != nil else { return manifestFile }
        let excerpt = ManifestExcerpt(manifestFile.bytes)
        let bytes =
            switch extent {
            case .everything, .manifest: excerpt.without(["labels"])
            case .input(let name): excerpt.without(["form", "labels", "steps"], input: name)
            }
        return SourceFile(path: manifestFile.path, bytes: bytes)
    }

    // MARK: The texts

    /// Whatever is not among the `early` ones is parsed now.
    private mutating func readTexts(of manifest: Manifest, _ early: [ParsedText]) {
        var seen: Set<String> = []
        var locales = manifest.locales.map(\.text).filter { seen.insert($0).inserted }
        let declared = seen
        if let single {
            let language = declared.contains(single) ? single : manifest.source?.text
            locales = locales.filter { $0 == language }
        }
        let parsed = locales.compactMap { locale in
            early.first { $0.locale == locale } ?? texts[locale].map { ParsedText(locale, $0) }
        }
        let hands: any SideBySide = parsed.count > 1 ? hands : InTurn()
        let middle = parsed.count / 2
        let (first, rest) = hands.both(
            { parsed[..<middle].map { $0.read(manifest) } },
            { parsed[middle...].map { $0.read(manifest) } })
        let outcomes = first + rest
        read = outcomes.compactMap(\.text)
        let source = read.first { $0.locale == manifest.source?.text }
        // In turn: that takes less than to have it done by two.
        for (text, list) in outcomes {
            guard let text else {
                problems += list.problems.sorted()
                continue
            }
            var check = TextCheck(text, manifest: manifest, problems: list)
            check.run(source: text.locale == source?.locale ? nil : source)
            problems += check.problems.problems.sorted()
        }
        for (locale, file) in texts.sorted(by: { $0.key < $1.key }) where !declared.contains(locale)
        {
            var list = ProblemList(file: file.path)
            list.add(.localeNotListed, at: Place(), locale)
            problems += list.problems
        }
    }

    // MARK: What translations were made from

    private func readLock() -> (
        lock: (lock: GuideLock, places: GuideLock.Places)?, problems: ProblemList
    )? {
        guard isWhole, let lockFile else { return nil }
        var list = ProblemList(file: lockFile.path)
        return (GuideLock.read(lockFile, into: &list), list)
    }

    private func readDigests(of source: ReadText?) -> [String: String] {
        let steps = source?.steps ?? []
        return Dictionary(steps.map { ($0.text.id, $0.text.digest) }) { first, _ in first }
    }

    private mutating func guide(_ manifest: Manifest) -> Guide? {
        guard let source = manifest.source?.text else { return nil }
        if read.contains(where: { $0.locale == source }) {
            digests = readDigests(of: read.first { $0.locale == source })
        } else if let lock = lock?.lock, let file = texts[source],
            lock.sourceFile == GuideLock.digest(of: file)
        {
            digests = lock.steps.compactMapValues { $0[source] }
        } else {
            digests = readDigests(of: readSource(source, manifest))
        }
        var stale: [String: Set<String>] = [:]
        if let lock = lock?.lock {
            for text in read where text.locale != source {
                let steps = text.steps.map(\.text.id).filter { step in
                    guard let made = lock.digest(of: step, in: text.locale) else { return false }
                    return made != digests[step]
                }
                if !steps.isEmpty { stale[text.locale] = Set(steps) }
            }
        }
        if !stale.isEmpty, !read.contains(where: { $0.locale == source }) {
            if let text = readSource(source, manifest) { read.append(text) }
        }
        return Guide(manifest, texts: read, digests: digests, stale: stale)
    }

    /// Reads the source text beside the one language that was asked for.
    private func readSource(_ source: String, _ manifest: Manifest) -> ReadText? {
        texts[source].flatMap { ParsedText(source, $0).read(manifest).text }
    }
}

/// A text as Markdown, which nobody has to know the manifest for.
private struct ParsedText {
    let locale: String
    /// Nil, with problems, when it is refused.
    private let document: Document?
    private let problems: ProblemList

    init(_ locale: String, _ file: SourceFile) {
        var list = ProblemList(file: file.path)
        self.locale = locale
        document = CommonMark.read(file, into: &list)
        problems = list
    }

    /// The text taken apart; nil, with problems, when it was refused.
    func read(_ manifest: Manifest) -> (text: ReadText?, problems: ProblemList) {
        guard let document else { return (nil, problems) }
        let reader = TextReader(document, locale: locale, manifest: manifest, problems: problems)
        return (reader.text, reader.problems)
    }
}

extension CommonMark {
    /// A file as a tree; nil, with problems, when it is refused.
    static func read(_ file: SourceFile, into list: inout ProblemList) -> Document? {
        guard file.bytes.count <= FileText.limit else {
            list.add(.markdownTooLong, at: Place(), String(FileText.limit))
            return nil
        }
        guard let text = FileText.read(file, into: &list) else { return nil }
        do throws(CommonMarkError) {
            return try CommonMark.parse(text)
        } catch {
            list.add(error)
            return nil
        }
    }
}

extension ProblemList {
    mutating func add(_ error: CommonMarkError) {
        let place = Place(line: error.line, column: error.column)
        switch error.reason {
        // Not met: a file is measured before it is read, by the same limit.
        case .tooLong(let limit): add(.markdownTooLong, at: place, String(limit))
        case .paragraphTooLong(let limit): add(.paragraphTooLong, at: place, String(limit))
        case .referencesTooLong(let limit): add(.referencesTooLong, at: place, String(limit))
        case .tooManyColumns(let limit): add(.tooManyColumns, at: place, String(limit))
        case .tooManyCells(let limit): add(.tooManyCells, at: place, String(limit))
        case .nestedTooDeeply(let limit): add(.nestedTooDeeply, at: place, String(limit))
        case .unclosedDeclaration(let opening): add(.unclosedDeclaration, at: place, opening)
        case .unclosedFence: add(.unclosedFence, at: place)
        case .zeroByte: add(.zeroByte, at: place)
        }
    }
}
