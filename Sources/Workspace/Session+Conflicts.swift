/// Values that a merge left with several versions, and progress in line with the vault.
internal import Guides
internal import Secrecy
package import Vaults
internal import Walkthrough

extension Fault {
    /// The conflict of a value, told by when and through which slot each version was captured.
    static func conflict(input: String, _ versions: [VaultValue]) -> Fault {
        .conflict(
            input: input,
            versions.map {
                ConflictVersion(time: $0.time, slot: $0.slot, isRemoved: $0.content == nil)
            })
    }
}

extension Session {
    /// The versions of a value in conflict if the vault is open; empty without conflict.
    package func conflictIfOpen(_ input: String) -> [VaultValue] {
        opened?.document.conflict(input, of: profile) ?? []
    }

    /// The value as far as there is one: nil as well where nobody has chosen yet.
    func undisputedValue(
        _ input: Input, in document: VaultDocument
    ) throws(Fault) -> Secret? {
        do throws(Fault) {
            return try value(input, in: document)
        } catch {
            guard case .conflict = error else { throw error }
            return nil
        }
    }

    /// Settles a conflict of this profile: the version with this number stands from now on.
    ///
    /// `input` need not be of this session's guide. 66 when there is nothing to choose.
    package func choose(_ number: Int, for input: String) throws(Fault) {
        let first = { () throws(Fault) in try self.checkProgress() }
        try vault().change(first: first) { (document, author) throws(Fault) in
            let count = document.conflict(input, of: profile).count
            guard count > 0 else { throw Fault.noConflict(input: input) }
            guard document.choose(number, for: input, of: profile, by: author) else {
                throw Fault.noVersion(input: input, number: number, count: count)
            }
        } then: { (_: Void) throws(Fault) in
            try alignUnderLock()
        }
    }

    /// Puts every value back to a kept generation, and this guide's progress in line with it.
    package func restore(_ generation: Int) throws(Fault) {
        try vault().restore(generation) { () throws(Fault) in
            try checkProgress()
        } then: { () throws(Fault) in
            try alignUnderLock()
        }
    }

    // MARK: Progress

    /// The walkthrough with what the open vault says of values and answers.
    ///
    /// After a merge the two may differ, and another Krok may have changed both.
    func inLineWithVault(_ walkthrough: Walkthrough) throws(Fault) -> Walkthrough {
        guard let opened else { return walkthrough }
        try opened.refresh()
        var walkthrough = walkthrough
        align(&walkthrough, with: opened.document)
        return walkthrough
    }

    private func alignUnderLock() throws(Fault) {
        let document = try vault().document
        try changeProgressUnderLock { align(&$0, with: document) }
    }

    private func align(_ walkthrough: inout Walkthrough, with document: VaultDocument) {
        walkthrough.align(at: environment.clock.now) { input in
            guard let value = document.value(input.id, of: profile) else { return .missing }
            // A choice is no secret: its answer stands in the progress too.
            let isChoice = input.kind == .choice && !value.isSensitive
            return .captured(
                answer: isChoice ? value.content?.copiedIntoOrdinaryMemory() : nil)
        }
    }
}
