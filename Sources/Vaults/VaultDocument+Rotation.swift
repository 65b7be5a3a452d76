/// Two values under one name: the one in use and the one before it.
package import Secrecy

extension VaultValue {
    /// What stays of this value beside `content`: itself, or what it has beside it where only its
    /// kind changes.
    func replaced(by content: Secret) -> Earlier? {
        guard let standing = self.content else { return nil }
        if standing.equals(content) { return previous }
        return Earlier(content: standing, time: time, slot: slot)
    }

    /// Whether a third value would push one of two out: everything but these two themselves.
    package func wouldLose(for content: Secret) -> Bool {
        guard let previous, let standing = self.content else { return false }
        return !standing.equals(content) && !previous.content.equals(content)
    }
}

extension VaultDocument {
    /// Drops the older of two values; false when there is one only.
    package mutating func removePrevious(
        _ input: String, of profile: String, by author: Author
    ) -> Bool {
        guard let value = value(input, of: profile), value.previous != nil else { return false }
        profiles[profile]?[input] = VaultValue(
            kind: value.kind, isSensitive: value.isSensitive, revision: value.revision + 1,
            time: value.time, slot: value.slot, content: value.content)
        note(.previousRemoved, profile: profile, subject: input, by: author)
        return true
    }

    /// Drops the newer of two values, so that the older stands again; false when there is one only.
    package mutating func removeNewer(
        _ input: String, of profile: String, by author: Author
    ) -> Bool {
        guard let value = value(input, of: profile), let previous = value.previous else {
            return false
        }
        profiles[profile]?[input] = VaultValue(
            kind: value.kind, isSensitive: value.isSensitive, revision: value.revision + 1,
            time: previous.time, slot: previous.slot, content: previous.content)
        note(.newerRemoved, profile: profile, subject: input, by: author)
        return true
    }
}
