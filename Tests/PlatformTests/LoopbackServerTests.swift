/// A listener on this machine alone: who is let in, and who is ended.
import Glibc
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

    @Test func `whoever never reads an answer holds up nobody`() throws {
        let port = try LoopbackServerTests.freePort()
        let server = try LoopbackServer(port: port)
        let strangers = (0..<8).map { _ in LoopbackServerTests.guest(port, asks: "/other") }
        let awaited = LoopbackServerTests.guest(port, asks: "/awaited")
        defer { for number in strangers + [awaited] { close(number) } }
        var seen = 0
        // All of them would take more than a second each.
        let isMet = server.serve(seconds: 4) { head in
            seen += 1
            let isLast = head.copiedIntoOrdinaryMemory()?.contains("/awaited") == true
            return .init(Secret(copying: "HTTP/1.1 200 OK\r\n\r\n"), isLast: isLast)
        }
        #expect(isMet && seen == 9)
    }

    /// A connection whose request is sent, and which stays open.
    private static func guest(_ port: UInt16, asks path: String) -> Int32 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the structure is ours, of the size that is passed, and read alone.
        let isThere = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(number, $0, size)
            }
        }
        precondition(isThere == 0)
        SecretPipe.write(Secret(copying: "GET \(path) HTTP/1.1\r\n\r\n"), to: number)
        return number
    }

    /// One of the ports that nobody registers, which nobody has at the moment.
    private static func freePort() throws -> UInt16 {
        for port in UInt16(49152)...UInt16.max
        where (try? LoopbackServer(port: port)) != nil { return port }
        throw LoopbackFault.failed(code: 0)
    }
}
