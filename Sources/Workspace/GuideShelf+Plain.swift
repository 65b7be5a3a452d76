/// Markdown without a manifest, from a file or a folder that a person names.
internal import Guides
internal import Platform
internal import Secrecy

extension GuideShelf {
    /// What a file of Markdown may be called.
    private static let endings = [".md", ".markdown", ".mdown", ".mkd"]

    /// Whether `name` is the path of Markdown without a manifest rather than a guide's name.
    func isPlain(_ name: String) -> Bool {
        if !name.contains("/"), ids.contains(name) { return false }
        if Files.isFolder(name) { return Files.permissions(name + "/guide.yml") == nil }
        let isNamedSo = GuideShelf.endings.contains { name.lowercased().hasSuffix($0) }
        return isNamedSo || name.contains("/") && Files.permissions(name) != nil
    }

    /// The guide that the Markdown at `path` makes, for a reader of `language`.
    ///
    /// Of a folder every file that is named by a language is read, else its README, else the
    /// first file. The guide's ID begins with `file:`, which no manifest allows, and holds a hash
    /// of the absolute path: progress is found again, and says nothing of where the file lies.
    func plain(at path: String, language: String) throws(Fault) -> Guide {
        var bare = path[...]
        while bare.count > 1, bare.hasSuffix("/") { bare = bare.dropLast() }
        let path = String(bare)
        var texts: [String: SourceFile] = [:]
        for name in Files.isFolder(path) ? try names(in: path) : [path] {
            let bytes = try onDisk { () throws(FileFault) in
                try Files.readBytes(name, limit: GuideShelf.longest)
            }
            let file = SourceFile(path: name, bytes: bytes)
            let resolved = SourceFile(path: Files.resolved(name) ?? name, bytes: file.bytes)
            texts[Guide.plainLanguage(of: resolved)] = file
        }
        let whole = Files.resolved(path) ?? path
        let digest = sha256(Array(whole.utf8).raw).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        let (guide, problems) = Guide.plain(
            id: "file:" + digest, path: path, texts: texts, language: language)
        guard let guide else { throw .brokenGuide(problems) }
        return guide
    }

    /// The SHA-256 of a file in hexadecimal.
    package static func digest(ofFile path: String) throws(Fault) -> String {
        let bytes = try onDisk { () throws(FileFault) in
            try Files.readBytes(path, limit: longest)
        }
        return sha256(bytes.raw).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The files of a folder that make up a guide, as paths: one, or one for each language.
    ///
    /// `pl.md` and `en.md`, else `README.md` with `README.pl.md` beside it, else the first name.
    private func names(in folder: String) throws(Fault) -> [String] {
        let all = Files.names(in: folder).filter { name in
            GuideShelf.endings.contains { name.lowercased().hasSuffix($0) }
        }.map { (name: $0, stem: Guide.plainName(ofFile: $0).stem.lowercased()) }
        let stems = all.map(\.stem)
        guard let stem = ["", "readme", "index"].first(where: stems.contains) ?? stems.first else {
            throw .noMarkdown(path: folder)
        }
        return all.filter { $0.stem == stem }.map { folder + "/" + $0.name }
    }
}
