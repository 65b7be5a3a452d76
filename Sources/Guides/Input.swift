/// An input as the manifest declares it.

/// A value that the guide asks for, and what is known of a right one.
package struct Input: Sendable, Hashable {
    package let id: String
    package let kind: Kind

    /// Kept like a secret and shown only in the steps that paste it; true for every secret.
    package let isSensitive: Bool

    /// Asked only then; nil: always.
    package let condition: Condition?

    /// The answers of a choice, in order; empty for every other kind.
    package let options: [String]

    /// Fewest and most characters; outside of them a value is refused.
    package let shortest: Int?
    package let longest: Int?

    /// What the whole value looks like.
    package let pattern: Pattern?
    package let mismatch: Mismatch

    /// Certain faults, refused.
    package let refuses: [Fault]

    /// Another input: refused when the value matches its pattern or equals its value.
    package let notLike: String?

    /// Another input: a warning when the value does not begin with its value.
    package let beginsWith: String?

    /// Offered when nothing is typed.
    package let suggestion: String?

    /// How a value is asked for and kept.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case text
        case url
        case email
        case choice
        case secret
    }

    /// What happens when the pattern does not match.
    package enum Mismatch: String, Sendable, Hashable, CaseIterable {
        case warn
        case refuse
    }

    /// Something that is certainly wrong in a value.
    package enum Fault: String, Sendable, Hashable, CaseIterable {
        /// White space inside.
        case space
        /// An address with `http:`.
        case http
        /// An address whose host is an IP address.
        case ipAddress = "ip-address"
    }
}

extension Input {
    /// Addresses that no guide asks for, kept like secrets.
    package init(sensitiveAddresses id: String) {
        self.init(
            id: id, kind: .url, isSensitive: true, condition: nil, options: [], shortest: nil,
            longest: nil, pattern: nil, mismatch: .warn, refuses: [], notLike: nil,
            beginsWith: nil, suggestion: nil)
    }
}
