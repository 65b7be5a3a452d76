/// Two documents of one vault made one, without trusting what both are said to come from.
internal import Secrecy

/// What a merge made, and what a person has to hear of it.
package struct VaultMerge: Sendable {
    /// A value by its profile and name.
    package struct Place: Sendable, Hashable {
        package let profile: String
        package let input: String

        package init(profile: String, input: String) {
            self.profile = profile
            self.input = input
        }
    }

    /// The next generation, ready to be sealed.
    package let document: VaultDocument
    /// The values that this merge has put into conflict: each has all its versions.
    package let conflicts: [Place]
    /// The values that both sides changed and where the higher revision decided.
    package let overtaken: [Place]
    /// The slots that stay listed because each side had removed what the other one had left.
    package let keptSlots: [String]
}

extension VaultDocument {
    /// This document and `theirs` as one: value by value, slot by slot, event by event.
    ///
    /// `file` is the `vault.age` that this document was read from: the generation that is made
    /// names it as the one before. Whatever base git offers is not asked for. All but the events
    /// and `previous` is the same when the two change places. Throws `.otherVault`.
    package func merged(
        with theirs: VaultDocument, file: [UInt8], by author: Author
    ) throws(VaultFault) -> VaultMerge {
        guard vault == theirs.vault else { throw .otherVault }
        var values: [String: [String: VaultValue]] = [:]
        var conflicts: [VaultMerge.Place] = []
        var overtaken: [VaultMerge.Place] = []
        let (news, theirNews) = (News(of: self, for: theirs), News(of: theirs, for: self))
        for profile in Set(profiles.keys).union(theirs.profiles.keys).sorted() {
            let (mine, other) = (profiles[profile] ?? [:], theirs.profiles[profile] ?? [:])
            for input in Set(mine.keys).union(other.keys).sorted() {
                guard let one = mine[input], let two = other[input] else {
                    values[profile, default: [:]][input] = mine[input] ?? other[input]
                    continue
                }
                let place = VaultMerge.Place(profile: profile, input: input)
                let joined = one.merged(with: two)
                values[profile, default: [:]][input] = joined
                if one.revision == two.revision {
                    // A conflict that one side brought along whole is not this merge's.
                    if joined.isInConflict, !one.holds(joined), !two.holds(joined) {
                        conflicts.append(place)
                    }
                } else if (one.revision < two.revision ? news : theirNews).tell(of: place),
                    !joined.holds(one) || !joined.holds(two)
                {
                    overtaken.append(place)
                }
            }
        }
        let (slots, keptSlots) = mergedSlots(with: theirs)
        var document = VaultDocument(
            vault: vault, generation: max(generation, theirs.generation), previous: nil,
            slots: slots, profiles: values, history: history.merged(with: theirs.history))
        document.note(.merged, by: author)
        document.succeed(file)
        return VaultMerge(
            document: document, conflicts: conflicts, overtaken: overtaken, keptSlots: keptSlots)
    }

    // MARK: Slots

    /// The union by name; what one side lacks or has otherwise is decided by what happened last.
    private func mergedSlots(
        with theirs: VaultDocument
    ) -> (slots: [SlotRecord], kept: [String]) {
        let names = Set((slots + theirs.slots).map(\.name)).sorted()
        let merged = names.compactMap { mergedSlot($0, with: theirs) }
        guard merged.isEmpty else { return (merged, []) }
        let all = names.compactMap { name in
            slots.first { $0.name == name } ?? theirs.slots.first { $0.name == name }
        }
        return (all, all.map(\.name))
    }

    private func mergedSlot(_ name: String, with theirs: VaultDocument) -> SlotRecord? {
        let mine = slots.first { $0.name == name }
        let other = theirs.slots.first { $0.name == name }
        if mine == other { return mine }
        let (last, theirLast) = (lastEvent(of: name), theirs.lastEvent(of: name))
        let isMine: Bool
        switch (last, theirLast) {
        case (nil, nil): return SlotRecord.first(mine, other)
        case (_?, nil): isMine = true
        case (nil, _?): isMine = false
        case (let last?, let theirLast?):
            // Who knows the other's last event and went on from there decides, whatever the clocks.
            let knowsTheirs = history.contains(theirLast)
            let isKnown = theirs.history.contains(last)
            if knowsTheirs != isKnown {
                isMine = knowsTheirs
            } else if last.time != theirLast.time {
                isMine = last.time > theirLast.time
            } else {
                return SlotRecord.first(mine, other)
            }
        }
        return isMine ? mine : other
    }

    private func lastEvent(of slot: String) -> HistoryEntry? {
        history.last {
            $0.subject == slot && [.slotAdded, .slotChanged, .slotRemoved].contains($0.event)
        }
    }
}

extension SlotRecord {
    /// Of two that nothing else decides between: the one there is, else the first in an order.
    fileprivate static func first(_ one: SlotRecord?, _ other: SlotRecord?) -> SlotRecord? {
        guard let one, let other else { return one ?? other }
        let isFirst =
            (one.kind.rawValue, one.recipient ?? "")
            < (other.kind.rawValue, other.recipient ?? "")
        return isFirst ? one : other
    }
}

/// What one side's history speaks of and the other side's has never heard of.
private struct News {
    private var places: Set<VaultMerge.Place> = []
    private var profiles: Set<String> = []
    private var isOfEverything = false

    init(of document: VaultDocument, for other: VaultDocument) {
        var known = Tally(other.history)
        for entry in document.history where !known.take(entry) {
            switch (entry.event, entry.profile, entry.subject) {
            case (.restored, _, _): isOfEverything = true
            case (.profileRemoved, let profile?, _): profiles.insert(profile)
            case (.profileRenamed, let profile?, let name?): profiles.formUnion([profile, name])
            case (_, let profile?, let input?):
                places.insert(VaultMerge.Place(profile: profile, input: input))
            default: break
            }
        }
    }

    func tell(of place: VaultMerge.Place) -> Bool {
        isOfEverything || profiles.contains(place.profile) || places.contains(place)
    }
}
