/// A file that is written beside the one whose place it takes.
internal import CLinux
internal import Glibc
internal import Secrecy

/// The temporary files of this room: how they are called, written and taken away again.
struct NewFile {
    /// What their names begin with; whatever is called so was left by a killed run.
    static let prefix = ".krok-new-"

    /// The open folder that the name is seen from; `AT_FDCWD` for the working folder.
    let folder: Int32
    let name: String
    /// What the place is called in a refusal.
    let path: String

    /// A name that nothing has yet, in the folder that `folder` and `before` lead to.
    init(in folder: Int32, before: String = "", path: String) {
        self.folder = folder
        let random = Randomness.bytes(8).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }.joined()
        name = before + NewFile.prefix + random
        self.path = path
    }

    /// Writes the file with mode 0600 and makes it last.
    func write(_ bytes: RawSpan) throws(FileFault) {
        // SAFETY: the call only reads the name.
        let file = try Descriptor(
            unsafe openat(
                folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600),
            path: path)
        try file.writeAll(bytes)
        try file.synchronise()
    }

    /// Gives the file its name, in the place of what has it.
    func take(_ place: String) throws(FileFault) {
        // SAFETY: the call only reads the names.
        guard unsafe renameat(folder, name, folder, place) == 0 else { throw .current(at: path) }
    }

    /// Takes the file away; that it fails changes nothing for the caller.
    func discard() {
        // SAFETY: the call only reads the name.
        _ = unsafe unlinkat(folder, name, 0)
    }
}
