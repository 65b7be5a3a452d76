/// One look at a vault's file, and the judgement of it by what was seen before.
package import Vaults

/// A `vault.age` that opened: where, with which key, how new.
package struct Sighting: Sendable, Equatable {
    package let path: String
    /// The fingerprint of the vault key.
    package let fingerprint: String
    package let generation: Int
    /// What tells the file from every other: `VaultKey.mark`.
    package let file: String
    /// Through which slot it was opened, and when; nil where a file was only written.
    package var opened: (slot: String, time: String)?

    init(_ path: String, _ key: VaultKey, _ document: VaultDocument, _ file: [UInt8]) {
        self.init(path, key, document, mark: VaultKey.mark(of: file))
    }

    init(_ path: String, _ key: VaultKey, _ document: VaultDocument, mark: String) {
        self.path = path
        fingerprint = key.fingerprint
        generation = document.generation
        file = mark
        opened = nil
    }

    package static func == (one: Sighting, other: Sighting) -> Bool {
        one.path == other.path && one.fingerprint == other.fingerprint
            && one.generation == other.generation && one.file == other.file
    }
}

/// Why a vault that opens is not the one that this machine knows.
package enum Mistrust: Sendable, Equatable {
    /// Another vault key stood at this path before.
    case stranger(known: String, knownGeneration: Int?)
    /// A newer file of this vault was seen before.
    case older(knownGeneration: Int)
    /// Another file with this very generation was seen before.
    case fork
}

/// A vault that this machine sees for the first time: nothing to compare it with.
package struct FirstUse: Sendable, Equatable {
    package let path: String
    /// The fingerprint as it is shown.
    package let fingerprint: String
    /// The slot that opened, and what opened it.
    package let slot: String
    package let kind: SlotRecord.Kind
    package let generation: Int
    /// When something was last changed, RFC 3339 in UTC; nil when the history is empty.
    package let changed: String?

    package init(
        path: String, fingerprint: String, slot: String, kind: SlotRecord.Kind, generation: Int,
        changed: String?
    ) {
        self.path = path
        self.fingerprint = fingerprint
        self.slot = slot
        self.kind = kind
        self.generation = generation
        self.changed = changed
    }

    init(_ sighting: Sighting, _ document: VaultDocument, slot: String, kind: SlotRecord.Kind) {
        self.init(
            path: sighting.path, fingerprint: Fingerprint.shown(sighting.fingerprint), slot: slot,
            kind: kind, generation: document.generation, changed: document.history.last?.time)
    }
}

extension Pins.Table {
    /// Whether the vault was known; throws where it is not what was seen before.
    func judge(_ sighting: Sighting, at path: String) throws(Fault) -> Bool {
        func refuse(_ mistrust: Mistrust) -> Fault {
            .mistrusted(
                path: sighting.path, fingerprint: Fingerprint.shown(sighting.fingerprint),
                generation: sighting.generation, mistrust)
        }
        if let known = paths[path], known != sighting.fingerprint {
            throw refuse(
                .stranger(
                    known: Fingerprint.shown(known),
                    knownGeneration: vaults[known]?.generation))
        }
        guard let pin = vaults[sighting.fingerprint] else { return false }
        if sighting.generation < pin.generation {
            throw refuse(.older(knownGeneration: pin.generation))
        }
        if sighting.generation == pin.generation, sighting.file != pin.file {
            throw refuse(.fork)
        }
        return true
    }
}
