/// What opens a key slot, in words.
package import Words
package import Workspace

/// How a slot looks from outside.
package struct SlotWords {
    private let words: Words

    package init(_ words: Words) { self.words = words }

    package func text(for slot: VaultFolder.Outside.Slot) -> String {
        if let workFactor = slot.workFactor {
            return words("vault.slot-passphrase", ["work": "\(workFactor)"])
        }
        return slot.kinds.isEmpty
            ? words("vault.slot-broken")
            : words("vault.slot-recipient", ["kinds": slot.kinds.joined(separator: ", ")])
    }
}
