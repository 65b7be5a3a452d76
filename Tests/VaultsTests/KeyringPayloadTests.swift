/// What waits in the kernel's keyring: the key and its slot, and nothing that somebody else put there.
import Secrecy
import Testing
import Vaults

struct KeyringPayloadTests {
    private let key = VaultKey.generate()

    private func text(_ payload: Secret) throws -> String {
        try #require(payload.copiedIntoOrdinaryMemory())
    }

    @Test func `a payload gives back the key and the slot`() throws {
        let found = try #require(VaultKey.unlocked(key.payload(slot: "zażółć")))
        #expect(found.slot == "zażółć" && found.key.fingerprint == key.fingerprint)
    }

    @Test func `whatever else stands there is no key`() throws {
        let good = try text(key.payload(slot: "me"))
        #expect(good.hasPrefix("# slot: me\n"))
        for other in [
            "", "\n", "#\n", "# slot:\n", good.replacing("# slot: me", with: "# slot: "),
            good.replacing("# slot: me\n", with: ""), good.replacing("\n", with: " "),
            good.replacing("# slot", with: "# Slot"), "# slot: me\n", good + good,
            good.replacing("AGE-SECRET-KEY-1", with: "AGE-SECRET-KEY-2"),
        ] {
            #expect(VaultKey.unlocked(Secret(copying: other)) == nil, "\(other.prefix(12))")
        }
    }
}
