/// Style, script, icon and templates: carried in the binary, or from a folder that stands for it.
internal import Carried
internal import NIOCore
internal import Platform
internal import Secrecy

/// The files of `content/web/`, read once.
struct Assets: Sendable {
    private let files: [String: (bytes: ByteBuffer, type: String)]

    /// What pages load; templates are not among it.
    static let types = Dictionary(
        uniqueKeysWithValues: [
            ("krok.css", "text/css; charset=utf-8"), ("krok.svg", "image/svg+xml"),
        ] + (["krok.js"] + modules).map { ($0, "text/javascript; charset=utf-8") })

    /// What the page's script, `krok.js`, is made of.
    static let modules = [
        "busy", "changes", "clipboard", "drafts", "dress", "drop", "focus", "forms", "notices",
        "pages", "revealed",
    ].map { $0 + ".js" }

    /// Far more than any of these files has.
    private static let longest = 1 << 20

    init(content: String?) {
        var files: [String: (bytes: ByteBuffer, type: String)] = [:]
        for (name, type) in Assets.types {
            guard let bytes = Assets.bytes(name, content: content) else { continue }
            files[name] = (ByteBuffer(bytes: bytes), type)
        }
        self.files = files
    }

    /// A file of `content/web/`: that of the folder where it has one, else the carried one.
    static func bytes(_ name: String, content: String?) -> [UInt8]? {
        let path = "web/" + name
        if let content, let file = try? Files.read(content + "/" + path, limit: longest) {
            return file.bytes.copiedBytes()
        }
        return Carried.file(path)
    }

    func file(_ name: String) -> Answer {
        guard let file = files[name] else { return .missing }
        return .file(file.bytes, type: file.type)
    }
}
