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
        PictureFile(file).pictures(for: guide)
    }

    /// The place of a task in the picture's step, counted from one, as the faces number them.
    package func number(of task: String, in guide: Guide) -> Int? {
        let tasks = guide.texts[guide.source]?.step(step)?.tasks ?? []
        return tasks.firstIndex { $0.id == task }.map { $0 + 1 }
    }

    /// What the picture shows, in words: its description where the step's text shows it.
    package func description(in locale: String, of guide: Guide) -> String? {
        guard let body = guide.translation(of: step, in: locale)?.body else { return nil }
        return body.description(ofImage: path(in: locale))
    }
}

extension [Block] {
    fileprivate func description(ofImage source: String) -> String? {
        for block in self {
            if let words = block.description(ofImage: source) { return words }
        }
        return nil
    }
}

extension Block {
    fileprivate func description(ofImage source: String) -> String? {
        switch kind {
        case .paragraph(let inlines):
            for inline in inlines {
                if case .image(source, _, let words) = inline.kind { return words.plainText }
            }
        case .list(let list):
            for item in list.items {
                if let words = item.blocks.description(ofImage: source) { return words }
            }
        case .quote(let blocks): return blocks.description(ofImage: source)
        case .heading, .code, .table, .rule, .html: break
        }
        return nil
    }
}
