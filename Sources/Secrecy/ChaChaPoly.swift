/// ChaCha20-Poly1305 as RFC 8439 has it: key of 32, nonce of 12, tag of 16 bytes, no extra data.
internal import CSodium

/// The authenticated encryption that age uses, for wrapped keys and for payload chunks.
package enum ChaChaPoly {
    /// The length of the authentication tag behind the ciphertext.
    package static let tagLength = 16

    /// Encrypts `plaintext`; the result is 16 bytes longer.
    package static func seal(
        _ plaintext: RawSpan, key: borrowing SecretBytes, nonce: [UInt8]
    ) -> [UInt8] {
        check(keyLength: key.count, nonceLength: nonce.count)
        let length = plaintext.byteCount + tagLength
        var ciphertext = [UInt8](repeating: 0, count: length)
        // SAFETY: the array has room for plaintext and tag; lengths were checked above.
        unsafe plaintext.withUnsafeBytes { source in
            unsafe key.bytes.withUnsafeBytes { secret in
                _ = unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
                    &ciphertext, nil, firstByte(of: source), UInt64(source.count),
                    nil, 0, nil, nonce, firstByte(of: secret))
            }
        }
        return ciphertext
    }

    /// Decrypts `ciphertext` to `target`, which has to be 16 bytes shorter.
    ///
    /// False when the tag does not fit; `target` then holds nothing of the plaintext.
    package static func open(
        _ ciphertext: RawSpan, key: borrowing SecretBytes, nonce: [UInt8],
        into target: inout MutableRawSpan, at offset: Int = 0
    ) -> Bool {
        check(keyLength: key.count, nonceLength: nonce.count)
        let length = ciphertext.byteCount - tagLength
        guard length >= 0 else { return false }
        precondition(offset >= 0 && offset + length <= target.byteCount, "target too small")
        // SAFETY: the target has room for `length` bytes at `offset`; lengths were checked above.
        return unsafe target.withUnsafeMutableBytes { plain in
            unsafe ciphertext.withUnsafeBytes { source in
                unsafe key.bytes.withUnsafeBytes { secret in
                    return unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
                        firstByte(of: plain) + offset, nil, nil,
                        firstByte(of: source), UInt64(source.count),
                        nil, 0, nonce, firstByte(of: secret)) == 0
                }
            }
        }
    }

    private static func check(keyLength: Int, nonceLength: Int) {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition(keyLength == 32, "ChaCha20 takes a key of 32 bytes, not \(keyLength)")
        precondition(nonceLength == 12, "ChaCha20 takes a nonce of 12 bytes, not \(nonceLength)")
    }
}
