/// The files of `content/`, as the binary carries them.
internal import CContent

/// Guides and interface words without a file system: copied to another machine, Krok has them all.
package enum Carried {
    /// The paths below `content/`, in the order of `content.c`.
    package static var paths: [String] {
        // SAFETY: the table has `krok_file_count` entries; each path ends with zero.
        (0..<krok_file_count).map { unsafe String(cString: krok_file_at($0).pointee.path) }
    }

    /// The bytes of the file at `path`; nil when it is not carried.
    package static func file(_ path: String) -> [UInt8]? {
        guard let index = paths.firstIndex(of: path) else { return nil }
        // SAFETY: the entry's bytes are constant and have the length that stands beside them.
        let file = unsafe krok_file_at(index).pointee
        return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
