/// Every connection's guard: who may connect, how long it may take, what every response carries.
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebUI

struct ConnectionGuardTests {
    private static func channel(isOwn: Bool = true) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(
            handler: ConnectionGuard(.init(), isOwn: { _, _ in isOwn }))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 7411)).wait()
        return channel
    }

    private static func ask(_ channel: EmbeddedChannel) throws {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/")
        try channel.writeInbound(HTTPRequestPart.head(head))
        try channel.writeInbound(HTTPRequestPart.end(nil))
    }

    private static func isOpen(
        _ channel: EmbeddedChannel, after time: TimeAmount
    ) -> Bool {
        channel.embeddedEventLoop.advanceTime(by: time)
        return channel.isActive
    }

    @Test func `a connection of another user's process is closed unread`() throws {
        let channel = try ConnectionGuardTests.channel(isOwn: false)
        #expect(!channel.isActive)
        #expect(try ConnectionGuardTests.channel().isActive)
    }

    @Test func `whoever says nothing, or not all, is dropped after ten seconds`() throws {
        let silent = try ConnectionGuardTests.channel()
        #expect(ConnectionGuardTests.isOpen(silent, after: .seconds(9)))
        #expect(!ConnectionGuardTests.isOpen(silent, after: .seconds(2)))
        let slow = try ConnectionGuardTests.channel()
        let head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
        try slow.writeInbound(HTTPRequestPart.head(head))
        for _ in 0..<3 {
            slow.embeddedEventLoop.advanceTime(by: .seconds(3))
            try slow.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        }
        #expect(slow.isActive)
        #expect(!ConnectionGuardTests.isOpen(slow, after: .seconds(2)), "pieces buy no time")
    }

    @Test func `no answer is hurried; afterwards a connection may rest for half a minute`() throws {
        let channel = try ConnectionGuardTests.channel()
        try ConnectionGuardTests.ask(channel)
        #expect(ConnectionGuardTests.isOpen(channel, after: .hours(1)))
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        #expect(ConnectionGuardTests.isOpen(channel, after: .seconds(29)))
        #expect(!ConnectionGuardTests.isOpen(channel, after: .seconds(2)))
    }

    @Test func `whoever does not read the answer is dropped after ten seconds`() throws {
        let channel = try ConnectionGuardTests.channel()
        try ConnectionGuardTests.ask(channel)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(ConnectionGuardTests.isOpen(channel, after: .seconds(9)))
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(ConnectionGuardTests.isOpen(channel, after: .seconds(60)), "it went on reading")
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(!ConnectionGuardTests.isOpen(channel, after: .seconds(11)))
    }

    @Test(arguments: [200, 303, 400, 403, 404, 413, 429, 500, 503])
    func `every response is guarded, whoever made it`(status: Int) throws {
        let channel = try ConnectionGuardTests.channel()
        try ConnectionGuardTests.ask(channel)
        var head = HTTPResponse(status: .init(code: status))
        head.headerFields[.wiped] = "1"
        try channel.writeOutbound(HTTPResponsePart.head(head))
        guard case .head(let sent)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("no head")
            return
        }
        let fields = sent.headerFields
        #expect(fields[.cacheControl] == "no-store" && fields[.frameOptions] == "DENY")
        #expect(fields[.xContentTypeOptions] == "nosniff")
        #expect(fields[.referrerPolicy] == "no-referrer")
        #expect(fields[.openerPolicy] == "same-origin")
        #expect(fields[.resourcePolicy] == "same-origin")
        #expect(fields[.contentSecurityPolicy] == Headers.policy)
        #expect(fields[.wiped] == nil, "a mark for ourselves")
        #expect(Headers.policy.contains("frame-ancestors 'none'"))
        #expect(!Headers.policy.contains("unsafe"))
    }
}
