/// What surrounds a use case, so that tests can stand in for it.
package import Curl
internal import Platform
package import Probes

/// The clock, the folders, the keyring, the network and the variables of the process.
package struct Environment: Sendable {
    package let clock: Clock
    package let home: String
    package let workingFolder: String
    package let keyring: SessionKeyring
    /// Whoever asks others, given the limits and who is trusted.
    package let network: @Sendable (NetworkSettings) -> Network
    private let variables: @Sendable (String) -> String?

    package init(
        clock: Clock, home: String, workingFolder: String, keyring: SessionKeyring = .none,
        network: @escaping @Sendable (NetworkSettings) -> Network = { _ in .none },
        variables: @escaping @Sendable (String) -> String?
    ) {
        self.clock = clock
        self.home = home
        self.workingFolder = workingFolder
        self.keyring = keyring
        self.network = network
        self.variables = variables
    }

    /// The process's own surroundings.
    package static var live: Environment {
        Environment(
            clock: Clock { ProcessFacts.now }, home: ProcessFacts.home,
            workingFolder: ProcessFacts.workingFolder, keyring: .kernel,
            network: { .live($0) },
            variables: { ProcessFacts.variable($0) })
    }

    /// An environment variable; nil when unset or empty.
    package func variable(_ name: String) -> String? { variables(name) }

    /// Where Krok remembers things of this machine: `$XDG_STATE_HOME/krok`.
    package var stateFolder: String { base("XDG_STATE_HOME", ".local/state") + "/krok" }

    /// The vault that is used where none is near: `$XDG_DATA_HOME/krok/vault`.
    package var usualVault: String { base("XDG_DATA_HOME", ".local/share") + "/krok/vault" }

    /// A relative path in an XDG variable is to be ignored (XDG Base Directory, "Basics").
    private func base(_ name: String, _ usual: String) -> String {
        if let path = variable(name), path.hasPrefix("/") { return path }
        return home + "/" + usual
    }

    /// `path` seen from the working folder.
    package func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : workingFolder + "/" + path
    }
}
