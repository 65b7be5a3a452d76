/// Whose process is at the other end of a connection on this machine: the kernel says.
///
/// By sock_diag(7), which looks one socket up, or else by `/proc/net/tcp` (proc(5)): one line for
/// each socket, with its own address, the other one, its state and the user.
internal import CLinux
internal import Glibc
internal import Synchronization

/// The kernel's table of TCP sockets, asked anew each time.
package enum PeerUser {
    /// An IPv4 address in the order of the network, and a port.
    package struct Endpoint: Equatable, Sendable {
        package let address: UInt32
        package let port: UInt16

        package init(address: UInt32, port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    /// The user that holds the socket which is `peer` for us and to which we are `here`.
    ///
    /// Nil when no such connection stands: it is gone already, or the table cannot be read. A
    /// socket that its process has closed shows the user 0, so that only a connection which is
    /// established at both ends counts.
    package static func user(at peer: Endpoint, connectedTo here: Endpoint) -> UInt32? {
        if let user = asked(at: peer, connectedTo: here) {
            answers.store(true, ordering: .relaxed)
            return user
        }
        // A kernel without sock_diag and a connection that is gone give the same answer. With
        // thousands of those, reading a table of thousands of lines each time takes minutes.
        return answers.load(ordering: .relaxed) ? nil : read(at: peer, connectedTo: here)
    }

    /// Whether the kernel has ever found a connection when it was asked for one.
    private static let answers = Atomic(false)

    /// The same by a question about this one socket; nil also where the kernel takes none.
    static func asked(at peer: Endpoint, connectedTo here: Endpoint) -> UInt32? {
        UInt32(
            exactly: krok_socket_user(
                peer.address.bigEndian, peer.port.bigEndian, here.address.bigEndian,
                here.port.bigEndian))
    }

    /// The same by the whole table, which takes milliseconds.
    static func read(at peer: Endpoint, connectedTo here: Endpoint) -> UInt32? {
        for (path, isMapped) in [("/proc/net/tcp", false), ("/proc/net/tcp6", true)] {
            guard let table = read(path) else { continue }
            let own = text(peer, isMapped: isMapped)
            let other = text(here, isMapped: isMapped)
            if let user = user(in: table, own: own, other: other) { return user }
        }
        return nil
    }

    /// Whether the table can be read at all; without it nobody could be told from anybody.
    package static var isReadable: Bool { read("/proc/net/tcp") != nil }

    /// The user in the line of a table that has these two ends and is established (state 01).
    static func user(in table: [UInt8], own: String, other: String) -> UInt32? {
        let wanted = Array((": " + own + " " + other + " 01 ").utf8)
        var start = 0
        while start < table.count {
            let end = table[start...].firstIndex(of: UInt8(ascii: "\n")) ?? table.count
            let line = table[start..<end]
            start = end + 1
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                line[colon...].starts(with: wanted)
            else { continue }
            // Behind the state: queues, timer, retransmissions, user.
            let fields = line[(colon + wanted.count)...].split(separator: UInt8(ascii: " "))
            guard fields.count > 3 else { return nil }
            return UInt32(String(decoding: fields[3], as: UTF8.self))
        }
        return nil
    }

    /// How the table writes an end: words of the machine's byte order in hexadecimal.
    static func text(_ end: Endpoint, isMapped: Bool) -> String {
        let address = hexadecimal(end.address.bigEndian, 8)
        let before = isMapped ? "0000000000000000" + hexadecimal(UInt32(0xFFFF).bigEndian, 8) : ""
        return before + address + ":" + hexadecimal(UInt32(end.port), 4)
    }

    private static func hexadecimal(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The largest table that is looked at: about 200,000 sockets.
    private static let longest = 32 << 20

    private static func read(_ path: String) -> [UInt8]? {
        // SAFETY: the call only reads the path.
        guard let file = try? Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC), path: path)
        else { return nil }
        return try? file.readAllBytes(limit: longest)
    }
}
