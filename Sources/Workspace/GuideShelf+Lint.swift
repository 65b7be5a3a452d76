/// Linting what a person names: guides at hand, folders, files.
internal import Carried
package import Guides
internal import Platform
internal import Secrecy
internal import YetiForce

/// One thing that was looked at.
package struct Linted: Sendable {
    /// As it was named, or a guide's ID.
    package let name: String

    /// Nil for Markdown that belongs to no guide.
    package let guide: String?
    package let lint: Lint
}

extension GuideShelf {
    /// The forms that an export knows.
    private static let forms = [
        FormNeeds(
            id: MailServerForm.id, fields: Field.inputNames, needsRedirectURI: true)
    ]

    /// Every guide at hand; `today` is a day since 1970.
    package func lint(today: Int) throws(Fault) -> [Linted] {
        var linted: [Linted] = []
        for id in ids {
            linted.append(try lint(try sources(of: id), name: id, in: content, today))
        }
        return linted
    }

    /// A guide's folder, or a file of one; another folder's Markdown, or a Markdown file; or the
    /// ID of a guide at hand.
    package func lint(_ path: String, today: Int) throws(Fault) -> [Linted] {
        var bare = path
        while bare.count > 1, bare.hasSuffix("/") { bare.removeLast() }
        if Files.isFolder(bare) {
            if Files.permissions(bare + "/guide.yml") != nil {
                return [try lintFolder(bare, name: path, today)]
            }
            return try GuideShelf.markdown(below: bare).map { (file) throws(Fault) in
                try GuideShelf.lint(markdown: file)
            }
        }
        if !bare.contains("/"), Files.permissions(bare) == nil, ids.contains(bare) {
            return [try lint(try sources(of: bare), name: bare, in: content, today)]
        }
        let folder = bare.lastIndex(of: "/").map { String(bare[..<$0]) } ?? "."
        if GuideShelf.isPart(bare), Files.permissions(folder + "/guide.yml") != nil {
            return [try lintFolder(folder, name: folder, today)]
        }
        return [try GuideShelf.lint(markdown: bare)]
    }

    private func lintFolder(
        _ folder: String, name: String, _ today: Int
    ) throws(Fault) -> Linted {
        let files = try sources(in: folder)
        return GuideShelf.lint(files, name: name, today) {
            Files.isFile(folder + "/" + $0)
        }
    }

    private func lint(
        _ files: Sources, name: String, in content: String?, _ today: Int
    ) throws(Fault) -> Linted {
        let id = files.id
        return GuideShelf.lint(files, name: name, today) { path in
            content.map { Files.isFile($0 + "/" + id + "/" + path) }
                ?? Carried.paths.contains(id + "/" + path)
        }
    }

    private static func lint(
        _ files: Sources, name: String, _ today: Int,
        has: @escaping @Sendable (String) -> Bool
    ) -> Linted {
        let length = files.texts.values.reduce(0) { $0 + $1.bytes.count }
        let lint = Guide.lint(
            files.guideFiles(has: has), today: today, forms: forms,
            hands: TwoThreads.forTexts(of: length))
        return Linted(name: name, guide: files.id, lint: lint)
    }

    /// Whether a file is one of those that a guide's folder is made of.
    private static func isPart(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return ["guide.yml", Guide.lockName, Picture.fileName].contains(String(name))
            || name.hasSuffix(".md")
    }

    private static func lint(markdown path: String) throws(Fault) -> Linted {
        let bytes = try onDisk { () throws(FileFault) in
            // One byte more than is linted: what is too long is a problem of the file.
            try Files.readBytes(path, limit: longest + 1)
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let file = SourceFile(path: path, bytes: bytes)
        let lint = Guide.lint(markdown: file) {
            Files.isFile(folder + $0) || Files.isFolder(folder + $0)
        }
        return Linted(name: path, guide: nil, lint: lint)
    }

    /// The Markdown files below a folder, sorted, hidden ones left out; links are not followed.
    private static func markdown(below folder: String) -> [String] {
        Files.names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name in
            let path = folder + "/" + name
            if Files.isFile(path) { return name.hasSuffix(".md") ? [path] : [] }
            return Files.isFolder(path) && !Files.isLink(path) ? markdown(below: path) : []
        }
    }

    /// Confirms that translations say what their sources say, and writes `guide.lock`.
    ///
    /// Of `steps`, or of all where none is named. What was confirmed comes back; a guide with
    /// errors is refused.
    package func bless(
        _ folder: String, steps: [String], today: Int
    ) throws(Fault) -> [Guide.Confirmation] {
        let path = folder.contains("/") ? folder : "./" + folder
        let files = try sources(in: path)
        let guideFiles = files.guideFiles { Files.isFile(path + "/" + $0) }
        let errors = Guide.lint(guideFiles, today: today, forms: GuideShelf.forms).problems
            .filter { $0.severity == .error }
        guard errors.isEmpty else { throw .unsoundGuide(errors) }
        let guide = try self.guide(path)
        if let unknown = steps.first(where: { guide.step($0) == nil }) {
            throw .unknownStep(unknown, known: guide.steps.map(\.id))
        }
        let (lock, confirmed) = Guide.bless(guideFiles, steps: steps.isEmpty ? nil : steps)
        try onDisk { () throws(FileFault) in
            try Files.write(Array(lock.utf8).raw, to: path + "/" + Guide.lockName)
        }
        return confirmed
    }
}

extension GuideShelf.Sources {
    func guideFiles(has: @escaping @Sendable (String) -> Bool) -> GuideFiles {
        GuideFiles(
            id: id, manifest: manifest, texts: texts, lock: lock, pictures: pictures, has: has)
    }
}
