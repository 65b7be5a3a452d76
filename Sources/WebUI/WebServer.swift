/// The guide as a local web page: the server, from its start to its end.
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix
package import Platform
internal import Secrecy
internal import Synchronization
internal import Words
package import Workspace

/// What may be set from outside.
package struct ServerLimits: Sendable {
    /// 0: any that is free.
    package var port = 0
    /// Requests a second that are answered; 0: all of them.
    package var requestsPerSecond = 100
    package var connections = 200

    package init() {}
}

/// One server on the loopback address.
package final class WebServer: Sendable {
    private let setup: Setup
    private let limits: ServerLimits
    private let tickets = Tickets()
    private let keeper: Keeper
    private let templates: Templates
    private let network: MultiThreadedEventLoopGroup
    private let door = Door()
    private let entrance = Mutex<Entrance?>(nil)

    /// Throws when a template cannot be used.
    package init(_ setup: Setup, _ limits: ServerLimits) throws(TemplateFault) {
        self.setup = setup
        self.limits = limits
        templates = try Templates { Assets.bytes($0, content: setup.content) }
        network = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        keeper = Keeper(setup, templates: templates, opener: Opener(setup))
    }

    /// Listens, calls `started` with the port, and serves until the process ends.
    ///
    /// `end` is called when somebody ends the server from a page. Throws when the port cannot be
    /// had.
    package func run(
        started: @escaping @Sendable (Int) async -> Void, end: @escaping @Sendable () -> Void
    ) async throws {
        let application = WebServer.application(door, limits, on: network) { [self] channel in
            let port = channel.localAddress?.port ?? 0
            open(port, end: end)
            await started(port)
        }
        let watching = Task { await watch() }
        defer { watching.cancel() }
        try await application.run()
    }

    /// The library around whatever answers, with the guard in front of every connection.
    static func application<Responder: HTTPResponder>(
        _ responder: Responder, _ limits: ServerLimits, on network: MultiThreadedEventLoopGroup,
        running: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<Responder> where Responder.Context == BasicRequestContext {
        var configuration = ApplicationConfiguration(
            address: .hostname("127.0.0.1", port: limits.port), backlog: 256,
            availableConnectionsDelegate: MaximumAvailableConnections(
                limits.connections, logger: silence))
        configuration.serverName = nil
        let connections = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(.init(), isOwn: isOwn)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10,
                maxHeaderFieldCount: 64))
        return Application(
            responder: responder, server: .http1(configuration: connections),
            configuration: configuration, onServerRunning: running,
            eventLoopGroupProvider: .shared(network), logger: silence)
    }

    /// Nothing is ever written to a log: addresses hold names of profiles.
    private static let silence = Logger(label: "krok") { _ in SwiftLogNoOpLogHandler() }

    /// Whether the process at the other end of a connection is one of this user's.
    private static let isOwn: @Sendable (SocketAddress?, SocketAddress?) -> Bool = { peer, here in
        guard let peer = peer.flatMap(PeerUser.Endpoint.init),
            let here = here.flatMap(PeerUser.Endpoint.init)
        else { return false }
        return PeerUser.user(at: peer, connectedTo: here) == ProcessFacts.user
    }

    private func open(_ port: Int, end: @escaping @Sendable () -> Void) {
        let keeper = keeper
        let entrance = Entrance(
            setup, templates, style: text("entrance.css"), script: text("entrance.js"),
            port: port, words: { await keeper.words })
        self.entrance.withLock { $0 = entrance }
        door.open(
            Front(
                rules: RequestRules(port: port),
                rate: RateLimit(perSecond: limits.requestsPerSecond), tickets: tickets,
                keeper: keeper, entrance: entrance, assets: Assets(content: setup.content),
                end: end))
    }

    private func text(_ name: String) -> String {
        String(decoding: Assets.bytes(name, content: setup.content) ?? [], as: UTF8.self)
    }

    /// Looks at clock and files four times a second.
    private func watch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(250))
            await keeper.tick()
        }
    }

    // MARK: Coming in and going out

    /// A new token, good for one browser: the page that carries it, and the token itself.
    package func invite() async throws(FileFault) -> (file: String, token: String)? {
        guard let entrance = entrance.withLock({ $0 }) else { return nil }
        let token = tickets.newToken()
        return (try await entrance.write(token), token)
    }

    /// An address with a new token, which is not part of what a browser sends of an address.
    ///
    /// The file of an earlier token goes. Nil before the server listens.
    package func address() -> String? {
        guard let entrance = entrance.withLock({ $0 }) else { return nil }
        entrance.forget()
        return entrance.address + "#" + tickets.newToken()
    }

    /// Opens the vault before anybody comes in, in a way that was given at the start.
    package func open(_ way: WayIn) async throws(Fault) { _ = try await keeper.open(way) }

    /// Locks, tells every page, and removes what lies in the runtime folder.
    package func stop() async {
        entrance.withLock { $0 }?.forget()
        await keeper.dismiss()
        // Long enough for the streams to say goodbye; nobody waits for a client that does not read.
        try? await Task.sleep(for: .milliseconds(100))
    }
}

extension PeerUser.Endpoint {
    /// An end of a connection over IPv4; nil for every other kind.
    init?(_ address: SocketAddress) {
        guard case .v4 = address, let port = address.port, let text = address.ipAddress else {
            return nil
        }
        let parts = text.split(separator: ".").compactMap { UInt32($0) }
        guard parts.count == 4, parts.allSatisfy({ $0 < 256 }) else { return nil }
        self.init(
            address: parts.reduce(0) { $0 << 8 | $1 }, port: UInt16(truncatingIfNeeded: port))
    }
}

/// What stands in front of the pages until the server knows its port.
final class Door: HTTPResponder {
    typealias Context = BasicRequestContext

    private let front = Mutex<Front?>(nil)

    func open(_ front: Front) { self.front.withLock { $0 = front } }

    func respond(to request: Request, context: Context) async throws -> Response {
        guard let front = front.withLock({ $0 }) else {
            return Response(status: .serviceUnavailable)
        }
        return try await front.respond(to: request, context: context)
    }
}
