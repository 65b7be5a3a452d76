/// `krok vault merge`: what git calls when both sides have changed a file of the vault.
internal import ArgumentParser
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

extension VaultCommand {
    /// Merges two versions of a file into the first; the base is not even opened.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: "Merge THEIRS into OURS, value by value; git calls this.",
            discussion: """
                BASE is never opened: nobody has to trust it. OURS is replaced as a whole or not \
                at all. Status 1: both versions of a value were kept, and krok vault choose \
                settles it.
                """)

        @Argument(help: "What both are said to come from; not looked at.")
        var base: String

        @Argument(help: "The file of this side, which takes the result.")
        var ours: String

        @Argument(help: "The file of the other side.")
        var theirs: String

        @Argument(help: "Where the file lies in the repository; without it, a vault.age.")
        var path: String?

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            var options = options
            // One driver serves every vault of a repository: the path says which.
            if options.vault == nil { options.vault = path.flatMap(MergeTarget.init)?.folder }
            try Face.run(options) { face throws(Fault) in
                let target = path.map(MergeTarget.init) ?? .vault(folder: face.place.path)
                guard let target else { throw Fault.notMergeable(path: path ?? ours) }
                let name = path ?? ours
                let files = MergeFiles(
                    ours: ours, theirs: theirs, name: name, in: face.environment)
                do throws(Fault) {
                    guard case .vault = target else { return try files.mergeProgress() }
                    try Merging(face: face, options: options, name: name).run(files)
                } catch {
                    if error.status != 1 { face.note(face.words("merge.left", ["path": name])) }
                    throw error
                }
            }
        }
    }
}

/// The merge of two `vault.age`, and what is said of it.
private struct Merging {
    let face: Face
    let options: any OptionValues
    let name: String

    /// How often a passphrase may be mistyped at a terminal before the merge is given up.
    private static let tries = 3

    func run(_ files: MergeFiles) throws(Fault) {
        let (key, slot) = try key(VaultFolder(at: face.place.path))
        let merge = try files.mergeVault(key: key, slot: slot, clock: face.environment.clock)
        for place in merge.overtaken {
            face.note(
                face.words(
                    "merge.overtaken", ["profile": place.profile, "input": place.input]))
        }
        let standing = merge.document.conflicts.count - merge.conflicts.count
        if standing > 0 { face.note(face.words("merge.standing", count: standing)) }
        if !merge.conflicts.isEmpty {
            if !merge.keptSlots.isEmpty {
                face.report(.slotsInDoubt(path: name, slots: merge.keptSlots))
            }
            throw .mergeConflict(path: name, merge.conflicts)
        }
        guard merge.keptSlots.isEmpty else {
            throw .slotsInDoubt(path: name, slots: merge.keptSlots)
        }
    }

    /// The vault key by any usual way in; the folder's own `vault.age` is not looked at.
    private func key(_ folder: VaultFolder) throws(Fault) -> (VaultKey, slot: String) {
        let passphrases = Passphrases(options: options, questions: Questions(face))
        if let identities = try passphrases.identities() {
            return try folder.key(slot: options.slot, identities: identities)
        }
        let slot = options.slot ?? OpenVault.firstSlot
        let known = try folder.slotNames()
        guard known.contains(slot) else { throw .noSlot(name: slot, known: known) }
        for _ in 1..<Merging.tries where !passphrases.isGiven {
            do throws(Fault) {
                return (try folder.key(slot: slot, passphrase: passphrases.existing(slot)), slot)
            } catch {
                guard case .wrongKey = error else { throw error }
                face.report(error)
            }
        }
        return (try folder.key(slot: slot, passphrase: passphrases.existing(slot)), slot)
    }
}
