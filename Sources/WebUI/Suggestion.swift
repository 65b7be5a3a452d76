/// A passphrase that is suggested for the vault that is yet to be made.
internal import Secrecy
internal import Vaults

/// Leaves the page after a minute; until it is used, or ten minutes are over, it can be shown again.
struct Suggestion: Sendable {
    let passphrase = Passphrase.generate()

    private static let longest = Duration.seconds(600)
    private let since = ContinuousClock.now

    var isOver: Bool { .now - since >= Suggestion.longest }
}
