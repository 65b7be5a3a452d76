/// One thing that `krok doctor` looked at.

/// What was found, as data: sentences are made by the faces.
package struct Finding: Sendable, Equatable {
    /// How bad it is.
    package enum Level: String, Sendable, CaseIterable {
        /// As it should be.
        case fine
        /// Worth knowing; nothing is broken.
        case note
        /// Something to mend.
        case wrong
    }

    /// What was looked at and how it is; the raw value is a key of the interface words and of
    /// `--json`, and never changes its meaning.
    package enum Code: String, Sendable, CaseIterable {
        // The folder and its files.
        case filesFine = "files-fine"
        case othersMayWrite = "others-may-write"
        case othersMayRead = "others-may-read"
        case notYours = "not-yours"
        case notAFile = "not-a-file"
        case leftover
        case unfinishedRekey = "unfinished-rekey"
        case strangeRekey = "strange-rekey"
        case notWritable = "not-writable"
        // Slots.
        case slotsFine = "slots-fine"
        case noSlots = "no-slots"
        case slotBroken = "slot-broken"
        case slotWeak = "slot-weak"
        case slotUnlisted = "slot-unlisted"
        case slotWithoutFile = "slot-without-file"
        case onlyOneSlot = "only-one-slot"
        // Recovery.
        case recoveryMissing = "recovery-missing"
        case recoveryNeverTried = "recovery-never-tried"
        case recoveryTried = "recovery-tried"
        case recoveryTriedLongAgo = "recovery-tried-long-ago"
        // The vault.
        case opens
        case notOpened = "not-opened"
        case opensNot = "opens-not"
        case vaultMissing = "vault-missing"
        case vaultReplaced = "vault-replaced"
        case vaultOlder = "vault-older"
        case vaultFork = "vault-fork"
        case vaultUnknown = "vault-unknown"
        case secretKeptLong = "secret-kept-long"
        // git.
        case gitNone = "git-none"
        case gitIgnored = "git-ignored"
        case gitReady = "git-ready"
        case gitNotSetUp = "git-not-set-up"
        case gitWithoutDriver = "git-without-driver"
        case gitDriverGone = "git-driver-gone"
        case gitPublishes = "git-publishes"
        // Pins.
        case pinned
        case notPinned = "not-pinned"
        case pinsBroken = "pins-broken"
        case pinsNotKept = "pins-not-kept"
        // The machine.
        case memoryFine = "memory-fine"
        case memoryNotLockable = "memory-not-lockable"
        case swap
        case dumpsCore = "dumps-core"
        case clockFine = "clock-fine"
        case clockBehind = "clock-behind"
        case clockAhead = "clock-ahead"
    }

    package let level: Level
    package let code: Code
    /// What the sentence names, by the name of its place.
    package let details: [String: String]

    package init(_ level: Level, _ code: Code, _ details: [String: String] = [:]) {
        self.level = level
        self.code = code
        self.details = details
    }
}
