/// X25519 (RFC 7748): scalars in secret memory, points in ordinary memory.
internal import CSodium

/// The key agreement that age recipients rest on.
package enum X25519 {
    /// The public point of `scalar`, 32 bytes.
    package static func point(of scalar: borrowing SecretBytes) -> [UInt8] {
        check(scalar.count)
        var point = [UInt8](repeating: 0, count: 32)
        // SAFETY: both buffers have 32 bytes.
        unsafe scalar.bytes.withUnsafeBytes { secret in
            _ = unsafe crypto_scalarmult_curve25519_base(&point, firstByte(of: secret))
        }
        return point
    }

    /// The secret that `scalar` shares with `point`; nil for a point of low order.
    package static func agreement(
        scalar: borrowing SecretBytes, point: [UInt8]
    ) -> SecretBytes? {
        check(scalar.count)
        precondition(point.count == 32, "a point has 32 bytes, not \(point.count)")
        var status: Int32 = -1
        let shared = SecretBytes(count: 32) { (span: inout MutableRawSpan) in
            // SAFETY: all three buffers have 32 bytes.
            unsafe span.withUnsafeMutableBytes { target in
                unsafe scalar.bytes.withUnsafeBytes { secret in
                    status = unsafe crypto_scalarmult_curve25519(
                        firstByte(of: target),
                        firstByte(of: secret), point)
                }
            }
        }
        guard status == 0 else { return nil }
        return consume shared
    }

    private static func check(_ length: Int) {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition(length == 32, "a scalar has 32 bytes, not \(length)")
    }
}
