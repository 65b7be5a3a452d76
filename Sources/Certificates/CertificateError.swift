/// Why a file gives no certificate, and what speaks against encrypting to one.

/// A refusal of a file of certificates.
package enum CertificateError: Error, Equatable, Sendable {
    /// There is no PEM block in it, or one without an end.
    case notPEM
    /// There are PEM blocks, but none of a certificate.
    case noCertificate
    /// It holds a private key and no certificate.
    case privateKey
    /// A certificate cannot be read; they are counted from one.
    case unreadable(number: Int)
    case tooMany(limit: Int)
    case tooLarge(limit: Int)
    /// `libcrypto.so.3` is not installed.
    case libraryMissing
}

/// Something that speaks against a certificate; times in seconds since 1970.
package enum CertificateProblem: Equatable, Sendable {
    case expired(at: Int)
    case notYetValid(from: Int)
    /// A key that signs and cannot encrypt, such as Ed25519.
    case signingKey(String)
    /// A key that could encrypt, but not in a way that Krok writes.
    case unsupportedKey(String)
    case weakKey(bits: Int, least: Int)
    /// The extension `keyUsage` is there and does not allow what this kind of key would do.
    case keyUsage(needed: String)
}
