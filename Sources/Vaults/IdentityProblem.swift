/// What is wrong with a file that should hold age identities.

/// A refusal of an identity file; never carries a part of what was read.
package enum IdentityProblem: Error, Equatable, Sendable {
    /// Neither an identity nor anything that was meant for one.
    case none
    /// A line is meant to be an identity, and a character of it is missing or wrong.
    case mistyped(line: Int)
    /// A key in PEM, as SSH and TLS have them.
    case pem
    /// A kind of identity that age knows and Krok does not.
    case foreign(kind: String)
}
