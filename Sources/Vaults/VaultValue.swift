/// One captured value and where it came from.
package import Secrecy

/// A value of a profile; a removed one stays as a tombstone, so that a merge keeps it removed.
package struct VaultValue: Sendable {
    /// The kind that the guide declared when it was captured: text, url, email, choice, secret.
    package let kind: String
    /// Whether it is kept like a secret; true for every secret.
    package let isSensitive: Bool
    /// Counts the changes of this value, from 1; the highest wins a merge.
    package internal(set) var revision: Int
    /// When it was changed, RFC 3339 in UTC.
    package let time: String
    /// The slot through which the vault was open then.
    package let slot: String
    /// The value; nil for a tombstone.
    package let content: Secret?
    /// The value before this one, kept until a person drops it; only secrets have one.
    package let previous: Earlier?

    /// A value that was replaced but is still in use somewhere.
    package struct Earlier: Sendable {
        package let content: Secret
        /// When and through which slot it was captured.
        package let time: String
        package let slot: String

        package init(content: Secret, time: String, slot: String) {
            self.content = content
            self.time = time
            self.slot = slot
        }
    }
    /// The other versions of this revision, after a merge of two places that both changed it.
    package internal(set) var conflicting: [VaultValue] = []

    package init(
        kind: String, isSensitive: Bool, revision: Int, time: String, slot: String,
        content: Secret?, previous: Earlier? = nil
    ) {
        self.kind = kind
        self.isSensitive = isSensitive
        self.revision = revision
        self.time = time
        self.slot = slot
        self.content = content
        self.previous = previous
    }
}

/// Who changed what, when: never the value.
package struct HistoryEntry: Sendable, Hashable {
    /// What happened to the vault.
    package enum Event: String, Sendable, CaseIterable {
        case made, set, imported, removed
        case previousRemoved = "previous-removed"
        case newerRemoved = "newer-removed"
        case slotAdded = "slot-added"
        case slotChanged = "slot-changed"
        case slotRemoved = "slot-removed"
        case profileRenamed = "profile-renamed"
        case profileRemoved = "profile-removed"
        case rekeyed, restored, merged, chosen
    }

    package let time: String
    package let slot: String
    package let event: Event
    /// The profile that was changed, if one was.
    package let profile: String?
    /// The input, slot or new profile name that was changed, if one was.
    package let subject: String?

    package init(
        time: String, slot: String, event: Event, profile: String? = nil, subject: String? = nil
    ) {
        self.time = time
        self.slot = slot
        self.event = event
        self.profile = profile
        self.subject = subject
    }
}

/// One way in, as the list inside the vault knows it.
package struct SlotRecord: Sendable, Equatable {
    /// What opens the slot.
    package enum Kind: String, Sendable {
        case passphrase, recipient
    }

    package let name: String
    package let kind: Kind
    /// The age recipient; nil for a passphrase.
    package let recipient: String?

    package init(name: String, kind: Kind, recipient: String? = nil) {
        self.name = name
        self.kind = kind
        self.recipient = recipient
    }
}
