/// A listener on this machine alone: who is let in, and who is ended.
import Secrecy
import Testing

@testable import Platform

struct LoopbackServerTests {
    @Test func `a port that is taken is told apart`() throws {
        let port = try LoopbackServerTests.freePort()
        let first = try LoopbackServer(port: port)
        #expect(throws: LoopbackFault.portTaken(port)) { _ = try LoopbackServer(port: port) }
        _ = first
    }

    @Test func `nobody who comes is an end in time`() throws {
        let server = try LoopbackServer(port: try LoopbackServerTests.freePort())
        #expect(server.serve(seconds: 0) { _ in .init(Secret(copying: ""), isLast: true) } == false)
    }

    /// One of the ports that nobody registers, which nobody has at the moment.
    private static func freePort() throws -> UInt16 {
        for port in UInt16(49152)...UInt16.max
        where (try? LoopbackServer(port: port)) != nil { return port }
        throw LoopbackFault.failed(code: 0)
    }
}
