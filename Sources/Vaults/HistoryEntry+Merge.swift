/// Two histories made one: what happened on both sides, each event once.

/// How often each event is still to come.
struct Tally {
    private var counts: [HistoryEntry: Int] = [:]

    init(_ entries: [HistoryEntry]) {
        for entry in entries { add(entry) }
    }

    func has(_ entry: HistoryEntry) -> Bool { counts[entry, default: 0] > 0 }

    mutating func add(_ entry: HistoryEntry) { counts[entry, default: 0] += 1 }

    /// Takes one away; false when there is none.
    mutating func take(_ entry: HistoryEntry) -> Bool {
        guard let count = counts[entry], count > 0 else { return false }
        counts[entry] = count - 1
        return true
    }
}

/// One of two histories, walked from its beginning.
private struct Side {
    private var entries: ArraySlice<HistoryEntry>
    /// What is still to come and has not been written for the other side.
    private var rest: Tally
    /// What has been written for the other side.
    private var written = Tally([])

    init(_ history: [HistoryEntry]) {
        entries = history[...]
        rest = Tally(history)
    }

    func awaits(_ entry: HistoryEntry) -> Bool { rest.has(entry) }

    /// The first event that has not been written; nil at the end.
    mutating func next() -> HistoryEntry? {
        while let first = entries.first, written.take(first) { entries.removeFirst() }
        return entries.first
    }

    mutating func take() { _ = rest.take(entries.removeFirst()) }

    /// The other side's event is written; if this side has it as well, it is not again.
    mutating func skip(_ entry: HistoryEntry) {
        if rest.take(entry) { written.add(entry) }
    }
}

extension [HistoryEntry] {
    /// Both histories by time, what both have once, each side's own order kept.
    func merged(with theirs: [HistoryEntry]) -> [HistoryEntry] {
        var result: [HistoryEntry] = []
        var (mine, other) = (Side(self), Side(theirs))
        while let one = mine.next(), let two = other.next() {
            let (isShared, isTheirsShared) = (other.awaits(one), mine.awaits(two))
            // A shared event waits until both sides have come to it.
            let takesMine =
                isShared != isTheirsShared ? isTheirsShared : one == two || one.precedes(two)
            result.append(takesMine ? one : two)
            if takesMine {
                mine.take()
                other.skip(one)
            } else {
                other.take()
                mine.skip(two)
            }
        }
        while let one = mine.next() {
            result.append(one)
            mine.take()
        }
        while let two = other.next() {
            result.append(two)
            other.take()
        }
        return result.suffix(VaultDocument.historyLength)
    }
}

extension HistoryEntry {
    fileprivate func precedes(_ other: HistoryEntry) -> Bool {
        let pairs = [
            (time, other.time), (slot, other.slot), (event.rawValue, other.event.rawValue),
            (profile ?? "", other.profile ?? ""), (subject ?? "", other.subject ?? ""),
        ]
        return pairs.first { $0 != $1 }.map { $0 < $1 } ?? false
    }
}
