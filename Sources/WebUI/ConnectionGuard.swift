/// What every connection has to keep to, whatever is asked over it.
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes
internal import Wire

/// Stands between the HTTP decoder and the pages, one for each connection.
///
/// Refuses other users' processes, drops whoever takes too long, gives every response its guarding
/// headers, those that the library itself makes too, and wipes the bodies that are marked.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a client may take.
    struct Patience: Sendable {
        /// For one whole request, head and body.
        var request = TimeAmount.seconds(10)
        /// Between two requests.
        var idle = TimeAmount.seconds(30)
        /// For reading what it asked for.
        var response = TimeAmount.seconds(10)
    }

    private let patience: Patience
    private let isOwn: @Sendable (_ peer: SocketAddress?, _ here: SocketAddress?) -> Bool
    private var isRefused = false
    private var isWiping = false
    private var deadline: Scheduled<Void>?
    private var writing: Scheduled<Void>?

    init(
        _ patience: Patience,
        isOwn: @escaping @Sendable (SocketAddress?, SocketAddress?) -> Bool
    ) {
        self.patience = patience
        self.isOwn = isOwn
    }

    // MARK: Coming and going

    func channelActive(context: ChannelHandlerContext) {
        guard isOwn(context.remoteAddress, context.localAddress) else {
            isRefused = true
            context.close(promise: nil)
            return
        }
        wait(patience.request, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        writing?.cancel()
        context.fireChannelInactive()
    }

    /// Closes the connection unless this is called again, or cancelled, in time.
    private func wait(_ time: TimeAmount?, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = time.map { close(in: $0, context) }
    }

    private func close(in time: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        switch unwrapInboundIn(data) {
        case .head: wait(patience.request, context)
        case .body: break
        case .end: wait(nil, context)
        }
        context.fireChannelRead(data)
    }

    // MARK: Responses

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            isWiping = head.headerFields[.wiped] != nil
            head.headerFields[.wiped] = nil
            Headers.guarding(&head.headerFields)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let buffer) where isWiping:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.whenComplete { _ in buffer.wipe() }
            context.write(data, promise: written)
        case .body: context.write(data, promise: promise)
        case .end:
            wait(patience.idle, context)
            context.write(data, promise: promise)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writing?.cancel()
        writing = context.channel.isWritable ? nil : close(in: patience.response, context)
        context.fireChannelWritabilityChanged()
    }
}
