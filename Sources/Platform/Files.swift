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
        let file = try opened(path)
        let status = try file.status()
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

    /// The same of a file that is no secret: a guide, which needs no memory that is locked.
    package static func readBytes(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        if path == "-" { return try duplicate(STDIN_FILENO).readAllBytes(limit: limit) }
        return try opened(path).readAllBytes(limit: limit)
    }

    /// Everything that an open descriptor still gives, at most `limit` bytes.
    package static func readDescriptor(_ number: Int32, limit: Int) throws(FileFault) -> Secret {
        try duplicate(number).readAll(limit: limit)
    }

    /// The duplicate closes itself; the original stays as open as it was.
    private static func duplicate(_ number: Int32) throws(FileFault) -> Descriptor {
        try Descriptor(fcntl(number, F_DUPFD_CLOEXEC, 0), path: "/dev/fd/\(number)")
    }

    /// What stands at `path` and is no folder.
    private static func opened(_ path: String) throws(FileFault) -> Descriptor {
        // SAFETY: the call only reads the path.
        let file = try Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC), path: path)
        guard try file.status().st_mode & S_IFMT != S_IFDIR else {
            throw FileFault(.notAFile, at: path)
        }
        return file
    }

    /// Writes `bytes` to `path` with mode 0600, as a whole or not at all.
    ///
    /// With `replacing` false whatever stands there already stays, and `.exists` is thrown.
    package static func write(
        _ bytes: RawSpan, to path: String, replacing: Bool = true
    ) throws(FileFault) {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        if unsafe lstat(path, &status) == 0 {
            guard replacing else { throw FileFault(.exists, at: path) }
            if status.st_mode & S_IFMT != S_IFREG { throw FileFault(.cannotCreate, at: path) }
        }
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let file = NewFile(in: AT_FDCWD, before: String(path[..<cut]), path: path)
        do throws(FileFault) {
            try file.write(bytes)
            if replacing {
                try file.take(path)
            } else {
                // SAFETY: the call only reads the paths.
                guard unsafe krok_rename_without_replacing(file.name, path) == 0 else {
                    throw .current(at: path)
                }
            }
        } catch {
            file.discard()
            switch error.kind {
            case .missing, .notAFile, .notAFolder: throw FileFault(.cannotCreate, at: path)
            default: throw error
            }
        }
        do throws(FileFault) {
            try synchroniseFolder(cut == path.startIndex ? "." : String(path[..<cut]))
        } catch {
            // Nobody has been told of the new file yet; a replaced one cannot be brought back.
            // SAFETY: the call only reads the path.
            if !replacing { _ = unsafe unlink(path) }
            throw error
        }
    }

    private static func synchroniseFolder(_ path: String) throws(FileFault) {
        // SAFETY: the call only reads the path.
        let folder = try Descriptor(
            unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path: path)
        try folder.synchronise()
    }

    /// Which file a path led to: it stays the same when the path comes to mean another.
    package struct Identity: Equatable, Sendable {
        let device: UInt
        let number: UInt
    }

    /// The regular file that `path` leads to, links followed; nil for everything else.
    package static func identity(of path: String) -> Identity? {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }

    /// What changes when a file is replaced or written to.
    package struct Mark: Equatable, Sendable {
        let number: UInt
        let length: Int
        let seconds: Int
        let nanoseconds: Int

        /// When it was written to last.
        package var nanosecondsSince1970: Int { seconds * 1_000_000_000 + nanoseconds }
    }

    /// The mark of what stands at `path`; nil where nothing does.
    package static func mark(of path: String) -> Mark? {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Mark(
            number: UInt(status.st_ino), length: Int(status.st_size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }

    /// Removes the file at `path` if it is itself the file that `identity` names.
    ///
    /// False, and nothing is removed, when a link or another file stands there.
    package static func remove(
        _ path: String, if identity: Identity
    ) throws(FileFault) -> Bool {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe lstat(path, &status) == 0 else { throw .current(at: path) }
        guard status.st_mode & S_IFMT == S_IFREG, self.identity(of: path) == identity else {
            return false
        }
        // SAFETY: the call only reads the path.
        guard unsafe unlink(path) == 0 else { throw .current(at: path) }
        return true
    }

    /// Removes a file that this program made; that it is gone already is as good.
    package static func removeOwn(_ path: String) {
        // SAFETY: the call only reads the path.
        _ = unsafe unlink(path)
    }

    /// The first bytes of a regular file; nil for everything else, a pipe that nobody fills too.
    package static func beginning(of path: String, count: Int) -> Secret? {
        // SAFETY: the call only reads the path; it does not wait for the other end of a pipe.
        let number = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard let file = try? Descriptor(number, path: path), let status = try? file.status(),
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        var length = 0
        let bytes = SecretBytes(count: count) { (span: inout MutableRawSpan) in
            length = file.readOnce(into: &span).length
        }
        return Secret(bytes)[0..<length]
    }

    /// Whether `path` is a folder; links are followed.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a file itself stands at `path`: no link, no folder, no pipe.
    package static func isFile(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether a symbolic link stands at `path`, whatever it leads to.
    package static func isLink(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether this user may run the file at `path`.
    package static func isProgram(_ path: String) -> Bool {
        // SAFETY: the call only reads the path.
        unsafe access(path, X_OK) == 0 && !isFolder(path)
    }

    /// Whether this user may write to the folder at `path`, or make it below the nearest there is.
    package static func canWrite(inFolder path: String) -> Bool {
        var folder = path
        // SAFETY: the calls only read the path.
        while unsafe access(folder, F_OK) != 0 {
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return false }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return unsafe access(folder, W_OK | X_OK) == 0 && isFolder(folder)
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
