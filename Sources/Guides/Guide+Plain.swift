/// Any Markdown as a guide: steps from its headings, tasks from its lists.
internal import CommonMark

extension Guide {
    /// Reads texts without a manifest; nil when none of them can be read, which is a problem then.
    ///
    /// `id` has to be one that no guide with a manifest can have. `path` is what a person calls
    /// the guide. Languages with the same steps in the same order share their IDs, and ticks with
    /// them; a text in `language` that has other steps is a guide by itself, its IDs its own.
    package static func plain(
        id: String, path: String, texts: [String: SourceFile], language: String
    ) -> (guide: Guide?, problems: [Problem]) {
        var problems: [Problem] = []
        var read: [String: PlainText] = [:]
        for (locale, file) in texts.sorted(by: { $0.key < $1.key }) {
            var list = ProblemList(file: file.path)
            read[locale] = PlainFile.read(file, locale: locale, into: &list)
            problems += list.problems
        }
        guard problems.isEmpty else { return (nil, problems) }
        let source = ["pl", "en"].first { read[$0] != nil } ?? read.keys.min() ?? ""
        guard let first = read[source] else { return (nil, []) }
        var main = source
        var taken = read.filter { $0.value.shape == first.shape }
        if taken[language] == nil, let other = read[language] {
            (main, taken) = (language, [language: other])
        }
        var guide = Guide(id, path, taken, source: main)
        guide?.plainFiles = texts.filter { taken[$0.key] != nil }.mapValues(\.path)
        let shown = taken[main] ?? first
        guide?.apart = read.filter { taken[$0.key] == nil }.sorted { $0.key < $1.key }.map {
            Apart(locale: $0.key, heading: $0.value.heading(partingFrom: shown))
        }
        return (guide, [])
    }

    /// The language of a file without a manifest: from its name, its words, or its folder.
    package static func plainLanguage(of file: SourceFile) -> String {
        PlainLanguage.of(file.path, String(decoding: file.bytes, as: UTF8.self))
    }

    /// A file's name without language and ending, and the language that it is named by.
    package static func plainName(ofFile name: String) -> (stem: String, language: String?) {
        let (stem, code) = PlainLanguage.parts(ofFile: name)
        return (stem, code)
    }

    private init?(
        _ id: String, _ path: String, _ read: [String: PlainText], source: String
    ) {
        guard let first = read[source] else { return nil }
        var ids = PlainIDs()
        let names = first.sections.map { ids.step($0.bareTitle) }
        var texts: [String: GuideText] = [:]
        texts[source] = GuideText(first, names, tasks: nil)
        let tasks = texts[source]?.steps.map { $0.tasks.map(\.id) } ?? []
        for (locale, other) in read where locale != source {
            texts[locale] = GuideText(other, names, tasks: tasks)
        }
        self.init(
            id: id, source: source, locales: [source] + read.keys.filter { $0 != source }.sorted(),
            provider: nil, form: nil, inputs: [],
            steps: zip(names, first.sections).map { Step($0, isReference: $1.isReference) },
            labels: [], texts: texts)
        plainPath = path
    }
}

/// A language of plain Markdown whose steps are not those of the text that is shown.
package struct Apart: Sendable, Hashable {
    package let locale: String

    /// The first heading that has no counterpart.
    package let heading: String
}

extension PlainText {
    /// The first heading that the other text has not, or else the first one that only it has.
    fileprivate func heading(partingFrom other: PlainText) -> String {
        let index =
            zip(shape, other.shape).enumerated().first { $1.0 != $1.1 }?.offset
            ?? min(shape.count, other.shape.count)
        let longer = index < sections.count ? self : other
        return longer.sections.indices.contains(index)
            ? longer.sections[index].title.plainText : ""
    }
}

extension Step {
    fileprivate init(_ id: String, isReference: Bool) {
        self.init(
            id: id, minutes: nil, condition: nil, open: nil, asks: [], uses: [], checks: [],
            provenBy: [], needsProof: false, authorises: false,
            verified: nil, recheckDays: nil, isReference: isReference, symptoms: [])
    }
}

extension GuideText {
    /// `tasks` are the source language's, by section; nil for the source language itself.
    fileprivate init(_ text: PlainText, _ names: [String], tasks given: [[String]]?) {
        var steps: [StepText] = []
        for (index, section) in text.sections.enumerated() {
            var tasks = PlainTasks(given: given?[index])
            let body = section.isReference ? section.body : tasks.mark(section.body)
            steps.append(
                StepText(
                    id: names[index], title: section.title, anchors: section.anchors, body: body,
                    tasks: tasks.tasks.filter { !$0.id.isEmpty }, inputs: [], symptoms: []))
        }
        self.init(locale: text.locale, title: text.title, introduction: [], steps: steps)
    }
}

/// One file to one text.
private enum PlainFile {
    /// Nil, with a problem, when the bytes are no text or `CommonMark` refuses them.
    static func read(
        _ file: SourceFile, locale: String, into list: inout ProblemList
    ) -> PlainText? {
        guard file.bytes.count <= FileText.limit else {
            list.add(.markdownTooLong, at: Place(), String(FileText.limit))
            return nil
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = file.bytes.starts(with: mark) ? Array(file.bytes.dropFirst(3)) : file.bytes
        guard let whole = String(validating: bytes, as: UTF8.self) else {
            // Says where; what else a shipped guide must not hold is no fault here.
            var faults = ProblemList(file: file.path)
            _ = FileText.read(file, into: &faults)
            for fault in faults.problems where fault.code == .notUTF8 {
                list.add(.notUTF8, at: Place(line: fault.line, column: fault.column))
            }
            return nil
        }
        let (text, title) = FrontMatter.removed(from: whole)
        do throws(CommonMarkError) {
            let document = try CommonMark.parse(text, closesFences: true)
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            return PlainReader(document, locale: locale, title: title, name: name).text
        } catch {
            list.add(error)
            return nil
        }
    }
}
