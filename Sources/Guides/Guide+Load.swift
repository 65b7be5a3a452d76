/// From files to a guide: everything is looked at, and every fault is told.
internal import CommonMark

extension Guide {
    /// Reads a guide's files; there is a guide when none of the problems is an error.
    ///
    /// `id` is the name of the guide's folder, `texts` are by locale. The problems come file by
    /// file, the manifest's first, then in the order of the lines.
    package static func load(
        id: String, manifest file: SourceFile, texts: [String: SourceFile]
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(id: id, texts: texts, manifestFile: file, single: nil)
        let guide = loader.run()
        return (guide, loader.problems)
    }

    /// Reads one language of a guide that is known to be sound, in half the time.
    ///
    /// Its structure is still checked, but not whether the languages agree and what running text
    /// says; it has no labels. The guide is in `language`, or else in its source language.
    package static func load(
        id: String, manifest file: SourceFile, texts: [String: SourceFile],
        language: String
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(id: id, texts: texts, manifestFile: file, single: language)
        let guide = loader.run()
        return (guide, loader.problems)
    }

    /// Reads the manifest of a guide that is known to be sound: inputs, steps and form, no text.
    package static func declarations(
        id: String, manifest file: SourceFile
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(
            id: id, texts: [:], manifestFile: file, single: "", isTextless: true)
        let guide = loader.run()
        return (guide, loader.problems)
    }
}

/// One loading.
private struct GuideLoader {
    let id: String
    let texts: [String: SourceFile]
    let manifestFile: SourceFile
    /// The only language to be read; nil: all, and compared with each other.
    let single: String?
    /// Whether nothing but the manifest is read.
    let isTextless: Bool
    private(set) var problems: [Problem] = []

    init(
        id: String, texts: [String: SourceFile], manifestFile: SourceFile, single: String?,
        isTextless: Bool = false
    ) {
        self.id = id
        self.texts = texts
        self.manifestFile = manifestFile
        self.single = single
        self.isTextless = isTextless
    }

    mutating func run() -> Guide? {
        var list = ProblemList(file: manifestFile.path)
        let manifest = readManifest(into: &list)
        guard let manifest else {
            problems = list.problems.sorted()
            return nil
        }
        if isTextless {
            problems = list.problems.sorted()
            return problems.allSatisfy { $0.severity == .warning }
                ? Guide(manifest, texts: []) : nil
        }
        for locale in manifest.locales where texts[locale.text] == nil {
            list.add(.localeMissing, at: locale.place, locale.text)
        }
        problems = list.problems.sorted()

        var seen: Set<String> = []
        var locales = manifest.locales.map(\.text).filter { seen.insert($0).inserted }
        let declared = locales
        if let single {
            let language = locales.contains(single) ? single : manifest.source?.text
            locales = locales.filter { $0 == language }
        }
        var read: [(text: ReadText, problems: ProblemList)] = []
        var unread: [String: ProblemList] = [:]
        for locale in locales {
            guard let file = texts[locale] else { continue }
            var list = ProblemList(file: file.path)
            if let reader = readText(file, locale: locale, manifest: manifest, into: &list) {
                read.append((reader.text, reader.problems))
            } else {
                unread[locale] = list
            }
        }
        let source = read.first { $0.text.locale == manifest.source?.text }?.text
        for locale in locales {
            if let (text, problems) = read.first(where: { $0.text.locale == locale }) {
                var check = TextCheck(text, manifest: manifest, problems: problems)
                check.run(source: text.locale == source?.locale ? nil : source)
                self.problems += check.problems.problems.sorted()
            }
            problems += unread[locale]?.problems.sorted() ?? []
        }
        for (locale, file) in texts.sorted(by: { $0.key < $1.key }) where !declared.contains(locale)
        {
            var list = ProblemList(file: file.path)
            list.add(.localeNotListed, at: Place(), locale)
            problems += list.problems
        }
        guard problems.allSatisfy({ $0.severity == .warning }) else { return nil }
        return Guide(manifest, texts: read.map(\.text))
    }

    private func readManifest(into list: inout ProblemList) -> Manifest? {
        guard manifestFile.bytes.count <= FileText.limit else {
            list.add(.fileTooLong, at: Place(), String(FileText.limit))
            return nil
        }
        guard let text = FileText.read(manifestFile, into: &list),
            let value = YAMLValue.read(single == nil ? text : withoutLabels(text), into: &list)
        else { return nil }
        var reader = ManifestReader(problems: list)
        var manifest = reader.read(value)
        manifest.isProven = single != nil
        var check = ManifestCheck(manifest, problems: reader.problems)
        check.run(folder: id)
        list = check.problems
        return manifest
    }

    /// The manifest up to its labels, which are most of it, and only serve to check bold words.
    ///
    /// Labels that do not come last are read all the same.
    private func withoutLabels(_ text: String) -> String {
        guard let start = text.utf8.firstRange(of: "\nlabels:\n".utf8) else { return text }
        let rest = text.utf8[start.upperBound...].split(separator: UInt8(ascii: "\n"))
        let isLast = rest.allSatisfy {
            $0.first == UInt8(ascii: " ") || $0.first == UInt8(ascii: "#")
        }
        return isLast ? String(text[..<start.lowerBound]) + "\n" : text
    }

    private func readText(
        _ file: SourceFile, locale: String, manifest: Manifest, into list: inout ProblemList
    ) -> TextReader? {
        guard file.bytes.count <= FileText.limit else {
            list.add(.markdownTooLong, at: Place(), String(FileText.limit))
            return nil
        }
        guard let text = FileText.read(file, into: &list) else { return nil }
        do throws(CommonMarkError) {
            return TextReader(
                text, document: try CommonMark.parse(text), locale: locale, manifest: manifest,
                problems: list)
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
