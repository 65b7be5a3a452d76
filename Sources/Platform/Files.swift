/// Files that a person names: read whole, written whole.
internal import CLinux
internal import Glibc
package import Secrecy

/// Files outside of the vault: passphrase files, imports, guides, exports.
package enum Files {
    /// The whole file at `path`, at most `limit` bytes; `-` is standard input.
    ///
    /// With `ownersOnly` a regular file that others may read is refused, as is one of another
    /// user: a passphrase in it would be no secret. A pipe has no such bits and is taken.
    package static func read(
        _ path: String, limit: Int, ownersOnly: Bool = false
    ) throws(FileFault) -> Secret {
        if path == "-" { return try readDescriptor(STDIN_FILENO, limit: limit) }
        // SAFETY: the call only reads the path.
        let file = try Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC), path: path)
        let status = try file.status()
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileFault(.notAFile, at: path) }
        if ownersOnly, status.st_mode & S_IFMT == S_IFREG {
            guard status.st_uid == geteuid() || status.st_uid == 0 else {
                throw FileFault(.wrongOwner, at: path)
            }
            guard status.st_mode & 0o077 == 0 else {
                throw FileFault(.readableByOthers, at: path)
            }
        }
        return try file.readAll(limit: limit)
    }

    /// Everything that an open descriptor still gives, at most `limit` bytes.
    package static func readDescriptor(_ number: Int32, limit: Int) throws(FileFault) -> Secret {
        // The duplicate closes itself; the original stays as open as it was.
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        return try Descriptor(copy, path: "/dev/fd/\(number)").readAll(limit: limit)
    }

    /// Writes `bytes` to `path` with mode 0600, as a whole or not at all.
    package static func write(_ bytes: RawSpan, to path: String) throws(FileFault) {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let random = Randomness.bytes(8).map { String($0, radix: 16) }.joined()
        let temporary = path[..<cut] + ".krok-new-" + random
        do throws(FileFault) {
            do {
                // SAFETY: the call only reads the path.
                let file = try Descriptor(
                    unsafe open(
                        String(temporary),
                        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600), path: path)
                try file.writeAll(bytes)
                try file.synchronise()
            }
            // SAFETY: the call only reads the paths.
            guard unsafe Glibc.rename(String(temporary), path) == 0 else {
                throw .current(at: path)
            }
        } catch {
            // SAFETY: as above. That it fails changes nothing for the caller.
            _ = unsafe unlink(String(temporary))
            throw error
        }
        let folder = cut == path.startIndex ? "." : String(path[..<cut])
        // SAFETY: as above.
        let above = try Descriptor(
            unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path: folder)
        try above.synchronise()
    }

    /// Removes the file at `path`.
    package static func remove(_ path: String) throws(FileFault) {
        // SAFETY: the call only reads the path.
        guard unsafe unlink(path) == 0 else { throw .current(at: path) }
    }

    /// Whether `path` is a folder; links are followed.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The permission bits of what stands at `path`, and whether it belongs to this user.
    package static func permissions(_ path: String) -> (bits: UInt32, own: Bool)? {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return (status.st_mode & 0o7777, status.st_uid == geteuid())
    }

    /// The absolute path without links; nil when nothing stands there.
    package static func resolved(_ path: String) -> String? {
        // SAFETY: the result is ours to free; it ends with zero.
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// The names inside of a folder that need not be one's own, sorted; empty when there is none.
    package static func names(in path: String) -> [String] {
        // SAFETY: an entry's name ends with zero and is copied before the next call.
        guard let stream = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
