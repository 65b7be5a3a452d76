/// A folder that is held open, so that what is checked is what is used.
internal import CLinux
internal import Glibc
package import Secrecy

/// A folder of one's own: every file in it is reached through the opened folder.
///
/// @unchecked Sendable because the descriptor is only read and the calls take no lock of ours.
package final class Folder: @unchecked Sendable {
    let descriptor: Descriptor

    /// The path as it was given.
    package let path: String

    /// Opens `path`, which must be a real folder of this user that nobody else may write to.
    ///
    /// Throws `.symbolicLink`, `.wrongOwner`, `.writableByOthers`, `.missing`, `.notAFolder`.
    package init(at path: String) throws(FileFault) {
        try Folder.refuseLink(path)
        // SAFETY: both calls only read the path.
        descriptor = try Descriptor(
            unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), path: path)
        self.path = path
        try Folder.check(descriptor)
    }

    private init(adopting descriptor: consuming Descriptor) throws(FileFault) {
        path = descriptor.path
        self.descriptor = descriptor
        try Folder.check(self.descriptor)
    }

    /// A folder inside of this one, made with mode 0700 if it is not there and `create` says so.
    package func folder(_ name: String, create: Bool = false) throws(FileFault) -> Folder {
        let inner = path + "/" + name
        // SAFETY: the calls only read the names.
        if create, unsafe mkdirat(descriptor.number, name, 0o700) != 0, errno != EEXIST {
            throw .current(at: inner)
        }
        var status = stat()
        if unsafe fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFLNK
        {
            throw FileFault(.symbolicLink, at: inner)
        }
        let opened = unsafe openat(
            descriptor.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        return try Folder(adopting: Descriptor(opened, path: inner))
    }

    /// Makes a folder of mode 0700 and those above it that are missing.
    package static func make(_ path: String) throws(FileFault) {
        var made = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            made += part
            // SAFETY: the call only reads the path.
            if !made.isEmpty, unsafe mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR {
                let fault = FileFault.current(at: made)
                // A folder that exists on a read-only file system answers EROFS, not EEXIST.
                guard fault.kind == .readOnly, Folder.exists(made) else { throw fault }
            }
            made += "/"
        }
    }

    /// Gives a folder that others may write to, and that is about to be a vault, mode 0700.
    ///
    /// Only this user's own folder is changed, and no folder that a link leads to.
    package static func closeToOthers(_ path: String) throws(FileFault) {
        // SAFETY: the call only reads the path.
        let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        // What cannot be opened here is refused, with its reason, by whoever opens it next.
        guard let folder = try? Descriptor(opened, path: path) else { return }
        let status = try folder.status()
        guard status.st_uid == geteuid(), status.st_mode & 0o022 != 0 else { return }
        guard fchmod(folder.number, 0o700) == 0 else {
            throw .current(at: path)
        }
    }

    /// Whether something of any kind stands at `path`; links are followed.
    package static func exists(_ path: String) -> Bool {
        // SAFETY: the call only reads the path.
        unsafe access(path, F_OK) == 0
    }

    private static func refuseLink(_ path: String) throws(FileFault) {
        var status = stat()
        var bare = path
        while bare.count > 1, bare.hasSuffix("/") { bare.removeLast() }
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe lstat(bare, &status) == 0 else { throw .current(at: path) }
        if status.st_mode & S_IFMT == S_IFLNK { throw FileFault(.symbolicLink, at: path) }
    }

    private static func check(_ descriptor: borrowing Descriptor) throws(FileFault) {
        let status = try descriptor.status()
        guard status.st_uid == geteuid() else {
            throw FileFault(.wrongOwner, at: descriptor.path)
        }
        guard status.st_mode & 0o022 == 0 else {
            throw FileFault(.writableByOthers, at: descriptor.path)
        }
    }

    // MARK: Files

    /// The whole of a regular file of this user; nil when there is none.
    package func read(_ name: String, limit: Int) throws(FileFault) -> Secret? {
        guard let file = try file(name) else { return nil }
        return try file.readAll(limit: limit)
    }

    /// The same for what is not secret, such as ciphertext: locked memory is slow and scarce.
    package func readBytes(_ name: String, limit: Int) throws(FileFault) -> [UInt8]? {
        guard let file = try file(name) else { return nil }
        return try file.readAllBytes(limit: limit)
    }

    /// A file to be read in pieces; nil when there is none.
    package func pieces(of name: String, limit: Int) throws(FileFault) -> FilePieces? {
        guard let file = try file(name) else { return nil }
        let length = Int(try file.status().st_size)
        guard length <= limit else { throw FileFault(.tooLarge(limit: limit), at: file.path) }
        return FilePieces(file, length: length)
    }

    /// The length of a regular file of this user in bytes; nil when there is none.
    package func length(_ name: String) throws(FileFault) -> Int? {
        guard let file = try file(name) else { return nil }
        return Int(try file.status().st_size)
    }

    private func file(_ name: String) throws(FileFault) -> Descriptor? {
        let inner = path + "/" + name
        // SAFETY: the call only reads the name. Without O_NONBLOCK a pipe put there would hang us.
        let opened = unsafe openat(
            descriptor.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if opened < 0, errno == ENOENT { return nil }
        let file = try Descriptor(opened, path: inner)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFault(.notAFile, at: inner) }
        guard status.st_uid == geteuid() else { throw FileFault(.wrongOwner, at: inner) }
        guard status.st_mode & 0o022 == 0 else { throw FileFault(.writableByOthers, at: inner) }
        return file
    }

    /// Puts `bytes` in the place of the file `name`, as a whole or not at all.
    ///
    /// A temporary file of mode 0600 in the same folder is written, synchronised, read again and
    /// given to `verify`; only then it is renamed, and the folder is synchronised. After an error
    /// the old file stands untouched and no temporary file is left.
    package func replace(
        _ name: String, with bytes: RawSpan, verify: (Secret) -> Bool = { _ in true }
    ) throws(FileFault) {
        let inner = path + "/" + name
        let file = NewFile(in: descriptor.number, path: inner)
        do throws(FileFault) {
            try file.write(bytes)
            guard let back = try read(file.name, limit: max(bytes.byteCount, 1)),
                constantTimeEqual(back.bytes, bytes), verify(back)
            else { throw FileFault(.failed(code: EIO), at: inner) }
            try file.take(name)
        } catch {
            file.discard()
            throw error
        }
        try descriptor.synchronise()
    }

    /// Removes a file and makes that last; no error when it is not there.
    package func remove(_ name: String) throws(FileFault) {
        // SAFETY: the call only reads the name.
        if unsafe unlinkat(descriptor.number, name, 0) != 0 {
            if errno == ENOENT { return }
            throw .current(at: path + "/" + name)
        }
        try descriptor.synchronise()
    }

    /// Gives a file another name inside this folder, replacing nothing by accident.
    package func rename(_ name: String, to new: String) throws(FileFault) {
        // SAFETY: the calls only read the names.
        if unsafe faccessat(descriptor.number, new, F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
            throw FileFault(.exists, at: path + "/" + new)
        }
        guard unsafe renameat(descriptor.number, name, descriptor.number, new) == 0 else {
            throw .current(at: path + "/" + name)
        }
        try descriptor.synchronise()
    }

    /// The names of everything inside, sorted by their bytes.
    package func names() throws(FileFault) -> [String] {
        // SAFETY: a duplicate of the descriptor is handed to `fdopendir`, which owns it then;
        // an entry's name ends with zero and is copied before the next call.
        let copy = unsafe openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .current(at: path) }
        guard let stream = unsafe fdopendir(copy) else {
            close(copy)
            throw .current(at: path)
        }
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

    /// Removes what a killed run left behind; call it with the lock held.
    package func sweep() throws(FileFault) {
        for name in try names() where name.hasPrefix(NewFile.prefix) { try remove(name) }
    }

    // MARK: The lock

    private final class Lock {
        private let file: Descriptor
        init(_ file: consuming Descriptor) { self.file = file }
        func release() { _ = flock(file.number, LOCK_UN) }
    }

    /// Runs `body` while this process alone holds `.lock`; `.busy` after `patience` milliseconds.
    ///
    /// The lock belongs to the open file, so that a killed process leaves none behind. The file is
    /// never removed: another process may be waiting for it.
    package func locked<Result, Failure: Error>(
        patience: Int = 10_000, busy: (FileFault) -> Failure,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let held: Lock
        do throws(FileFault) {
            held = try takeLock(patience: patience)
        } catch {
            throw busy(error)
        }
        defer { held.release() }
        return try body()
    }

    private func takeLock(patience: Int) throws(FileFault) -> Lock {
        let inner = path + "/.lock"
        var waited = 0
        while true {
            // SAFETY: the call only reads the name.
            let file = try Descriptor(
                unsafe openat(
                    descriptor.number, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600),
                path: inner)
            while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
                guard errno == EWOULDBLOCK || errno == EINTR else { throw .current(at: inner) }
                guard waited < patience else { throw FileFault(.busy, at: inner) }
                usleep(20_000)
                waited += 20
            }
            // Somebody may have removed the file meanwhile, as `git clean` does: whoever comes next
            // makes another, and both would be in.
            if try isSame(file, descriptor.number, ".lock") {
                guard try isSame(descriptor, AT_FDCWD, path) else {
                    throw FileFault(.replaced, at: path)
                }
                return Lock(file)
            }
        }
    }

    /// Whether `name`, seen from `folder`, still leads to the file or folder that is held open.
    private func isSame(
        _ held: borrowing Descriptor, _ folder: Int32, _ name: String
    ) throws(FileFault) -> Bool {
        let mine = try held.status()
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        return unsafe fstatat(folder, name, &status, 0) == 0
            && status.st_dev == mine.st_dev && status.st_ino == mine.st_ino
    }
}
