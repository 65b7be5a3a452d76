/// Moving and removing what stands in a folder of one's own.
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
