/// From `pictures.yml` to pictures that fit their guide: everything is looked at, every fault told.
internal import CommonMark

extension Picture {
    /// The name of the file beside the manifest.
    package static let fileName = "pictures.yml"

    /// Reads the descriptions of a guide's pictures, in the file's order.
    ///
    /// `guide` is whole, with its labels and every language. A picture without a fault has its
    /// labels and tasks in the guide, and is shown by its step in every language.
    package static func read(
        _ file: SourceFile, for guide: Guide
    ) -> (pictures: [Picture], problems: [Problem]) {
        var list = ProblemList(file: file.path)
        guard file.bytes.count <= FileText.limit else {
            list.add(.fileTooLong, at: Place(), String(FileText.limit))
            return ([], list.problems)
        }
        guard let text = FileText.read(file, into: &list),
            let value = YAMLValue.read(text, into: &list)
        else { return ([], list.problems) }
        var reader = PictureReader(problems: list)
        let read = reader.read(value)
        list = reader.problems
        check(read, reader, guide, into: &list)
        return (read.map(\.picture), list.problems.sorted())
    }

    private static func check(
        _ read: [(picture: Picture, place: Place)], _ reader: PictureReader, _ guide: Guide,
        into problems: inout ProblemList
    ) {
        for label in reader.labels where guide.label(label.text) == nil {
            problems.add(.unknownLabel, at: label.place, label.text)
        }
        for (_, step) in reader.steps where guide.step(step.text) == nil {
            problems.add(.unknownStep, at: step.place, step.text)
        }
        for (id, task) in reader.tasks {
            guard let picture = read.first(where: { $0.picture.id == id })?.picture,
                picture.number(of: task.text, in: guide) == nil
            else { continue }
            problems.add(.unknownPictureTask, at: task.place, task.text, picture.step)
        }
        var seen: Set<String> = []
        for (picture, place) in read {
            if !seen.insert(picture.id).inserted {
                problems.add(.duplicateID, at: place, Thing.picture.rawValue, picture.id)
            }
            guard guide.step(picture.step) != nil else { continue }
            for locale in guide.locales where picture.description(in: locale, of: guide) == nil {
                problems.add(
                    .pictureNotShown, at: place, picture.id, picture.path(in: locale), locale)
            }
        }
    }

    /// The place of a task in the picture's step, counted from one, as the faces number them.
    package func number(of task: String, in guide: Guide) -> Int? {
        let tasks = guide.texts[guide.source]?.step(step)?.tasks ?? []
        return tasks.firstIndex { $0.id == task }.map { $0 + 1 }
    }

    /// What the picture shows, in words: its description where the step's text shows it.
    package func description(in locale: String, of guide: Guide) -> String? {
        guard let body = guide.translation(of: step, in: locale)?.body else { return nil }
        return body.lazy.compactMap { $0.description(ofImage: path(in: locale)) }.first
    }
}

extension Block {
    fileprivate func description(ofImage source: String) -> String? {
        switch kind {
        case .paragraph(let inlines):
            inlines.lazy.compactMap { inline in
                if case .image(source, _, let words) = inline.kind { words.plainText } else { nil }
            }.first
        case .list(let list):
            list.items.lazy.flatMap(\.blocks)
                .compactMap { $0.description(ofImage: source) }.first
        case .quote(let blocks):
            blocks.lazy.compactMap { $0.description(ofImage: source) }.first
        case .heading, .code, .table, .rule, .html: nil
        }
    }
}
