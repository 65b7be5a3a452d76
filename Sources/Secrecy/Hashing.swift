/// SHA-256, HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869).
internal import CSodium

/// The SHA-256 digest of bytes that are not secret, 32 bytes.
public func sha256(_ bytes: RawSpan) -> [UInt8] {
    precondition(sodiumIsReady, "libsodium could not be initialised")
    var digest = [UInt8](repeating: 0, count: 32)
    // SAFETY: the digest has 32 bytes, the buffer the length that is passed.
    unsafe bytes.withUnsafeBytes { buffer in
        _ = unsafe crypto_hash_sha256(&digest, firstByte(of: buffer), UInt64(buffer.count))
    }
    return digest
}

/// Feeds a message and what stands behind it into HMAC-SHA-256 with a key of any length.
///
/// libsodium's one-shot function fixes the key at 32 bytes, and HKDF needs an empty one.
private func hmac(
    key: RawSpan, _ message: RawSpan, _ tail: RawSpan = RawSpan(), into tag: inout MutableRawSpan
) {
    var state = crypto_auth_hmacsha256_state()
    // SAFETY: the state is initialised before use, every buffer has the length that is passed,
    // the tag has 32 bytes, and the state, which holds key material, is wiped.
    unsafe key.withUnsafeBytes { buffer in
        _ = unsafe crypto_auth_hmacsha256_init(
            &state, firstByte(of: buffer), buffer.count)
    }
    // SAFETY: as above.
    unsafe message.withUnsafeBytes { buffer in
        _ = unsafe crypto_auth_hmacsha256_update(
            &state, firstByte(of: buffer), UInt64(buffer.count))
    }
    // SAFETY: as above.
    unsafe tail.withUnsafeBytes { buffer in
        _ = unsafe crypto_auth_hmacsha256_update(
            &state, firstByte(of: buffer), UInt64(buffer.count))
    }
    // SAFETY: as above.
    unsafe tag.withUnsafeMutableBytes { buffer in
        _ = unsafe crypto_auth_hmacsha256_final(
            &state, firstByte(of: buffer))
    }
    unsafe sodium_memzero(&state, MemoryLayout.size(ofValue: state))
}

/// The HMAC-SHA-256 tag of a message that is not secret, 32 bytes.
package func hmacSHA256(_ message: RawSpan, key: borrowing SecretBytes) -> [UInt8] {
    let tag = SecretBytes(count: 32) { (span: inout MutableRawSpan) in
        hmac(key: key.bytes, message, into: &span)
    }
    return tag.bytes.copiedBytes()
}

/// HKDF-SHA-256 with an output of 32 bytes: one extraction and one block of expansion.
package func hkdfSHA256(
    input: borrowing SecretBytes, salt: RawSpan, info: String
) -> SecretBytes {
    let extracted = SecretBytes(count: 32) { (span: inout MutableRawSpan) in
        hmac(key: salt, input.bytes, into: &span)
    }
    return SecretBytes(count: 32) { (span: inout MutableRawSpan) in
        hmac(key: extracted.bytes, Array(info.utf8).raw, [UInt8(1)].raw, into: &span)
    }
}
