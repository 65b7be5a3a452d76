/// Everything between the HTTP library and the pages: who may ask, for what, and how it is answered.
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Secrecy
internal import Wire

/// Answers every request; each one passes the same guards.
struct Front: HTTPResponder {
    typealias Context = BasicRequestContext

    let rules: RequestRules
    let rate: RateLimit
    let tickets: Tickets
    let keeper: Keeper
    let entrance: Entrance
    let assets: Assets
    /// Ends the server.
    let end: @Sendable () -> Void

    /// Far more than a form of ours sends; and what Google's file may have, with what surrounds it.
    static let longestForm = 64 << 10
    static let longestFile = (1 << 20) + (4 << 10)

    private var cookieName: String { "krok-\(rules.port)" }

    func respond(to request: Request, context: Context) async throws -> Response {
        do {
            return try await answer(request)
        } catch let refusal as BodyRefusal {
            return await failure(refusal.status, closes: true)
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        guard isOwnAsset(request) || rate.allows() else {
            var response = await failure(.tooManyRequests)
            response.headers[.retryAfter] = "1"
            return response
        }
        let target: Target
        do throws(RequestRules.Refusal) {
            target = try rules.check(request.head)
        } catch {
            return await failure(error.status, closes: request.method != .get)
        }
        guard let route = Route(target.segments) else {
            guard let visitor = visitor(request) else { return await failure(.forbidden) }
            return await response(.missing, visitor)
        }
        if route == .entrance { return try await enter(request) }
        guard let visitor = visitor(request) else { return await entrance.page(.forbidden) }
        if request.headers[.unasked] == nil, route != .events { await keeper.noteUse() }
        if request.method == .post { return try await post(request, route, target, visitor) }
        switch route {
        case .asset(let name): return await response(assets.file(name))
        case .image(let guide, let name): return await response(keeper.image(name, of: guide))
        case .events: return await events()
        default:
            return await response(
                keeper.show(route, Asking(visitor: visitor, query: target.query)), visitor)
        }
    }

    /// Whether a visitor's page loads what lies in memory: that is not counted.
    ///
    /// A page with half of its script has none of it, and would leave a secret in the clipboard.
    private func isOwnAsset(_ request: Request) -> Bool {
        guard let target = try? rules.check(request.head),
            case .asset? = Route(target.segments)
        else { return false }
        return visitor(request) != nil
    }

    private func visitor(_ request: Request) -> Visitor? {
        tickets.visitor(
            Tickets.cookies(named: cookieName, in: request.headers[values: .cookie]))
    }

    // MARK: Coming in

    private func enter(_ request: Request) async throws -> Response {
        guard request.method == .post else { return await entrance.page(.ok) }
        guard let form = try await form(request), let token = form.text("token"),
            let cookie = tickets.enter(Entrance.bare(token))
        else { return await entrance.page(.forbidden, isWrong: true) }
        entrance.forget()
        await keeper.noteUse()
        var response = await entrance.welcome()
        response.headers[.setCookie] =
            "\(cookieName)=\(cookie); Path=/; HttpOnly; SameSite=Strict"
        // What another program left in the browser for this address must not stay in between.
        response.headers[.clearSiteData] = "\"storage\""
        return response
    }

    // MARK: Forms

    private func post(
        _ request: Request, _ route: Route, _ target: Target, _ visitor: Visitor
    ) async throws -> Response {
        guard let form = try await form(request) else { return await failure(.badRequest) }
        guard Tickets.fits(form["word"], visitor) else { return await failure(.forbidden) }
        guard let action = form.text("do").flatMap(Action.init) else {
            return await failure(.badRequest)
        }
        if action == .end, route == .settings {
            let goodbye = await entrance.goodbye()
            end()
            return goodbye
        }
        let asking = Asking(visitor: visitor, query: target.query)
        return await response(keeper.act(action, at: route, form, asking), visitor)
    }

    /// Why a body is not read.
    private struct BodyRefusal: Error {
        let status: HTTPResponse.Status
    }

    /// The fields of a form, read straight into secret memory; nil for what is none.
    private func form(_ request: Request) async throws -> Form? {
        let type = request.headers[.contentType] ?? ""
        let kind = type.prefix { $0 != ";" }.lowercased()
        let isFile = kind == "multipart/form-data"
        guard isFile || kind == "application/x-www-form-urlencoded" else {
            throw BodyRefusal(status: .unsupportedMediaType)
        }
        let limit = isFile ? Front.longestFile : Front.longestForm
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw BodyRefusal(status: .contentTooLarge)
        }
        let body = try await SecretBody.read(request.body, limit: limit)
        guard let body else { throw BodyRefusal(status: .contentTooLarge) }
        guard isFile else { return Form(urlEncoded: body) }
        return Form.parameter("boundary", of: type).flatMap {
            Form(multipart: body, boundary: $0)
        }
    }

    // MARK: Responses

    /// `visitor` is known where a page of ours may be missing, and not a picture.
    private func response(_ answer: Answer, _ visitor: Visitor? = nil) async -> Response {
        switch answer {
        case .page(let page, let status, let fades):
            var response = html(page, status)
            if let fades { response.headers[.refresh] = "60; url=" + fades }
            return response
        case .redirect(let address):
            return Response(status: .seeOther, headers: [.location: address])
        case .file(let bytes, let type, let name):
            return file(bytes, type, name)
        case .secretFile(let secret, let type, let name):
            var response = file(ByteBuffer(copying: secret), type, name)
            response.headers[.wiped] = "1"
            return response
        case .missing:
            guard let visitor else { return await failure(.notFound) }
            return await response(keeper.missing(Asking(visitor: visitor)))
        case .refused: return await failure(.forbidden)
        case .malformed: return await failure(.badRequest)
        }
    }

    private func html(_ page: Page, _ status: HTTPResponse.Status) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        let body: ByteBuffer
        switch page {
        case .text(let text): body = text
        case .secret(let secret):
            body = ByteBuffer(copying: secret)
            headers[.wiped] = "1"
        }
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }

    private func file(_ bytes: ByteBuffer, _ type: String, _ name: String?) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
    }

    private func failure(
        _ status: HTTPResponse.Status, closes: Bool = false
    ) async -> Response {
        var response = await entrance.failure(status)
        if closes { response.headers[.connection] = "close" }
        return response
    }

    // MARK: Events

    /// Tells a page, as long as it is open, that something changed.
    private func events() async -> Response {
        guard let stream = await keeper.listen() else { return await failure(.tooManyRequests) }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
            for await event in stream {
                let text = event.isEmpty ? ":\n\n" : "event: \(event)\ndata:\n\n"
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }
}

/// A request's body on its way into secret memory.
enum SecretBody {
    /// The whole body; nil when it has more than `limit` bytes.
    ///
    /// Every piece is copied and overwritten before the next is waited for.
    static func read(_ body: RequestBody, limit: Int) async throws -> Secret? {
        var pieces: [Secret] = []
        var count = 0
        for try await buffer in body {
            count += buffer.readableBytes
            guard count <= limit else {
                buffer.wipe()
                return nil
            }
            var piece = SecretBuilder(capacity: buffer.readableBytes)
            piece.take(buffer)
            pieces.append(Secret(piece.finish()))
        }
        if pieces.count == 1 { return pieces[0] }
        var whole = SecretBuilder(capacity: count)
        for piece in pieces { whole.append(piece) }
        return Secret(whole.finish())
    }
}
