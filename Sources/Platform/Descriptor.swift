/// An open file that closes itself.
internal import CLinux
internal import Glibc
internal import Secrecy

/// One open file descriptor with one owner.
struct Descriptor: ~Copyable {
    let number: Int32
    let path: String

    init(_ number: Int32, path: String) throws(FileFault) {
        guard number >= 0 else { throw .current(at: path) }
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    func status() throws(FileFault) -> stat {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe fstat(number, &status) == 0 else { throw .current(at: path) }
        return status
    }

    /// Reads to the end into secret memory; refuses more than `limit` bytes.
    func readAll(limit: Int) throws(FileFault) -> Secret {
        let size = Int(try status().st_size)
        guard size <= limit else { throw FileFault(.tooLarge(limit: limit), at: path) }
        var builder = SecretBuilder(capacity: size + 1)
        while true {
            // A pipe says that its size is zero; one byte more than a file has finds its end.
            let expected = size >= builder.count ? size - builder.count + 1 : Descriptor.piece
            let before = builder.count
            var failed = false
            builder.append(upTo: min(expected, Descriptor.piece)) { (span: inout MutableRawSpan) in
                let (length, hasFailed) = readOnce(into: &span)
                failed = hasFailed
                return length
            }
            if failed { throw .current(at: path) }
            if builder.count == before { return Secret(builder.finish()) }
            guard builder.count <= limit else { throw FileFault(.tooLarge(limit: limit), at: path) }
        }
    }

    /// Reads to the end into ordinary memory: for what is not secret, such as ciphertext.
    func readAllBytes(limit: Int) throws(FileFault) -> [UInt8] {
        let length = Int(try status().st_size)
        guard length <= limit else { throw FileFault(.tooLarge(limit: limit), at: path) }
        // A file comes in one piece, which nothing has to be moved to; the next one is its end.
        var bytes = try readBytes(room: length + 1)
        while bytes.count <= limit {
            let more = try readBytes(room: min(Descriptor.piece, limit + 1 - bytes.count))
            if more.isEmpty { return bytes }
            bytes += more
        }
        throw FileFault(.tooLarge(limit: limit), at: path)
    }

    /// Up to `room` bytes of one `read`; none at the end.
    private func readBytes(room: Int) throws(FileFault) -> [UInt8] {
        var length = 0
        // SAFETY: the buffer has room for as many bytes as are asked for; those read are counted.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            repeat {
                length = unsafe Glibc.read(number, buffer.baseAddress, room)
            } while length < 0 && errno == EINTR
            count = max(0, length)
        }
        guard length >= 0 else { throw .current(at: path) }
        return bytes
    }

    /// How many bytes are read at a time.
    private static let piece = 1 << 16

    /// One `read`, repeated when a signal interrupts it: the length, and whether it failed.
    func readOnce(into span: inout MutableRawSpan) -> (length: Int, failed: Bool) {
        while true {
            // SAFETY: the buffer is exactly the span's memory.
            let length = unsafe span.withUnsafeMutableBytes { buffer in
                unsafe read(number, buffer.baseAddress, buffer.count)
            }
            if length >= 0 { return (length, false) }
            if errno != EINTR { return (0, true) }
        }
    }

    func writeAll(_ bytes: RawSpan) throws(FileFault) {
        guard Descriptor.write(bytes, to: number) else { throw .current(at: path) }
    }

    func synchronise() throws(FileFault) {
        guard fsync(number) == 0 else { throw .current(at: path) }
    }

    /// Writes everything to a descriptor that somebody else owns; false leaves `errno`.
    static func write(_ bytes: RawSpan, to number: Int32) -> Bool {
        var offset = 0
        while offset < bytes.byteCount {
            // SAFETY: `offset` is below the length; the call reads the rest at most.
            let length = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    number, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset)
            }
            if length >= 0 { offset += length } else if errno != EINTR { return false }
        }
        return true
    }
}
