/// From files to a guide: everything is looked at, and every fault is told.

extension Guide {
    /// The name of the file beside the manifest that says what translations were made from.
    package static let lockName = GuideLock.fileName

    /// Reads a guide's files; there is a guide when none of the problems is an error.
    ///
    /// `id` is the name of the guide's folder, `texts` are by locale; without a `lock` no
    /// translation counts as stale. The problems come file by file, the manifest's first, then in
    /// the order of the lines.
    package static func load(
        id: String, manifest file: SourceFile, texts: [String: SourceFile],
        lock: SourceFile? = nil
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(
            id: id, texts: texts, manifestFile: file, lock: lock, single: nil)
        let guide = loader.run()
        return (guide, loader.problems)
    }

    /// Reads one language of a guide that is known to be sound, in half the time.
    ///
    /// Its structure is still checked, but not whether the languages agree and what running text
    /// says; it has no labels. The guide is in `language`, or else in its source language; steps
    /// whose translation is stale are in the source language all the same.
    package static func load(
        id: String, manifest file: SourceFile, texts: [String: SourceFile],
        lock: SourceFile? = nil, language: String
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(
            id: id, texts: texts, manifestFile: file, lock: lock, single: language)
        let guide = loader.run()
        return (guide, loader.problems)
    }

    /// Reads the manifest of a guide that is known to be sound: inputs, steps and form, no text.
    package static func declarations(
        id: String, manifest file: SourceFile
    ) -> (guide: Guide?, problems: [Problem]) {
        manifest(id, file, .manifest)
    }

    /// Reads what a guide that is known to be sound says of one input: no step, no form, no text.
    ///
    /// Where it has no input of that name, all of its inputs are read.
    package static func input(
        _ name: String, id: String, manifest file: SourceFile
    ) -> (guide: Guide?, problems: [Problem]) {
        manifest(id, file, .input(name))
    }

    private static func manifest(
        _ id: String, _ file: SourceFile, _ extent: GuideLoader.Extent
    ) -> (guide: Guide?, problems: [Problem]) {
        var loader = GuideLoader(
            id: id, texts: [:], manifestFile: file, lock: nil, single: "", extent: extent)
        let guide = loader.run()
        return (guide, loader.problems)
    }
}
