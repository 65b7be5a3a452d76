/// The place where a vault key waits while a vault is unlocked: the kernel's, or a test's.
package import Platform
package import Secrecy

/// What the use cases ask of a keyring; see `Platform.Keyring`.
package struct SessionKeyring: Sendable {
    package typealias Refusal = KeyringFault

    package let check: @Sendable () throws(Refusal) -> Void
    package let add: @Sendable (Secret, _ name: String, _ seconds: Int) throws(Refusal) -> Void
    package let read: @Sendable (_ name: String) throws(Refusal) -> Secret
    package let remove: @Sendable (_ name: String) throws(Refusal) -> Void
    package let secondsLeft: @Sendable (_ name: String) throws(Refusal) -> Int?

    package init(
        check: @escaping @Sendable () throws(Refusal) -> Void,
        add: @escaping @Sendable (Secret, String, Int) throws(Refusal) -> Void,
        read: @escaping @Sendable (String) throws(Refusal) -> Secret,
        remove: @escaping @Sendable (String) throws(Refusal) -> Void,
        secondsLeft: @escaping @Sendable (String) throws(Refusal) -> Int?
    ) {
        self.check = check
        self.add = add
        self.read = read
        self.remove = remove
        self.secondsLeft = secondsLeft
    }

    /// The kernel's session keyring.
    package static let kernel = SessionKeyring(
        check: { () throws(Refusal) in try Keyring.check() },
        add: { (secret, name, seconds) throws(Refusal) in
            try Keyring.add(secret, as: name, seconds: seconds)
        },
        read: { (name) throws(Refusal) in try Keyring.read(name) },
        remove: { (name) throws(Refusal) in try Keyring.remove(name) },
        secondsLeft: { (name) throws(Refusal) in try Keyring.secondsLeft(name) })

    /// A machine without one.
    package static let none = SessionKeyring(
        check: { () throws(Refusal) in throw .unavailable },
        add: { (_, _, _) throws(Refusal) in throw .unavailable },
        read: { (_) throws(Refusal) in throw .unavailable },
        remove: { (_) throws(Refusal) in throw .unavailable },
        secondsLeft: { (_) throws(Refusal) in throw .unavailable })
}
