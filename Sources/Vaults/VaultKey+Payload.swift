/// The vault key as it waits in the kernel's keyring while a vault is unlocked.
internal import Age
package import Secrecy

extension VaultKey {
    /// What stands before the slot's name in the payload's first line.
    private static let slotMark = "# slot: "

    /// The key as an identity file whose first line names the slot that it was opened through.
    package func payload(slot: String) -> Secret {
        IdentityFile.render(identity, publicKey: false, comments: ["slot: " + slot])
    }

    /// The key and the slot in a payload; nil for everything that is none.
    ///
    /// Any program of the session could have put something there: nothing in it is believed.
    package static func unlocked(_ payload: Secret) -> (key: VaultKey, slot: String)? {
        let mark = Secret(copying: slotMark)
        guard let end = (0..<payload.count).first(where: { payload[$0] == UInt8(ascii: "\n") }),
            end > mark.count, payload[0..<mark.count].equals(mark),
            let slot = payload[mark.count..<end].copiedIntoOrdinaryMemory(),
            let identities = try? IdentityFile.parse(payload), identities.count == 1
        else { return nil }
        return (VaultKey(identity: identities[0]), slot)
    }
}
