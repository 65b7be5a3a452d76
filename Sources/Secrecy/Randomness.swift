/// Random bytes of the kernel, by way of libsodium.
internal import CSodium

/// The source of every key, nonce and generated passphrase.
public enum Randomness {
    /// `count` random bytes that may be public: salts, nonces.
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        var bytes = [UInt8](repeating: 0, count: count)
        // SAFETY: the array has room for `count` bytes.
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// `count` random bytes in secret memory.
    public static func secret(_ count: Int) -> SecretBytes {
        SecretBytes(count: count) { (span: inout MutableRawSpan) in
            // SAFETY: the buffer is exactly the span's memory.
            unsafe span.withUnsafeMutableBytes { buffer in
                if let start = buffer.baseAddress { unsafe randombytes_buf(start, buffer.count) }
            }
        }
    }

    /// A number from `0..<limit`, each as likely as any other.
    public static func number(below limit: Int) -> Int {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition(limit > 0 && limit <= Int(UInt32.max), "limit \(limit) out of range")
        return Int(randombytes_uniform(UInt32(limit)))
    }
}
