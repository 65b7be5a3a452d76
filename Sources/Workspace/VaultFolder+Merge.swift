/// Merging for git: two files that it has laid down become one, in the place of the first.
internal import Platform
internal import Secrecy
package import Vaults
internal import Walkthrough

/// Which of a vault's files git wants merged, by the path that it has in the repository.
package enum MergeTarget: Sendable, Equatable {
    case vault(folder: String)
    case progress(folder: String)

    /// Nil when `path` is neither a `vault.age` nor a file in a folder `progress`.
    package init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.last == "vault.age" {
            self = .vault(folder: MergeTarget.folder(parts.dropLast(1)))
        } else if parts.count > 1, parts[parts.count - 2] == "progress",
            parts.last?.hasSuffix(".json") == true
        {
            self = .progress(folder: MergeTarget.folder(parts.dropLast(2)))
        } else {
            return nil
        }
    }

    private static func folder(_ parts: [Substring].SubSequence) -> String {
        parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The vault that the file belongs to, seen from where the repository begins.
    package var folder: String {
        switch self {
        case .vault(let folder), .progress(let folder): folder
        }
    }
}

/// The two files of a merge; what they are called in messages is not where git put them.
package struct MergeFiles: Sendable {
    private let ours: String
    private let theirs: String
    private let name: String

    package init(ours: String, theirs: String, name: String, in environment: Environment) {
        self.ours = environment.absolute(ours)
        self.theirs = environment.absolute(theirs)
        self.name = name
    }

    /// Merges two progress files, which both have to be whole; needs no key.
    package func mergeProgress() throws(Fault) {
        let mine = try progress(ours, name: name)
        let other = try progress(theirs, name: theirName)
        let merged = mine.merging(other) { $0.merged(with: $1) }
        try replace(with: ProgressFile.write(merged))
    }

    private func progress(_ path: String, name: String) throws(Fault) -> [String: Progress] {
        try ProgressFile.read(try read(path, limit: ProgressFile.longest), path: name)
    }

    /// Merges two `vault.age` of one key; nothing is written unless both open and the result does.
    package func mergeVault(
        key: VaultKey, slot: String, clock: Clock
    ) throws(Fault) -> VaultMerge {
        let mine = try read(ours, limit: VaultKey.largestVault)
        let file = mine.bytes.copiedBytes()
        let document = try inVault(name) { () throws(VaultFault) in try key.open(file) }
        let other = try read(theirs, limit: VaultKey.largestVault)
        let theirFile = other.bytes.copiedBytes()
        let author = VaultDocument.Author(slot: slot, time: clock.now)
        let merge = try inVault(theirName) { () throws(VaultFault) in
            let other = try MergeFiles.open(theirFile, key)
            return try document.merged(with: other, file: file, by: author)
        }
        let sealed = try inVault(name) { () throws(VaultFault) in try key.seal(merge.document) }
        guard let back = try? key.open(sealed),
            back.plaintext().equals(merge.document.plaintext())
        else { throw .notWritten }
        try replace(with: Secret(copying: sealed.raw))
        return merge
    }

    /// The other side's document; a file for another key is another vault, or this one rekeyed.
    private static func open(
        _ file: [UInt8], _ key: VaultKey
    ) throws(VaultFault) -> VaultDocument {
        do throws(VaultFault) {
            return try key.open(file)
        } catch {
            guard error == .foreign else { throw error }
            throw .otherVault
        }
    }

    private var theirName: String { name + " (theirs)" }

    /// git made the file, with the modes of a work tree: only its length is looked at.
    private func read(_ path: String, limit: Int) throws(Fault) -> Secret {
        try onDisk { () throws(FileFault) in try Files.read(path, limit: limit) }
    }

    private func replace(with bytes: Secret) throws(Fault) {
        try onDisk { () throws(FileFault) in try Files.write(bytes.bytes, to: ours) }
    }
}
