/// Opening and making a vault, which takes a second or three of scrypt, beside everything else.
internal import NIOPosix
package import Secrecy
internal import Workspace

/// What opens the vault.
package enum WayIn: Sendable {
    case passphrase(Secret, slot: String)
    case identities(Secret, slot: String?)
    /// The key that `krok unlock` left.
    case keyring(slot: String?)
}

/// One scrypt at a time, on a thread of its own: each takes 256 MiB and all of a core.
final class Opener: Sendable {
    /// A vault on its way from the thread that opened it to the one that will use it.
    ///
    /// @unchecked Sendable because it is made on one thread and handed over at once: nobody keeps
    /// another reference to it.
    struct Handed: @unchecked Sendable {
        /// Nil where only a key in the keyring could have opened it, and none fits.
        let vault: OpenVault?
        /// Not nil where this machine sees the vault for the first time.
        let firstUse: FirstUse?
    }

    private let setup: Setup
    private let pool = NIOThreadPool(numberOfThreads: 1)

    /// How many have asked and not been answered yet.
    private let waiting = Waiting()

    /// Whether the last opening or save of this run was remembered on this machine.
    let forgotten = Forgotten()

    init(_ setup: Setup) {
        self.setup = setup
        pool.start()
    }

    /// Opens the vault.
    func open(_ way: WayIn) async throws(Fault) -> Handed {
        try await run { (setup, opening) throws(Fault) in
            let folder = try VaultFolder(at: setup.place.path)
            switch way {
            case .passphrase(let passphrase, let slot):
                return try folder.open(slot: slot, passphrase: passphrase, opening: opening)
            case .identities(let identities, let slot):
                return try folder.open(slot: slot, identities: identities, opening: opening)
            case .keyring(let slot):
                return try folder.openUnlocked(slot: slot, in: setup.environment, opening)
            }
        }
    }

    /// Makes a vault behind a passphrase.
    func make(passphrase: Secret) async throws(Fault) -> Handed {
        try await run { (setup, opening) throws(Fault) in
            try VaultFolder.make(
                at: setup.place.path, passphrase: passphrase, opening: opening)
        }
    }

    private final class Met { var use: FirstUse? }

    private func run(
        _ body: @escaping @Sendable (Setup, Opening) throws(Fault) -> OpenVault?
    ) async throws(Fault) -> Handed {
        let (setup, forgotten) = (setup, forgotten)
        let result = try? await pool.runIfActive { () -> Result<Handed, Fault> in
            let met = Met()
            forgotten.note(nil)
            let opening = Opening(
                setup.environment, forgetting: forgotten.note,
                firstUse: { (use) throws(Fault) in
                    try Opening.refuseUnasked(use)
                    met.use = use
                })
            do throws(Fault) {
                let vault = try body(setup, opening)
                return .success(Handed(vault: vault, firstUse: met.use))
            } catch {
                return .failure(error)
            }
        }
        guard let result else { throw .noWayIn }
        return try result.get()
    }

    /// Takes a place in the queue; false when it is full.
    func takePlace() -> Bool { waiting.enter() }

    func leavePlace() { waiting.leave() }
}
