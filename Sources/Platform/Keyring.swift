/// The kernel's session keyring: a secret that a login session's programs share for a while.
internal import CKeyutils
internal import Glibc
package import Secrecy

/// Keys of the kind `user` in this process's session keyring.
///
/// The kernel keeps them in memory that is never swapped and enforces their timeout. Whoever
/// possesses the session keyring, and nobody else, may read them (`keyctl(2)`, `session-keyring(7)`).
package enum Keyring {
    /// The largest payload that is read.
    private static let longest = 4096

    /// What programs of the session may do with a key: look at it, find it, read it, and end it.
    ///
    /// Without `SETATTR` nobody lengthens the time; `WRITE` is what revoking needs.
    private static let permissions =
        UInt32(KEY_POS_VIEW) | UInt32(KEY_POS_READ) | UInt32(KEY_POS_SEARCH)
        | UInt32(KEY_POS_WRITE)

    /// The permissions until the key stands in the session keyring.
    private static let early = permissions | UInt32(KEY_POS_LINK) | UInt32(KEY_POS_SETATTR)

    /// Makes sure that there is a session keyring to put something into.
    package static func check() throws(KeyringFault) { _ = try session() }

    /// Puts `secret` into the session keyring, in the place of one of the same description.
    ///
    /// The key is made in the keyring of this process and moves to the session's with its timeout
    /// and its permissions on it: killed at any moment, nothing stays that does not expire.
    package static func add(
        _ secret: Secret, as description: String, seconds: Int
    ) throws(KeyringFault) {
        let session = try session()
        // SAFETY: the payload has the length that is passed; the texts are only read.
        let key = unsafe secret.bytes.withUnsafeBytes { payload in
            unsafe add_key(
                "user", description, payload.baseAddress, payload.count, KEY_SPEC_PROCESS_KEYRING)
        }
        guard key >= 0 else { throw .current }
        defer { keyctl_unlink(key, KEY_SPEC_PROCESS_KEYRING) }
        guard keyctl_setperm(key, early) == 0, keyctl_set_timeout(key, UInt32(seconds)) == 0,
            keyctl_link(key, session) == 0
        else { throw .current }
        guard keyctl_setperm(key, permissions) == 0 else {
            let fault = KeyringFault.current
            keyctl_unlink(key, session)
            throw fault
        }
    }

    /// The secret of that description.
    package static func read(_ description: String) throws(KeyringFault) -> Secret {
        let key = try find(description)
        var length = 0
        let payload = SecretBytes(count: longest) { (span: inout MutableRawSpan) in
            // SAFETY: the buffer is exactly the span's memory.
            length = unsafe span.withUnsafeMutableBytes { buffer in
                unsafe keyctl_read(
                    key, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
            }
        }
        guard length >= 0 else { throw .current }
        // What is longer is cut by the kernel, and is nothing that was put there by us.
        guard length <= longest else { throw .failed(code: EMSGSIZE) }
        return Secret(payload)[0..<length]
    }

    /// Ends the key of that description: its payload is destroyed at once.
    package static func remove(_ description: String) throws(KeyringFault) {
        let key = try find(description)
        guard keyctl_revoke(key) == 0 else { throw .current }
        // It cannot be read any more; that its name stays for a moment harms nobody.
        keyctl_unlink(key, try session())
    }

    /// For how many seconds the key stays at least, as `/proc/keys` rounds it down.
    ///
    /// Nil when the kernel does not tell, or the key has no timeout.
    package static func secondsLeft(_ description: String) throws(KeyringFault) -> Int? {
        let key = try find(description)
        guard let text = try? Files.read("/proc/keys", limit: 1 << 20) else { return nil }
        return seconds(of: key, in: text.copiedIntoOrdinaryMemory() ?? "")
    }

    /// The fourth word of the line that begins with the key's serial: `42s`, `14m`, `2h`.
    private static func seconds(of key: Int32, in table: String) -> Int? {
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 4, UInt32(words[0], radix: 16) == UInt32(bitPattern: key) else {
                continue
            }
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
            guard let unit = words[3].last.flatMap({ units[$0] }) else { return nil }
            return Int(words[3].dropLast()).map { $0 * unit }
        }
        return nil
    }

    /// The serial of the session keyring, without making one.
    ///
    /// Where a program has none of its own, the kernel gives it the user's, which outlives it; one
    /// that were made here would die with this process.
    private static func session() throws(KeyringFault) -> Int32 {
        let serial = keyctl_get_keyring_ID(KEY_SPEC_SESSION_KEYRING, 0)
        guard serial >= 0 else {
            let fault = KeyringFault.current
            throw fault == .missing || fault == .expired ? .unavailable : fault
        }
        return serial
    }

    private static func find(_ description: String) throws(KeyringFault) -> Int32 {
        let session = try session()
        // SAFETY: the texts are only read.
        let key = unsafe keyctl_search(session, "user", description, 0)
        guard key >= 0 else { throw .current }
        return Int32(key)
    }
}
