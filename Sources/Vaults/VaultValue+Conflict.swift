/// Versions of one value: which of two wins, and what is kept when neither does.
internal import Secrecy

extension VaultValue {
    /// Every version that a choice could fall on, the removal last; one unless there is a conflict.
    package var versions: [VaultValue] { [alone] + conflicting }

    /// Whether two places changed the value and nobody has chosen yet.
    package var isInConflict: Bool { !conflicting.isEmpty }

    /// What a merge makes of two versions; neither the order of the two nor that of merges matters.
    ///
    /// The higher revision wins. Of one revision each different content is kept, once.
    func merged(with other: VaultValue) -> VaultValue {
        guard revision == other.revision else { return revision > other.revision ? self : other }
        return VaultValue.joined(versions + other.versions)
    }

    /// Whether `other` is the same revision with the same content, conflicts included.
    func isTheVersion(_ other: VaultValue) -> Bool {
        let theirs = other.versions
        return revision == other.revision && versions.count == theirs.count
            && versions.allSatisfy { mine in theirs.contains { mine.says($0) } }
    }

    /// Whether each version of `other` is among this one's.
    func holds(_ other: VaultValue) -> Bool {
        other.versions.allSatisfy { theirs in versions.contains { $0.says(theirs) } }
    }

    /// The same value under another revision.
    func numbered(_ revision: Int) -> VaultValue {
        var value = self
        value.revision = revision
        for index in value.conflicting.indices { value.conflicting[index].revision = revision }
        return value
    }

    /// Takes over the conflict that `earlier` was in, if it was in one; the revision stays.
    mutating func takeConflict(of earlier: VaultValue?) {
        guard let earlier, earlier.isInConflict else { return }
        self = earlier.numbered(revision)
    }

    /// Whether the versions are such as a merge leaves them: different, in order, of one revision.
    var isWholeConflict: Bool {
        let all = versions
        return isInConflict && conflicting.allSatisfy { !$0.isInConflict }
            && all.allSatisfy { $0.revision == revision }
            && zip(all, all.dropFirst()).allSatisfy { $0.precedes($1) }
            && all.indices.allSatisfy { index in
                !all[..<index].contains { $0.says(all[index]) }
            }
    }

    private var alone: VaultValue {
        var value = self
        value.conflicting = []
        return value
    }

    /// Of versions that say the same the first in order stays.
    private static func joined(_ versions: [VaultValue]) -> VaultValue {
        var kept: [VaultValue] = []
        for version in versions.sorted(by: { $0.precedes($1) })
        where !kept.contains(where: { $0.says(version) }) { kept.append(version) }
        var first = kept[0]
        first.conflicting = Array(kept.dropFirst())
        return first
    }

    /// Whether both stand for the same; when and through which slot is another matter.
    private func says(_ other: VaultValue) -> Bool {
        guard let content, let theirs = other.content else {
            return content == nil && other.content == nil
        }
        return kind == other.kind && isSensitive == other.isSensitive && content.equals(theirs)
            && hasPrevious(of: other)
    }

    private func hasPrevious(of other: VaultValue) -> Bool {
        guard let previous, let theirs = other.previous else {
            return previous == nil && other.previous == nil
        }
        return previous.content.equals(theirs.content)
    }

    /// An order that every clone agrees on: values before removals, then the older first.
    private func precedes(_ other: VaultValue) -> Bool {
        guard (content == nil) == (other.content == nil) else { return content != nil }
        for (mine, theirs) in [(time, other.time), (slot, other.slot), (kind, other.kind)]
        where mine != theirs { return mine < theirs }
        guard isSensitive == other.isSensitive else { return isSensitive }
        guard let content, let theirs = other.content else { return false }
        guard content.equals(theirs) else { return content.precedes(theirs) }
        guard let mine = previous?.content, let other = other.previous?.content else {
            return previous == nil && other.previous != nil
        }
        return mine.precedes(other)
    }
}

extension Secret {
    /// The order of the bytes, the shorter first where one begins the other.
    fileprivate func precedes(_ other: Secret) -> Bool {
        for index in 0..<min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }
}
