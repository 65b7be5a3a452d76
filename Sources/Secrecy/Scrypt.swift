/// scrypt (RFC 7914) with r = 8 and p = 1, as age uses it.
internal import CSodium

/// The password hash that makes guessing a passphrase expensive.
package enum Scrypt {
    /// Derives 32 bytes with N = 2^`logN`; takes 2^`logN` kilobytes of memory.
    ///
    /// Nil when the memory is not to be had. The working memory is too large to be locked
    /// (256 MiB at log N 18, where the limit is often 8 MiB): `vault/README.md` says so.
    package static func derive(
        passphrase: RawSpan, salt: [UInt8], logN: Int
    ) -> SecretBytes? {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition((1...30).contains(logN), "log N \(logN) out of range")
        var status: Int32 = -1
        let key = SecretBytes(count: 32) { (span: inout MutableRawSpan) in
            // SAFETY: every buffer has the length that is passed.
            unsafe span.withUnsafeMutableBytes { target in
                unsafe passphrase.withUnsafeBytes { secret in
                    status = unsafe crypto_pwhash_scryptsalsa208sha256_ll(
                        firstByte(of: secret), secret.count,
                        salt, salt.count, UInt64(1) << UInt64(logN), 8, 1,
                        firstByte(of: target), target.count)
                }
            }
        }
        guard status == 0 else { return nil }
        return consume key
    }
}
