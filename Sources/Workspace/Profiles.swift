/// The profiles of one vault: a firm has one for each client.
internal import Vaults

extension Session {
    /// The profiles that have progress, sorted; none where there is no vault.
    package static func profiles(at place: VaultPlace) throws(Fault) -> [String] {
        do throws(Fault) {
            return ProfileName.sorted(try ProfileFolder(VaultFolder(at: place.path)).names())
        } catch {
            guard case .noVault = error else { throw error }
            return []
        }
    }

    /// Whether the profile has progress; where that cannot be told, `profiles` says why.
    ///
    /// Takes no longer with a thousand profiles than with one, unlike a list of them.
    package static func hasProfile(_ name: String, at place: VaultPlace) -> Bool {
        (try? ProfileFolder(VaultFolder(at: place.path)).has(name)) == true
    }

    /// Makes an empty profile.
    package static func makeProfile(_ name: String, at place: VaultPlace) throws(Fault) {
        let name = try ProfileName.checked(name)
        try ProfileFolder(VaultFolder(at: place.path)).make(name)
    }

    /// Gives this session's profile another name, in the vault and in the progress.
    package func renameProfile(to text: String) throws(Fault) {
        let name = try ProfileName.checked(text)
        let folder = ProfileFolder(try VaultFolder(at: place.path))
        guard try !folder.names().contains(name) else { throw .profileExists(name) }
        try vault().change { (document, author) throws(Fault) in
            let isFree = document.renameProfile(profile, to: name, by: author)
            // A run that was killed between vault and progress is finished by the next one.
            guard isFree || !document.hasProfile(profile) else {
                throw Fault.profileExists(name)
            }
        } then: { (_: Void) throws(Fault) in
            try folder.rename(profile, to: name)
        }
    }

    /// Forgets this session's profile: its values and its progress.
    package func removeProfile() throws(Fault) {
        let folder = ProfileFolder(try VaultFolder(at: place.path))
        try vault().change { (document, author) throws(Fault) in
            document.removeProfile(profile, by: author)
        } then: { (_: Void) throws(Fault) in
            try folder.remove(profile)
        }
    }
}
