/// Whose process is at the other end of a connection, by the kernel's table.
import Testing

@testable import Platform

struct PeerUserTests {
    private static let here = PeerUser.Endpoint(address: 0x7F00_0001, port: 7411)
    private static let peer = PeerUser.Endpoint(address: 0x7F00_0001, port: 50000)

    private static let head = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode

        """

    private static func line(_ own: String, _ other: String, _ state: String, _ user: Int) -> String
    {
        "   7: \(own) \(other) \(state) 00000000:00000000 00:00000000 00000000  \(user)        0 1\n"
    }

    private static func user(_ lines: String...) -> UInt32? {
        let table = Array((head + lines.joined()).utf8)
        return PeerUser.user(in: table, own: own, other: other)
    }

    private static let own = "0100007F:C350"
    private static let other = "0100007F:1CF3"

    @Test(.enabled(if: 1.littleEndian == 1)) func `ends are written as the table writes them`() {
        #expect(PeerUser.text(PeerUserTests.peer, isMapped: false) == PeerUserTests.own)
        #expect(
            PeerUser.text(PeerUserTests.here, isMapped: true)
                == "0000000000000000FFFF00000100007F:1CF3")
    }

    @Test func `the socket of the peer tells its user`() {
        // Our own end of the same connection stands there too, with our user.
        let found = PeerUserTests.user(
            PeerUserTests.line(PeerUserTests.other, PeerUserTests.own, "01", 1),
            PeerUserTests.line(PeerUserTests.own, PeerUserTests.other, "01", 1234))
        #expect(found == 1234)
    }

    @Test(arguments: ["02", "04", "05", "06", "08", "0A"])
    func `a connection that is not established at its end tells nothing`(state: String) {
        let line = PeerUserTests.line(PeerUserTests.own, PeerUserTests.other, state, 0)
        #expect(PeerUserTests.user(line) == nil)
    }

    @Test func `another connection, a cut line and an empty table tell nothing`() {
        let other = PeerUserTests.line("0100007F:C351", PeerUserTests.other, "01", 1)
        let cut = "   7: \(PeerUserTests.own) \(PeerUserTests.other) 01 00000000:00000000 00"
        #expect(PeerUserTests.user() == nil)
        #expect(PeerUserTests.user(other) == nil)
        #expect(PeerUserTests.user(cut) == nil)
        #expect(PeerUser.user(in: [], own: "", other: "") == nil)
    }

    @Test func `the kernel's table can be read here`() { #expect(PeerUser.isReadable) }

    @Test func `no connection, no user`() {
        let nobody = PeerUser.Endpoint(address: 0x7F00_0001, port: 1)
        #expect(PeerUser.user(at: nobody, connectedTo: nobody) == nil)
    }
}
