/// How a browser comes in: a file with a token that works once, exchanged for a cookie.
internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore
internal import Platform
internal import Secrecy
internal import Synchronization
internal import Words
internal import Workspace

/// The pages before anybody came in, and the file that leads to them.
///
/// They carry their own style and script, since every other address wants the cookie.
final class Entrance: Sendable {
    private let setup: Setup
    private let templates: Templates
    private let words: @Sendable () async -> Words
    private let style: String
    private let script: String
    private let policy: String
    private let port: Int
    /// The file that waits for its browser.
    private let waiting = Mutex<String?>(nil)

    init(
        _ setup: Setup, _ templates: Templates, style: String, script: String, port: Int,
        words: @escaping @Sendable () async -> Words
    ) {
        self.setup = setup
        self.templates = templates
        self.words = words
        self.style = style
        self.script = script
        self.port = port
        policy = Headers.policy(
            style: Entrance.hash(of: style), script: Entrance.hash(of: script))
    }

    /// How a policy names an inline text (CSP Level 3, "hash-source").
    private static func hash(of text: String) -> String {
        "'sha256-" + Base64.padded.encode(sha256(Array(text.utf8).raw).raw) + "'"
    }

    /// A token as it was typed or pasted: the address around it taken away.
    static func bare(_ typed: String) -> String {
        let last = typed.split(separator: "#").last.map(String.init) ?? typed
        return last.filter { !$0.isWhitespace }
    }

    // MARK: Pages

    /// The page that asks for a token.
    func page(_ status: HTTPResponse.Status, isWrong: Bool = false) async -> Response {
        var model: Model = ["path": RequestRules.entrance]
        if isWrong { model["isWrong"] = true }
        return await response("entrance", model, status)
    }

    /// The page that follows: it leads on by itself, so that the cookie comes along.
    func welcome() async -> Response { await response("entered", ["goes": true], .ok) }

    /// The last page.
    func goodbye() async -> Response { await response("entered", ["ends": true], .ok) }

    /// A page about a request that is not answered.
    func failure(_ status: HTTPResponse.Status) async -> Response {
        let words = await words()
        let known = "web.status-" + String(status.code)
        let text = words(words.has(known) ? known : "web.status-other")
        return await response("failure", ["code": status.code, "text": text], status)
    }

    private func response(
        _ template: String, _ model: Model, _ status: HTTPResponse.Status
    ) async -> Response {
        let words = await words()
        let text = templates.render(template, model.merging(own(words)) { $1 }, words: words)
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy,
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func own(_ words: Words) -> Model {
        ["style": style, "script": script, "language": words.language]
    }

    /// Where a browser comes in.
    var address: String { "http://127.0.0.1:\(port)" + RequestRules.entrance }

    // MARK: The file

    /// `$XDG_RUNTIME_DIR/krok`, else a folder of our own among what Krok remembers.
    private var folder: String {
        if let runtime = setup.environment.variable("XDG_RUNTIME_DIR"), runtime.hasPrefix("/") {
            return runtime + "/krok"
        }
        return setup.environment.stateFolder + "/run"
    }

    /// Writes a page of mode 0600 that sends `token`; the file's path.
    func write(_ token: String) async throws(FileFault) -> String {
        forget()
        try Folder.make(folder)
        // Refused where the folder is another user's, or others may write to it.
        _ = try Folder(at: folder)
        sweep()
        let words = await words()
        let policy =
            "default-src 'none'; script-src \(Entrance.hash(of: script)); "
            + "style-src \(Entrance.hash(of: style)); form-action \(address)"
        let text = templates.render(
            "opening",
            ["token": token, "address": address, "policy": policy].merging(own(words)) { $1 },
            words: words)
        let path = folder + "/open-\(ProcessFacts.number).html"
        try Files.write(Array(text.utf8).raw, to: path)
        waiting.withLock { $0 = path }
        return path
    }

    /// Removes the file: its token is used up, or the server ends.
    func forget() {
        let path = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        if let path { Files.removeOwn(path) }
    }

    /// Removes files of servers that were killed; their tokens are worth nothing.
    private func sweep() {
        for name in Files.names(in: folder) where name.hasPrefix("open-") {
            let digits = name.dropFirst("open-".count).prefix { $0.isNumber }
            guard name == "open-" + digits + ".html", let number = Int32(digits),
                !ProcessFacts.isRunning(number)
            else { continue }
            Files.removeOwn(folder + "/" + name)
        }
    }
}
