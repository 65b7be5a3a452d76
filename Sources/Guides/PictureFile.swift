/// `pictures.yml` by itself, and compared with its guide.

/// Descriptions of pictures as they stand in the file: no guide is needed for that yet.
struct PictureFile {
    private let read: [(picture: Picture, place: Place)]
    private let reader: PictureReader
    private let isReadable: Bool

    init(_ file: SourceFile) {
        var list = ProblemList(file: file.path)
        var value: YAMLValue?
        if file.bytes.count > FileText.limit {
            list.add(.fileTooLong, at: Place(), String(FileText.limit))
        } else if let text = FileText.read(file, into: &list) {
            value = YAMLValue.read(text, into: &list)
        }
        var reader = PictureReader(problems: list)
        read = value.map { reader.read($0) } ?? []
        isReadable = value != nil
        self.reader = reader
    }

    /// The pictures, and everything that is wrong with them; without pictures the file alone is.
    func pictures(for guide: Guide) -> (pictures: [Picture], problems: [Problem]) {
        guard isReadable else { return ([], reader.problems.problems) }
        var list = reader.problems
        check(guide, into: &list)
        return (read.map(\.picture), list.problems.sorted())
    }

    private func check(_ guide: Guide, into problems: inout ProblemList) {
        for label in reader.labels where guide.label(label.text) == nil {
            problems.add(.unknownLabel, at: label.place, label.text)
        }
        for (_, step) in reader.steps where guide.step(step.text) == nil {
            problems.add(.unknownStep, at: step.place, step.text)
        }
        for (id, task) in reader.tasks {
            guard let picture = read.first(where: { $0.picture.id == id })?.picture,
                // Of a step that is not there nothing follows.
                guide.step(picture.step) != nil, picture.number(of: task.text, in: guide) == nil
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
}
