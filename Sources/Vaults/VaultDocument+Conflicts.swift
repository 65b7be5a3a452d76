/// Values that a merge left with several versions: listed, and settled by a choice.

extension VaultDocument {
    /// Every value that is in conflict, by profile and name.
    package var conflicts: [VaultMerge.Place] {
        profiles.flatMap { profile, values in
            values.filter { $0.value.isInConflict }.map {
                VaultMerge.Place(profile: profile, input: $0.key)
            }
        }.sorted { ($0.profile, $0.input) < ($1.profile, $1.input) }
    }

    /// The versions that a choice is between, in the order of their numbers; empty without conflict.
    package func conflict(_ input: String, of profile: String) -> [VaultValue] {
        guard let value = profiles[profile]?[input], value.isInConflict else { return [] }
        return value.versions
    }

    /// Settles a conflict: the version with this number, from 1, stands from now on.
    ///
    /// It keeps the time and the slot of its capture. False when there is no such version.
    package mutating func choose(
        _ number: Int, for input: String, of profile: String, by author: Author
    ) -> Bool {
        let versions = conflict(input, of: profile)
        guard (1...max(versions.count, 1)).contains(number), !versions.isEmpty else {
            return false
        }
        let chosen = versions[number - 1]
        profiles[profile]?[input] = chosen.numbered(chosen.revision + 1)
        note(.chosen, profile: profile, subject: input, by: author)
        return true
    }
}
