/// Moving and removing what stands in a folder of one's own.
internal import CLinux
internal import Glibc

extension Folder {
    /// Moves a file or a folder into another folder of the same file system, replacing a file.
    ///
    /// Both folders are synchronised, so that it is not undone by a crash.
    package func move(_ name: String, into other: Folder, as new: String) throws(FileFault) {
        // SAFETY: the call only reads the names.
        guard
            unsafe renameat(descriptor.number, name, other.descriptor.number, new) == 0
        else { throw .current(at: other.path + "/" + new) }
        try other.descriptor.synchronise()
        try descriptor.synchronise()
    }

    /// Marks this folder as made by its owner here, which a folder out of an archive of git is not.
    ///
    /// The mark is the sticky bit: git gives it to no folder. A file system that knows none, such
    /// as FAT, leaves it out.
    package func mark() throws(FileFault) {
        guard fchmod(descriptor.number, 0o1700) == 0 || errno == EPERM || errno == EOPNOTSUPP
        else { throw .current(at: path) }
    }

    /// Whether this folder has the mark, or lies where no folder could have it.
    package func isMarked() throws(FileFault) -> Bool {
        if try descriptor.status().st_mode & S_ISVTX != 0 { return true }
        let trial = NewFile(in: descriptor.number, path: path)
        // SAFETY: the calls only read the name; the structure is ours and the call fills it.
        guard unsafe mkdirat(descriptor.number, trial.name, 0o700) == 0 else {
            throw .current(at: path)
        }
        defer { _ = unsafe unlinkat(descriptor.number, trial.name, AT_REMOVEDIR) }
        let folder = try folder(trial.name)
        try folder.mark()
        return try folder.descriptor.status().st_mode & S_ISVTX == 0
    }

    /// Removes a folder with everything in it; no error when it is not there.
    ///
    /// Only folders of this user are entered, and no links.
    package func removeFolder(_ name: String) throws(FileFault) {
        let inner: Folder
        do throws(FileFault) {
            inner = try folder(name)
        } catch {
            guard error.kind == .missing else { throw error }
            return
        }
        for entry in try inner.names() {
            do throws(FileFault) {
                try inner.remove(entry)
            } catch {
                // Linux says EISDIR for a folder, where POSIX would say EPERM.
                guard case .notAFile = error.kind else { throw error }
                try inner.removeFolder(entry)
            }
        }
        // SAFETY: the call only reads the name.
        guard unsafe unlinkat(descriptor.number, name, AT_REMOVEDIR) == 0 else {
            throw .current(at: path + "/" + name)
        }
        try descriptor.synchronise()
    }
}
