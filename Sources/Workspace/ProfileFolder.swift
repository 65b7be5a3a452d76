/// The profiles of a vault: one progress file each.
internal import Platform
internal import Secrecy
package import Walkthrough

/// Reads and changes progress; needs no passphrase.
package struct ProfileFolder: Sendable {
    private let vault: VaultFolder

    package init(_ vault: VaultFolder) { self.vault = vault }

    private static let suffix = ".json"

    private func folder(create: Bool) throws(Fault) -> Folder? {
        do throws(FileFault) {
            return try vault.folder.folder("progress", create: create)
        } catch {
            guard error.kind == .missing else { throw .file(error) }
            return nil
        }
    }

    /// The names of the profiles that have a file, sorted.
    package func names() throws(Fault) -> [String] {
        guard let folder = try folder(create: false) else { return [] }
        let files = try onDisk { () throws(FileFault) in try folder.names() }
        return files.filter { $0.hasSuffix(ProfileFolder.suffix) && !$0.hasPrefix(".") }
            .map { String($0.dropLast(ProfileFolder.suffix.count)) }
            // A name that Krok would not give came from elsewhere, and may steer a terminal.
            .filter { ProfileName.isOne($0) }
    }

    /// Whether a profile has a file of just this name.
    func has(_ profile: String) throws(Fault) -> Bool {
        guard let folder = try folder(create: false) else { return false }
        return try onDisk { () throws(FileFault) in
            try folder.length(profile + ProfileFolder.suffix) != nil
        }
    }

    /// The progress of a profile by guide; empty when it has none yet.
    package func progress(of profile: String) throws(Fault) -> [String: Progress] {
        guard let folder = try folder(create: false) else { return [:] }
        let name = profile + ProfileFolder.suffix
        let file = try onDisk { () throws(FileFault) in
            try folder.read(name, limit: ProgressFile.longest)
        }
        guard let file else { return [:] }
        return try ProgressFile.read(file, path: vault.path + "/progress/" + name)
    }

    /// Applies a change to what stands on disk by then, under the vault's lock.
    package func change<Result>(
        _ profile: String, _ body: (inout [String: Progress]) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        try vault.locked { () throws(Fault) in try changeUnderLock(profile, body) }
    }

    /// The same for somebody who holds the lock already.
    func changeUnderLock<Result>(
        _ profile: String, _ body: (inout [String: Progress]) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        let standing = try progress(of: profile)
        var changed = standing
        let result = try body(&changed)
        if changed != standing { try write(changed, of: profile) }
        return result
    }

    private func write(_ guides: [String: Progress], of profile: String) throws(Fault) {
        guard let folder = try folder(create: true) else { return }
        let bytes = ProgressFile.write(guides)
        guard bytes.count <= ProgressFile.longest else {
            throw .file(FileFault(.tooLarge(limit: ProgressFile.longest), at: profile))
        }
        try onDisk { () throws(FileFault) in
            try folder.replace(profile + ProfileFolder.suffix, with: bytes.bytes)
        }
    }

    /// Makes an empty profile.
    package func make(_ profile: String) throws(Fault) {
        try vault.locked { () throws(Fault) in
            if try names().contains(profile) { throw Fault.profileExists(profile) }
            try write([:], of: profile)
        }
    }

    /// Gives a profile's progress another name; call it locked.
    func rename(_ profile: String, to name: String) throws(Fault) {
        guard let folder = try folder(create: false) else { return }
        try onDisk { () throws(FileFault) in
            try folder.rename(profile + ProfileFolder.suffix, to: name + ProfileFolder.suffix)
        }
    }

    /// Forgets a profile's progress; call it locked.
    func remove(_ profile: String) throws(Fault) {
        guard let folder = try folder(create: false) else { return }
        try onDisk { () throws(FileFault) in
            try folder.remove(profile + ProfileFolder.suffix)
        }
    }
}
