/// Where guides come from: the binary, or a folder that a person names.
internal import Carried
package import Guides
internal import Platform
internal import Secrecy

/// The guides at hand.
package struct GuideShelf: Sendable {
    /// A folder shaped like `content/`; nil for the guides that the binary carries.
    let content: String?

    /// The guide that is used where nobody names one.
    package static let usual = "gmail"

    /// Far more than a text of a guide needs.
    static let longest = 1 << 20

    /// The reader's: plain Markdown may have other steps in each language.
    let language: String

    package init(content: String?, language: String = "en") {
        self.content = content
        self.language = language
    }

    /// The guides' IDs, sorted.
    package var ids: [String] {
        let suffix = "/guide.yml"
        if let content {
            return Files.names(in: content).filter {
                Files.permissions(content + "/" + $0 + suffix) != nil
            }
        }
        return Carried.paths.filter { $0.hasSuffix(suffix) }
            .map { String($0.dropLast(suffix.count)) }.sorted()
    }

    /// How much of a guide somebody needs.
    package enum Part: Sendable {
        case whole
        case language(String)
        /// Inputs, steps and form; no text.
        case declarations
        /// One input: whoever asks for its value needs to know how careful to be with it.
        case input(String)
    }

    /// The guide `id`, or the one in the folder that `id` is the path of.
    ///
    /// Only of a carried guide a part is read: a test has proven that the carried ones are sound.
    /// A guide from a folder is always checked as a whole.
    package func guide(_ id: String, part: Part = .whole) throws(Fault) -> Guide {
        if isPlain(id) { return try plain(at: id, language: language) }
        let isCarried = content == nil && ids.contains(id)
        let part = isCarried ? part : .whole
        let files = try sources(of: id, part)
        let (guide, problems) =
            switch part {
            case .whole:
                Guide.load(
                    id: files.id, manifest: files.manifest, texts: files.texts, lock: files.lock)
            case .language(let language):
                Guide.load(
                    id: files.id, manifest: files.manifest, texts: files.texts,
                    lock: files.lock, language: language)
            case .declarations: Guide.declarations(id: files.id, manifest: files.manifest)
            case .input(let name):
                Guide.input(name, id: files.id, manifest: files.manifest)
            }
        guard let guide else { throw .brokenGuide(problems) }
        return guide
    }

    /// The guide `id` as a whole, and what its pictures show; none when it has no pictures.
    package func pictures(
        of id: String
    ) throws(Fault) -> (guide: Guide, pictures: [Picture]) {
        let guide = try guide(id)
        guard let file = try sources(of: id).pictures else { return (guide, []) }
        let (pictures, problems) = Picture.read(file, for: guide)
        guard problems.allSatisfy({ $0.severity == .warning }) else {
            throw .brokenGuide(problems)
        }
        return (guide, pictures)
    }

    struct Sources {
        let id: String
        let manifest: SourceFile
        var texts: [String: SourceFile]
        var lock: SourceFile?
        var pictures: SourceFile?
    }

    /// The folder that a guide lies in; nil for one that the binary carries, or for none.
    func folder(of id: String) -> String? {
        if id.contains("/") || !ids.contains(id), Files.isFolder(id) { return id }
        guard let content, ids.contains(id) else { return nil }
        return content + "/" + id
    }

    func sources(of id: String, _ part: Part = .whole) throws(Fault) -> Sources {
        if let folder = folder(of: id) { return try sources(in: folder) }
        guard ids.contains(id) else { throw .unknownGuide(id, known: ids) }
        func carried(_ path: String) -> SourceFile? {
            Carried.file(path).map { SourceFile(path: "content/" + path, bytes: $0) }
        }
        guard let manifest = carried(id + "/guide.yml") else {
            throw .unknownGuide(id, known: ids)
        }
        var found = Sources(id: id, manifest: manifest, texts: [:])
        switch part {
        case .declarations, .input: return found
        case .whole, .language: break
        }
        for path in Carried.paths where path.hasPrefix(id + "/") && path.hasSuffix(".md") {
            found.texts[locale(path)] = carried(path)
        }
        found.lock = carried(id + "/" + Guide.lockName)
        found.pictures = carried(id + "/" + Picture.fileName)
        return found
    }

    func sources(in folder: String) throws(Fault) -> Sources {
        var bare = folder
        while bare.count > 1, bare.hasSuffix("/") { bare.removeLast() }
        func file(_ name: String) throws(Fault) -> SourceFile {
            let path = bare + "/" + name
            let bytes = try onDisk { () throws(FileFault) in
                try Files.readBytes(path, limit: GuideShelf.longest)
            }
            return SourceFile(path: path, bytes: bytes)
        }
        let name = bare.split(separator: "/").last.map(String.init) ?? folder
        var found = Sources(id: name, manifest: try file("guide.yml"), texts: [:])
        for text in Files.names(in: bare) where text.hasSuffix(".md") {
            found.texts[locale(text)] = try file(text)
        }
        if Files.permissions(bare + "/" + Guide.lockName) != nil {
            found.lock = try file(Guide.lockName)
        }
        if Files.permissions(bare + "/" + Picture.fileName) != nil {
            found.pictures = try file(Picture.fileName)
        }
        return found
    }

    private func locale(_ path: String) -> String {
        String((path.split(separator: "/").last ?? "").dropLast(".md".count))
    }
}
