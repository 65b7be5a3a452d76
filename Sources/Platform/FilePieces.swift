/// A file that is read in pieces, into ordinary memory: for what is not secret.
internal import Glibc

/// One file, held open: what is read belongs together, whatever takes its place meanwhile.
package struct FilePieces: ~Copyable {
    private let descriptor: Descriptor

    /// The length in bytes, as it was when the file was opened.
    package let length: Int

    init(_ descriptor: consuming Descriptor, length: Int) {
        self.descriptor = descriptor
        self.length = length
    }

    /// The bytes at `place`; fewer where the file ends before.
    package func read(_ place: Range<Int>) throws(FileFault) -> [UInt8] {
        var failed = false
        // SAFETY: the buffer has room for as many bytes as are asked for; those read are counted.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: place.count) { buffer, count in
            while count < place.count {
                let length = unsafe pread(
                    descriptor.number, buffer.baseAddress.map { unsafe $0 + count },
                    place.count - count, place.lowerBound + count)
                if length > 0 { count += length }
                if length < 0, errno == EINTR { continue }
                failed = length < 0
                if length <= 0 { return }
            }
        }
        if failed { throw .current(at: descriptor.path) }
        return bytes
    }
}
