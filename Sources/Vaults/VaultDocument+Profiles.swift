/// Profiles as a whole: renamed and removed so that a merge does not bring them back.

extension VaultDocument {
    /// Whether a profile holds anything; tombstones alone are no profile.
    package func hasProfile(_ profile: String) -> Bool {
        profiles[profile]?.values.contains { $0.content != nil } ?? false
    }

    /// Gives a profile's values another name; false when the new name is taken.
    ///
    /// Tombstones stay under the old name. Under the new one a value outnumbers the tombstone that
    /// it meets, so that it wins over it wherever that one has been merged to.
    package mutating func renameProfile(
        _ profile: String, to name: String, by author: Author
    ) -> Bool {
        guard !hasProfile(name) else { return false }
        guard hasProfile(profile) else { return true }
        for (input, value) in profiles[profile] ?? [:] where value.content != nil {
            let buried = profiles[name]?[input]?.revision ?? 0
            profiles[name, default: [:]][input] = value.numbered(max(value.revision, buried + 1))
        }
        bury(profile, by: author)
        note(.profileRenamed, profile: profile, subject: name, by: author)
        return true
    }

    /// Forgets a profile: each of its values becomes a tombstone.
    package mutating func removeProfile(_ profile: String, by author: Author) {
        guard hasProfile(profile) else { return }
        bury(profile, by: author)
        note(.profileRemoved, profile: profile, by: author)
    }

    private mutating func bury(_ profile: String, by author: Author) {
        for (input, value) in profiles[profile] ?? [:] where value.content != nil {
            profiles[profile]?[input] = VaultValue(
                kind: value.kind, isSensitive: value.isSensitive, revision: value.revision + 1,
                time: author.time, slot: author.slot, content: nil)
        }
    }
}
