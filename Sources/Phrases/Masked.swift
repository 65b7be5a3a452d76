/// A captured value as it may be shown beside other things.
package import Guides
package import Secrecy
package import Vaults
internal import YetiForce

/// Values in lists: secrets by their last four characters, others as they are.
package enum Masked {
    package static func text(_ value: Secret, of input: Input) -> String {
        text(value, isSensitive: input.isSensitive, isAddress: input.kind == .url)
    }

    /// The same by what the vault says of a value; nil for a removal.
    package static func text(_ value: VaultValue) -> String? {
        value.content.map {
            text($0, isSensitive: value.isSensitive, isAddress: value.kind == "url")
        }
    }

    private static func text(_ value: Secret, isSensitive: Bool, isAddress: Bool) -> String {
        guard isSensitive else { return value.copiedIntoOrdinaryMemory() ?? "?" }
        let shape = isAddress ? maskedRedirectURI(value) : masked(value)
        return shape.copiedIntoOrdinaryMemory() ?? "••••"
    }
}
