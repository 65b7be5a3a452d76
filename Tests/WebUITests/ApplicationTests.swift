/// What the library makes of an answer that fails: over a real socket, since no page of ours does.
import Hummingbird
import NIOCore
import NIOPosix
import Testing

@testable import WebUI

struct ApplicationTests {
    /// Fails as nothing of ours does: every known fault becomes a page of its own.
    private struct Failing: HTTPResponder {
        struct Unforeseen: Error {}

        func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
            throw Unforeseen()
        }
    }

    /// Everything that comes back for a request, until the other side closes.
    private static func answer(
        at port: Int, on network: MultiThreadedEventLoopGroup
    ) async throws -> String {
        let connection = try await ClientBootstrap(group: network).connect(
            host: "127.0.0.1", port: port
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await connection.executeThenClose { inbound, outbound in
            let request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
            try await outbound.write(ByteBuffer(string: request))
            var text = ""
            for try await piece in inbound { text += String(buffer: piece) }
            return text
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a live 500 is guarded like everything else, and says nothing`() async throws {
        let network = MultiThreadedEventLoopGroup.singleton
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = WebServer.application(
            Failing(), ServerLimits(), on: network
        ) { port.yield($0.localAddress?.port ?? 0) }
        let running = Task { try await application.run() }
        defer { running.cancel() }
        let found = try #require(await ports.first { _ in true })
        let answer = try await ApplicationTests.answer(at: found, on: network)
        let parts = answer.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
        var lines = try #require(parts.first).split(separator: "\r\n").map { $0.lowercased() }
        #expect(lines.removeFirst() == "http/1.1 500 internal server error")
        for line in [
            "content-security-policy: " + Headers.policy, "cache-control: no-store",
            "x-content-type-options: nosniff", "referrer-policy: no-referrer",
            "x-frame-options: deny", "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!lines.contains { $0.hasPrefix("server:") })
        #expect(Headers.policy.contains("frame-ancestors 'none'"))
        #expect(parts.dropFirst().joined().isEmpty, "no word of what went wrong")
    }
}
