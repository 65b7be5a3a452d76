/// One vault, one profile, one guide: what a person works with, whatever the face.
package import Guides
package import Secrecy
package import Vaults
package import Walkthrough

/// The use cases of a guide.
///
/// The vault is opened when a value is first needed, and stays open.
package final class Session {
    package let environment: Environment
    package let place: VaultPlace
    package let guide: Guide
    package let profile: String

    /// How a passphrase comes to hand: asked at the terminal, or read from a file.
    private let passphrase: (VaultFolder, _ slot: String) throws(Fault) -> Secret
    /// The slot that was named; nil: the first passphrase slot, or the one an identity fits.
    private let named: String?
    /// An age identity file, the way in that asks for nothing.
    private let identities: () throws(Fault) -> Secret?
    private(set) var opened: OpenVault?
    package let opening: Opening
    /// Whether a key that `krok unlock` left may open the vault.
    private let takesUnlocked: Bool
    /// Whether it did: then nobody has shown a way in of their own.
    private var isBorrowed = false

    package init(
        environment: Environment, place: VaultPlace, guide: Guide, profile: String,
        slot: String? = nil, takesUnlocked: Bool = false, opening: Opening? = nil,
        identities: @escaping () throws(Fault) -> Secret? = { () throws(Fault) in nil },
        passphrase: @escaping (VaultFolder, String) throws(Fault) -> Secret
    ) {
        self.environment = environment
        self.place = place
        self.guide = guide
        self.profile = profile
        named = slot
        self.opening = opening ?? Opening(environment)
        self.takesUnlocked = takesUnlocked
        self.identities = identities
        self.passphrase = passphrase
    }

    /// The slot that a passphrase is asked for.
    package var slot: String { named ?? OpenVault.firstSlot }

    // MARK: The vault

    package var isOpen: Bool { opened != nil }

    /// Hands over a vault that was just made or opened elsewhere.
    package func adopt(_ vault: OpenVault) { opened = vault }

    /// Opens the vault if that takes nobody's answer: it was unlocked for a while.
    ///
    /// Whether it is open then.
    @discardableResult
    package func openIfUnlocked() throws(Fault) -> Bool {
        guard opened == nil, takesUnlocked, place.isMade else { return isOpen }
        opened = try VaultFolder(at: place.path).openUnlocked(
            slot: named, in: environment, opening)
        isBorrowed = isOpen
        return isOpen
    }

    /// Forgets the open vault: its key and everything read from it is wiped.
    package func lock() {
        opened = nil
        isBorrowed = false
    }

    /// The open vault; asks for the passphrase the first time.
    ///
    /// With `ownWayIn` a key that was left in the keyring is not enough: what locks others out is
    /// not for whoever finds a terminal unattended.
    package func vault(ownWayIn: Bool = false) throws(Fault) -> OpenVault {
        if ownWayIn {
            if isBorrowed { lock() }
        } else {
            try openIfUnlocked()
        }
        if let opened { return opened }
        let folder = try VaultFolder(at: place.path)
        if let identities = try identities() { return try open(folder, identities) }
        try folder.checkSlot(slot)
        return try open(folder, with: passphrase(folder, slot))
    }

    /// The vault and the passphrase that opened it, asked for anew; nil for an identity.
    ///
    /// For what only somebody with a way in of their own may do, however open the vault is.
    package func provenVault() throws(Fault) -> (vault: OpenVault, passphrase: Secret?) {
        let folder = try VaultFolder(at: place.path)
        opened = nil
        if let identities = try identities() { return (try open(folder, identities), nil) }
        try folder.checkSlot(slot)
        let given = try passphrase(folder, slot)
        return (try open(folder, with: given), given)
    }

    /// The vault key by an identity, whatever stands beside the slots; nil where none is given.
    func identityWay(into folder: VaultFolder) throws(Fault) -> (key: VaultKey, slot: String)? {
        guard let identities = try identities() else { return nil }
        return try folder.key(slot: named, identities: identities)
    }

    /// The same by the passphrase of the slot.
    func passphraseWay(into folder: VaultFolder) throws(Fault) -> VaultKey {
        try folder.key(slot: slot, passphrase: passphrase(folder, slot))
    }

    private func open(_ folder: VaultFolder, _ identities: Secret) throws(Fault) -> OpenVault {
        let vault = try folder.open(slot: named, identities: identities, opening: opening)
        opened = vault
        return vault
    }

    /// Whether the vault would open without a question: a way in is at hand, or it is unlocked.
    package func opensUnasked(isGiven: Bool) throws(Fault) -> Bool {
        if isGiven { return true }
        return try openIfUnlocked()
    }

    /// Opens the vault with a passphrase that was asked for elsewhere.
    package func open(with passphrase: Secret) throws(Fault) {
        _ = try open(VaultFolder(at: place.path), with: passphrase)
    }

    private func open(_ folder: VaultFolder, with passphrase: Secret) throws(Fault) -> OpenVault {
        let vault = try folder.open(
            slot: slot, passphrase: passphrase, opening: opening)
        opened = vault
        return vault
    }

    /// A captured value, as the guide may use it; opens the vault.
    ///
    /// Refused when the guide declares less care for the value than it was captured with.
    package func value(_ input: Input) throws(Fault) -> Secret? {
        try value(input, in: vault().document)
    }

    /// A captured value if the vault is open already; nil when it is locked.
    package func valueIfOpen(_ input: Input) throws(Fault) -> Secret? {
        guard let opened else { return nil }
        return try value(input, in: opened.document)
    }

    func value(_ input: Input, in document: VaultDocument) throws(Fault) -> Secret? {
        let value = document.value(input.id, of: profile)
        let conflict = document.conflict(input.id, of: profile)
        for value in conflict + (value.map { [$0] } ?? []) {
            let wasSecret = value.kind == Input.Kind.secret.rawValue
            guard !value.isSensitive || input.isSensitive, !wasSecret || input.kind == .secret
            else { throw .lessCareful(input: input.id) }
        }
        guard conflict.isEmpty else { throw .conflict(input: input.id, conflict) }
        return value?.content
    }

    // MARK: Progress

    private func profiles() throws(Fault) -> ProfileFolder {
        ProfileFolder(try VaultFolder(at: place.path))
    }

    /// Where this profile stands in the guide; a vault that is not there yet stands at the start.
    package func walkthrough() throws(Fault) -> Walkthrough {
        do throws(Fault) {
            return try inLineWithVault(
                Walkthrough(
                    guide: guide,
                    progress: try profiles().progress(of: profile)[guide.id] ?? Progress()))
        } catch {
            guard case .noVault = error else { throw error }
            return Walkthrough(guide: guide, progress: Progress())
        }
    }

    /// Takes an event in and saves what it changed, on top of what stands on disk by then.
    @discardableResult
    package func handle(_ event: Walkthrough.Event) throws(Fault) -> Walkthrough.Response {
        try profiles().change(profile) { (guides) throws(Fault) in
            try apply(event, to: &guides)
        }
    }

    /// The same for somebody who holds the vault's lock already.
    func handleUnderLock(_ event: Walkthrough.Event) throws(Fault) {
        try profiles().changeUnderLock(profile) { (guides) throws(Fault) in
            _ = try apply(event, to: &guides)
        }
    }

    /// Changes the progress of this guide for somebody who holds the vault's lock already.
    func changeProgressUnderLock(_ body: (inout Walkthrough) -> Void) throws(Fault) {
        try profiles().changeUnderLock(profile) { (guides) throws(Fault) in
            var walkthrough = Walkthrough(guide: guide, progress: guides[guide.id] ?? Progress())
            body(&walkthrough)
            guides[guide.id] = walkthrough.progress
        }
    }

    private func apply(
        _ event: Walkthrough.Event, to guides: inout [String: Progress]
    ) throws(Fault) -> Walkthrough.Response {
        var walkthrough = Walkthrough(guide: guide, progress: guides[guide.id] ?? Progress())
        do throws(Walkthrough.Refusal) {
            let response = try walkthrough.handle(event, at: environment.clock.now)
            guides[guide.id] = walkthrough.progress
            return response
        } catch {
            throw fault(for: error)
        }
    }

    /// Makes sure, before the vault is changed, that the progress can be.
    func checkProgress() throws(Fault) { _ = try profiles().progress(of: profile) }

    private func fault(for refusal: Walkthrough.Refusal) -> Fault {
        switch refusal {
        case .unknownStep(let step): .unknownStep(step, known: guide.steps.map(\.id))
        case .unknownTask(let step, let task):
            .unknownTask(
                step: step, task: task,
                known: guide.texts.values.first?.step(step)?.tasks.map(\.id) ?? [])
        case .unknownInput(let input): .unknownInput(input, known: guide.inputs.map(\.id))
        case .notAnOption(let input, _):
            .refusedValue(input: input, .notAnOption(guide.input(input)?.options ?? []))
        case .isReference(let step): .isReference(step: step)
        }
    }

    /// The input `id` of this guide.
    package func input(_ id: String) throws(Fault) -> Input {
        try refusePlainMarkdown()
        guard let input = guide.input(id) else {
            throw .unknownInput(id, known: guide.inputs.map(\.id))
        }
        return input
    }

    /// Whatever has to do with values makes no sense for a guide that has none.
    func refusePlainMarkdown() throws(Fault) {
        if let path = guide.plainPath { throw .plainGuide(path: path) }
    }

    // MARK: Capturing

    /// Judges a value and keeps it: in the vault, and a choice's answer in the progress as well.
    ///
    /// Everything that could be wrong with the value is found before anything is written.
    @discardableResult
    package func capture(
        _ input: Input, _ raw: Secret, event: HistoryEntry.Event = .set
    ) throws(Fault) -> [ValueWarning] {
        let first = { () throws(Fault) in try self.checkProgress() }
        return try vault().change(first: first) { (document, author) throws(Fault) in
            let (value, warnings) = try check(input, raw, in: document)
            document.set(
                input.id, of: profile, to: value, kind: input.kind.rawValue,
                isSensitive: input.isSensitive, keepsPrevious: input.kind == .secret,
                event: event, by: author)
            return (value, warnings)
        } then: { (kept: (Secret, [ValueWarning])) throws(Fault) in
            // A choice is no secret: its answer is in the progress, which decides the path.
            let answer = input.kind == .choice ? kept.0.copiedIntoOrdinaryMemory() : nil
            try handleUnderLock(
                answer.map { .answer(input: input.id, value: $0) } ?? .capture(input: input.id))
        }.1
    }

    func check(
        _ input: Input, _ raw: Secret, in document: VaultDocument
    ) throws(Fault) -> (value: Secret, warnings: [ValueWarning]) {
        // What is stored under this name must not come to be kept with less care.
        _ = try undisputedValue(input, in: document)
        var known: [String: Secret] = [:]
        for name in [input.notLike, input.beginsWith] {
            guard let other = name.flatMap(guide.input) else { continue }
            known[other.id] = try undisputedValue(other, in: document)
        }
        let checked: (Secret, [ValueWarning])
        do throws(ValueRefusal) {
            checked = try guide.check(raw, for: input) { known[$0] }
        } catch {
            throw .refusedValue(input: input.id, error)
        }
        if input.kind == .secret,
            document.value(input.id, of: profile)?.wouldLose(for: checked.0) == true
        {
            throw .twoSecrets(input: input.id)
        }
        return checked
    }

    /// Drops a value from the vault and from the progress; 66 when there is none.
    package func withdraw(_ input: Input) throws(Fault) {
        let first = { () throws(Fault) in try self.checkProgress() }
        let wasThere = try vault().change(first: first) { (document, author) throws(Fault) in
            document.remove(input.id, of: profile, by: author)
        } then: { (_: Bool) throws(Fault) in
            try handleUnderLock(.withdraw(input: input.id))
        }
        if !wasThere { throw notCaptured(input) }
    }

    /// Which of two secrets goes.
    package enum Rotation: Sendable {
        case older, newer
    }

    /// Drops one of two secrets; 66 when there is one only.
    package func drop(_ which: Rotation, of input: Input) throws(Fault) {
        let wasThere = try vault().change { (document, author) throws(Fault) in
            switch which {
            case .older: document.removePrevious(input.id, of: profile, by: author)
            case .newer: document.removeNewer(input.id, of: profile, by: author)
            }
        }
        if !wasThere { throw .noPrevious(input: input.id) }
    }

    /// The secret before the one in use, if the vault is open and has it.
    package func previousIfOpen(_ input: Input) throws(Fault) -> VaultValue.Earlier? {
        // The value itself is asked for first: a guide that is less careful is refused there.
        guard input.isSensitive, conflictIfOpen(input.id).isEmpty,
            try valueIfOpen(input) != nil
        else { return nil }
        return opened?.document.value(input.id, of: profile)?.previous
    }

    /// The exact value, for `krok get`.
    package func captured(_ input: Input) throws(Fault) -> Secret {
        guard let value = try value(input) else { throw notCaptured(input) }
        return value
    }

    private func notCaptured(_ input: Input) -> Fault {
        .notCaptured(input: input.id, step: guide.stepAsking(input.id))
    }
}
