/// What can go wrong with a file, sorted by what a person can do about it.
internal import Glibc

/// A failed file operation: what is wrong, and where.
package struct FileFault: Error, Equatable {
    /// The kinds that are told apart; each has one exit status and one sentence.
    package enum Kind: Equatable, Sendable {
        case missing, exists, denied, readOnly, noSpace, notAFolder, notAFile, symbolicLink
        case wrongOwner, writableByOthers, readableByOthers
        case tooLarge(limit: Int)
        /// The place cannot take a new file: no such folder, or something else stands there.
        case cannotCreate
        case busy
        /// Another folder stands at the path by now, or none.
        case replaced
        /// The descriptor is not open, or not for reading.
        case closed
        case failed(code: Int32)
    }

    /// What is wrong.
    package let kind: Kind
    /// Where: a path as the person would write it.
    package let path: String

    package init(_ kind: Kind, at path: String) {
        self.kind = kind
        self.path = path
    }

    /// The fault that `errno` names right after a failed call.
    static func current(at path: String) -> FileFault {
        let code = errno
        let kind: Kind =
            switch code {
            case ENOENT: .missing
            case EEXIST: .exists
            case EACCES, EPERM: .denied
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .noSpace
            case ENOTDIR: .notAFolder
            case EISDIR: .notAFile
            case ELOOP: .symbolicLink
            case EBADF: .closed
            default: .failed(code: code)
            }
        return FileFault(kind, at: path)
    }
}

/// The system's own words for an error code, in the language of the process (English).
package func systemMessage(_ code: Int32) -> String {
    // SAFETY: `strerror` returns a text that ends with zero and lives until the next call.
    unsafe String(cString: strerror(code))
}
