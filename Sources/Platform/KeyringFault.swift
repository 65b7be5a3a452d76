/// What can go wrong with the kernel's keyring, sorted by what it means for a person.
internal import Glibc

/// A refusal of the session keyring.
package enum KeyringFault: Error, Equatable, Sendable {
    /// There is no session keyring for this process: an old kernel, or a container forbids it.
    case unavailable
    /// The user's quota of keys is used up.
    case quota
    /// The keyring holds no such key; one that was revoked counts as none.
    case missing
    /// The key's time was up, and the kernel has not cleared it away yet.
    case expired
    /// Anything else that the kernel says.
    case failed(code: Int32)

    /// The fault that `errno` names right after a failed call.
    static var current: KeyringFault {
        switch errno {
        case ENOSYS, EPERM, EACCES, EOPNOTSUPP: .unavailable
        case EDQUOT: .quota
        case ENOKEY, EKEYREVOKED: .missing
        case EKEYEXPIRED: .expired
        case let code: .failed(code: code)
        }
    }
}
