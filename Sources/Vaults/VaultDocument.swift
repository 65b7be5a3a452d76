/// Everything that a vault holds, once it is open.
package import Secrecy

/// The plaintext of `vault.age`: values by profile and input, slots and history.
package struct VaultDocument: Sendable {
    /// The format that this code reads and writes.
    package static let format = 1

    /// How many events the history keeps.
    package static let historyLength = 1000

    /// The vault's name: the fingerprint of its key.
    package internal(set) var vault: String
    /// Counts the saves, from 1.
    package internal(set) var generation: Int
    /// The SHA-256 of the `vault.age` that this one replaced, in hexadecimal; nil for the first.
    package internal(set) var previous: String?
    package var slots: [SlotRecord]
    package internal(set) var profiles: [String: [String: VaultValue]]
    package internal(set) var history: [HistoryEntry]
    /// Whether other profiles and the history were left unread: such a document must not be saved.
    package internal(set) var isPartial = false
    /// Counts the events since the document was read; not part of the file.
    package private(set) var changes = 0

    /// A new vault, not yet saved, opened by one slot.
    package init(vault: String, slot: SlotRecord, time: String) {
        self.vault = vault
        generation = 0
        previous = nil
        slots = [slot]
        profiles = [:]
        history = [HistoryEntry(time: time, slot: slot.name, event: .made)]
    }

    init(
        vault: String, generation: Int, previous: String?, slots: [SlotRecord],
        profiles: [String: [String: VaultValue]], history: [HistoryEntry]
    ) {
        self.vault = vault
        self.generation = generation
        self.previous = previous
        self.slots = slots
        self.profiles = profiles
        self.history = history
    }

    /// The value that stands now; nil when it was never captured, was removed, or is in conflict.
    package func value(_ input: String, of profile: String) -> VaultValue? {
        guard let value = profiles[profile]?[input], value.content != nil,
            value.conflicting.isEmpty
        else { return nil }
        return value
    }

    /// Who changes something, and when.
    package struct Author: Sendable {
        package let slot: String
        package let time: String

        package init(slot: String, time: String) {
            self.slot = slot
            self.time = time
        }
    }

    /// Captures a value; nothing happens when the same value stands there already.
    ///
    /// With `keepsPrevious` the value that stood there stays beside the new one, in the place of
    /// an earlier one: ask first whether there is one.
    package mutating func set(
        _ input: String, of profile: String, to content: Secret, kind: String,
        isSensitive: Bool, keepsPrevious: Bool = false, event: HistoryEntry.Event = .set,
        by author: Author
    ) {
        let earlier = profiles[profile]?[input]
        if let standing = earlier?.content, standing.equals(content), earlier?.kind == kind,
            earlier?.isSensitive == isSensitive, earlier?.conflicting.isEmpty == true
        {
            return
        }
        profiles[profile, default: [:]][input] = VaultValue(
            kind: kind, isSensitive: isSensitive, revision: (earlier?.revision ?? 0) + 1,
            time: author.time, slot: author.slot, content: content,
            previous: keepsPrevious ? earlier?.replaced(by: content) : nil)
        note(event, profile: profile, subject: input, by: author)
    }

    /// Leaves a tombstone; false when there was no value.
    package mutating func remove(
        _ input: String, of profile: String, by author: Author
    ) -> Bool {
        guard let earlier = profiles[profile]?[input], earlier.content != nil else {
            return false
        }
        profiles[profile]?[input] = VaultValue(
            kind: earlier.kind, isSensitive: earlier.isSensitive,
            revision: earlier.revision + 1, time: author.time, slot: author.slot, content: nil)
        note(.removed, profile: profile, subject: input, by: author)
        return true
    }

    /// Puts every value back to what `older` has; what came later becomes a tombstone.
    ///
    /// Slots and history stay those of today, and revisions go up: in a merge the restored values
    /// win over the ones that were given up.
    package mutating func restore(_ older: VaultDocument, by author: Author) {
        var restored: [String: [String: VaultValue]] = [:]
        for profile in Set(profiles.keys).union(older.profiles.keys) {
            let now = profiles[profile] ?? [:]
            let then = older.profiles[profile] ?? [:]
            for input in Set(now.keys).union(then.keys) {
                let current = now[input]
                let earlier = then[input]
                guard let model = earlier ?? current else { continue }
                // What is gone, and was not there yet, needs no new tombstone.
                let isGone = current?.content == nil && earlier?.content == nil
                if let current, isGone || earlier.map(current.isTheVersion) ?? false {
                    restored[profile, default: [:]][input] = current
                    continue
                }
                var value = VaultValue(
                    kind: model.kind, isSensitive: model.isSensitive,
                    revision: max(current?.revision ?? 0, earlier?.revision ?? 0) + 1,
                    time: author.time, slot: author.slot, content: earlier?.content,
                    previous: earlier?.previous)
                value.takeConflict(of: earlier)
                restored[profile, default: [:]][input] = value
            }
        }
        profiles = restored
        note(.restored, subject: String(older.generation), by: author)
    }

    /// Writes an event into the history and drops what is too old.
    package mutating func note(
        _ event: HistoryEntry.Event, profile: String? = nil, subject: String? = nil,
        by author: Author
    ) {
        changes += 1
        history.append(
            HistoryEntry(
                time: author.time, slot: author.slot, event: event, profile: profile,
                subject: subject))
        history.removeFirst(max(0, history.count - VaultDocument.historyLength))
    }
}
