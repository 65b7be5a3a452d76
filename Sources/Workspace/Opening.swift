/// What an opening of a vault needs besides a way in.
package import Platform
internal import Vaults

/// The clock, what this machine has seen of vaults, and whom to ask at a first use.
package struct Opening {
    let clock: Clock
    package let pins: Pins

    /// Where `krok unlock` leaves keys.
    let keyring: SessionKeyring

    /// How much of a vault is read when it opens; a change always reads everything.
    package enum Scope: Sendable {
        case everything
        /// The values of one profile alone.
        case profile(String)
    }

    let scope: Scope

    /// Told of a vault that was never opened on this machine; a throw leaves it closed.
    private let firstUse: (FirstUse) throws(Fault) -> Void

    /// The fingerprint that a person compared: the vault is taken for the newest, if it is this one.
    let accepting: String?

    package init(
        _ environment: Environment, accepting: String? = nil,
        reading scope: Scope = .everything,
        forgetting: @escaping (FileFault?) -> Void = { _ in },
        firstUse: @escaping (FirstUse) throws(Fault) -> Void = Opening.refuseUnasked
    ) {
        clock = environment.clock
        keyring = environment.keyring
        pins = Pins(environment, forgetting: forgetting)
        self.accepting = accepting
        self.scope = scope
        self.firstUse = firstUse
    }

    /// Refuses a recipient's slot where nobody can be asked.
    ///
    /// Whoever could put a slot for your recipient there could have
    /// put a vault of their own behind it. A passphrase that fits proves its vault.
    package static func refuseUnasked(_ use: FirstUse) throws(Fault) {
        if use.kind == .recipient { throw .unknownVault(use) }
    }

    /// Judges a file that was opened, by the pins that were read before the file was.
    func judge(_ sighting: Sighting, by table: Pins.Table) throws(Fault) -> Bool {
        try table.judge(sighting, at: Pins.key(sighting.path))
    }

    func meet(_ use: FirstUse) throws(Fault) { try firstUse(use) }
}
