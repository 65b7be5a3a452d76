/// A listener on this machine's own addresses that waits for one request of a browser.
internal import CLinux
internal import Glibc
package import Secrecy

/// Why there is no listener.
package enum LoopbackFault: Error, Equatable, Sendable {
    /// Somebody else listens there.
    case portTaken(UInt16)
    case failed(code: Int32)
}

/// Listens on 127.0.0.1 and ::1, and on nothing that another machine reaches.
///
/// Bounded whatever comes: sixteen connections at a time, each with five seconds for its request
/// and 16 KiB for its head; a slow one holds up nobody, nor does one that never reads its answer.
package final class LoopbackServer {
    /// What a request is answered with, and whether it was the one that is waited for.
    package struct Reply: Sendable {
        let bytes: Secret
        let isLast: Bool

        /// `bytes` is a whole answer, status line and headers included.
        package init(_ bytes: Secret, isLast: Bool) {
            self.bytes = bytes
            self.isLast = isLast
        }
    }

    private var listeners: [Int32] = []
    private var guests: [Guest] = []

    private static let mostGuests = 16
    private static let longestHead = 1 << 14
    private static let patience = 5_000
    /// How long an answered one may take to read, in milliseconds.
    private static let farewell = 1_000

    /// One connection: what came so far, and until when the rest has to.
    private final class Guest {
        let number: Int32
        var deadline: Int
        /// Whether nothing but its end is waited for.
        var isAnswered = false
        var head: SecretBuilder? = SecretBuilder(capacity: 2048)
        /// The last four bytes, to see the empty line.
        var tail: UInt32 = 0
        var count = 0

        init(_ number: Int32, until deadline: Int) {
            self.number = number
            self.deadline = deadline
        }

        deinit { close(number) }
    }

    package init(port: UInt16) throws(LoopbackFault) {
        // Where the machine has no IPv6 the other address alone will do.
        for family in [AF_INET, AF_INET6] {
            let number = socket(family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
            if number < 0, family == AF_INET6, errno == EAFNOSUPPORT { continue }
            guard number >= 0 else { throw .failed(code: errno) }
            listeners.append(number)
            var yes: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            // SAFETY: the number is ours and has the size that is passed.
            unsafe setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, size)
            unsafe setsockopt(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size)
            guard LoopbackServer.bind(number, family, port) == 0, listen(number, 16) == 0 else {
                let code = errno
                if family == AF_INET6, code == EADDRNOTAVAIL {
                    close(listeners.removeLast())
                    continue
                }
                throw code == EADDRINUSE ? .portTaken(port) : .failed(code: code)
            }
        }
    }

    deinit { for number in listeners { close(number) } }

    /// Serves until `judge` calls a reply the last one, or the time is up (false).
    ///
    /// `judge` is given each request's head; a request that is too long or too slow is ended
    /// without a word.
    package func serve(seconds: Int, _ judge: (Secret) -> Reply) -> Bool {
        let end = SecretPipe.now + seconds * 1000
        while SecretPipe.now < end {
            guests.removeAll { $0.deadline <= SecretPipe.now }
            let soonest = guests.map(\.deadline).min() ?? end
            var descriptors = (listeners + guests.map(\.number)).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            let wait = max(0, min(soonest, end) - SecretPipe.now)
            // SAFETY: the array has the length that is passed.
            unsafe poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: wait))
            let ready = Set(descriptors.filter { $0.revents != 0 }.map(\.fd))
            for guest in guests where ready.contains(guest.number) {
                guard let head = read(guest) else { continue }
                guard !guest.isAnswered, !head.isEmpty else {
                    guests.removeAll { $0 === guest }
                    continue
                }
                let reply = judge(head)
                answer(guest, reply.bytes)
                if reply.isLast {
                    LoopbackServer.waitForEnd(of: guest.number)
                    return true
                }
            }
            for listener in listeners where ready.contains(listener) { take(listener) }
        }
        return false
    }

    private func take(_ listener: Int32) {
        let number = accept(listener, nil, nil)
        guard number >= 0 else { return }
        _ = fcntl(number, F_SETFL, O_NONBLOCK)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        // The eldest has had its chance.
        if guests.count >= LoopbackServer.mostGuests { guests.removeFirst() }
        guests.append(Guest(number, until: SecretPipe.now + LoopbackServer.patience))
    }

    /// The whole head once it is there; nil while it is not; empty when there will be none.
    private func read(_ guest: Guest) -> Secret? {
        var length = 0
        let piece = SecretBytes(count: 2048) { (span: inout MutableRawSpan) in
            // SAFETY: the buffer is exactly the span's memory.
            length = unsafe span.withUnsafeMutableBytes { buffer in
                unsafe recv(guest.number, buffer.baseAddress, buffer.count, 0)
            }
        }
        let nothing = Secret(copying: "")
        if length < 0 { return errno == EAGAIN || errno == EINTR ? nil : nothing }
        guard length > 0 else { return nothing }
        if guest.isAnswered { return nil }
        let bytes = Secret(piece)[0..<length]
        guard var head = guest.head.take() else { return nothing }
        for index in 0..<length {
            head.append(bytes[index])
            guest.count += 1
            guest.tail = guest.tail << 8 | UInt32(bytes[index])
            // What stands behind the empty line is a body, which nobody asked for.
            if guest.tail == 0x0D0A_0D0A { return Secret(head.finish()) }
        }
        guard guest.count <= LoopbackServer.longestHead else { return nothing }
        guest.head = consume head
        return nil
    }

    /// Writes an answer; the guest has a while to read it before the connection is closed.
    private func answer(_ guest: Guest, _ bytes: Secret) {
        SecretPipe.write(bytes, to: guest.number)
        shutdown(guest.number, Int32(SHUT_WR))
        guest.isAnswered = true
        guest.deadline = SecretPipe.now + LoopbackServer.farewell
    }

    private static func waitForEnd(of number: Int32) {
        var descriptor = [pollfd(fd: number, events: Int16(POLLIN), revents: 0)]
        // SAFETY: the array has the length that is passed.
        unsafe poll(&descriptor, 1, Int32(farewell))
    }

    private static func bind(_ number: Int32, _ family: Int32, _ port: UInt16) -> Int32 {
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            // SAFETY: the structure is ours, of the size that is passed, and read alone.
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.bind(number, $0, size)
                }
            }
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        address.sin6_addr = in6addr_loopback
        let size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        // SAFETY: as above.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(number, $0, size)
            }
        }
    }
}
