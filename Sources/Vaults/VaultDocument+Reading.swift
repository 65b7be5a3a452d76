/// The document read back: strict, because nobody but Krok writes it.
package import Secrecy
internal import SecretJSON

extension VaultDocument {
    /// Reads a plaintext; every member has to be known and of its type.
    ///
    /// `format` comes first, so that a later format is named instead of called damaged.
    ///
    /// With `profile` the values of other profiles are passed over, and what stands behind it is
    /// not looked at: the whole plaintext has been authenticated, and nothing of it is written.
    package init(plaintext: Secret, profile: String? = nil) throws(VaultFault) {
        do {
            self = try VaultDocument.read(plaintext, profile)
            isPartial = profile != nil
        } catch let fault as VaultFault {
            throw fault
        } catch let fault as JSONError {
            throw .invalidDocument(line: fault.line, column: fault.column)
        } catch {
            throw .invalidDocument(line: 1, column: 1)
        }
    }

    /// Generations and revisions; beyond 2^53 other programs that read JSON would be wrong.
    private static let counts = 1...(1 << 53)

    /// A member that is unknown, missing or impossible; JSON itself was right.
    private struct WrongShape: Error {}

    private static func read(_ plaintext: Secret, _ profile: String?) throws -> VaultDocument {
        var reader = try JSONReader(plaintext)
        try reader.beginObject()
        guard try reader.nextKey() == "format" else { throw WrongShape() }
        let format = try reader.integer()
        if format > VaultDocument.format { throw VaultFault.newerFormat(format) }
        guard format == VaultDocument.format else { throw WrongShape() }

        var vault: String?
        var generation: Int?
        var previous: String??
        var slots: [SlotRecord]?
        var profiles: [String: [String: VaultValue]]?
        var history: [HistoryEntry]?
        while let key = try reader.nextKey() {
            switch key {
            case "vault": vault = try reader.text()
            case "generation": generation = try reader.integer()
            case "previous": previous = .some(try optionalText(&reader))
            case "slots": slots = try reader.array(of: slot)
            case "profiles" where profile != nil:
                // Krok writes all else in front; in another order the document is read to its end.
                guard let vault, let generation, counts.contains(generation), let previous,
                    let slots
                else {
                    profiles = try only(profile, &reader, stops: false)
                    continue
                }
                let found = try only(profile, &reader, stops: true)
                guard found.isEmpty else {
                    return VaultDocument(
                        vault: vault, generation: generation, previous: previous, slots: slots,
                        profiles: found, history: [])
                }
                profiles = found
            case "profiles": profiles = try reader.object { try $0.object(of: value) }
            case "history" where profile != nil:
                try reader.skip()
                history = []
            case "history": history = try reader.array(of: entry)
            default: throw WrongShape()
            }
        }
        try reader.finish()
        guard let vault, let generation, counts.contains(generation), let slots, let profiles,
            let history
        else { throw WrongShape() }
        return VaultDocument(
            vault: vault, generation: generation, previous: previous ?? nil, slots: slots,
            profiles: profiles, history: history)
    }

    private static func optionalText(_ reader: inout JSONReader) throws -> String? {
        guard try reader.peek() == .null else { return try reader.text() }
        try reader.null()
        return nil
    }

    /// The values of one profile; with `stops` the reader stands behind them if there are any, and
    /// otherwise behind the profiles.
    private static func only(
        _ profile: String?, _ reader: inout JSONReader, stops: Bool
    ) throws -> [String: [String: VaultValue]] {
        var members: [String: [String: VaultValue]] = [:]
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard key == profile else {
                try reader.skip()
                continue
            }
            members[key] = try reader.object(of: value)
            if stops { break }
        }
        return members
    }

    private static func slot(_ reader: inout JSONReader) throws -> SlotRecord {
        let members = try reader.texts()
        guard let name = members["name"], let kind = members["kind"].flatMap(SlotRecord.Kind.init),
            Set(members.keys).isSubset(of: ["name", "kind", "recipient"])
        else { throw WrongShape() }
        return SlotRecord(name: name, kind: kind, recipient: members["recipient"])
    }

    private static func entry(_ reader: inout JSONReader) throws -> HistoryEntry {
        let members = try reader.texts()
        guard let time = members["time"], let slot = members["slot"],
            let event = members["event"].flatMap(HistoryEntry.Event.init),
            Set(members.keys).isSubset(of: ["time", "slot", "event", "profile", "subject"])
        else { throw WrongShape() }
        return HistoryEntry(
            time: time, slot: slot, event: event, profile: members["profile"],
            subject: members["subject"])
    }

    private static func value(_ reader: inout JSONReader) throws -> VaultValue {
        var kind: String?
        var isSensitive = false
        var revision: Int?
        var time: String?
        var slot: String?
        var content: Secret?
        var isRemoved = false
        var previous: VaultValue.Earlier?
        var conflicting: [VaultValue]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": kind = try reader.text()
            case "sensitive": isSensitive = try reader.bool()
            case "revision": revision = try reader.integer()
            case "time": time = try reader.text()
            case "slot": slot = try reader.text()
            case "value": content = try reader.string()
            case "removed": isRemoved = try reader.bool()
            case "previous": previous = try earlier(&reader)
            case "conflicting": conflicting = try reader.array(of: value)
            default: throw WrongShape()
            }
        }
        guard let kind, let revision, counts.contains(revision), let time, let slot,
            isRemoved == (content == nil), previous == nil || content != nil
        else { throw WrongShape() }
        var value = VaultValue(
            kind: kind, isSensitive: isSensitive, revision: revision, time: time, slot: slot,
            content: content, previous: previous)
        guard let conflicting else { return value }
        value.conflicting = conflicting
        guard value.isWholeConflict else { throw WrongShape() }
        return value
    }

    private static func earlier(_ reader: inout JSONReader) throws -> VaultValue.Earlier {
        var time: String?
        var slot: String?
        var content: Secret?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "time": time = try reader.text()
            case "slot": slot = try reader.text()
            case "value": content = try reader.string()
            default: throw WrongShape()
            }
        }
        guard let time, let slot, let content else { throw WrongShape() }
        return VaultValue.Earlier(content: content, time: time, slot: slot)
    }
}
