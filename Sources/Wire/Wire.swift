/// Bytes of a connection on their way into secret memory and out of it.
///
/// A request's body and a page with revealed values pass through memory that the network library
/// owns: nothing locks it. What can be done is to copy at once, and to overwrite.
package import NIOCore
package import Secrecy

extension ByteBuffer {
    /// Overwrites the readable bytes where they lie, for everybody who shares them.
    ///
    /// An ordinary write would be made to a copy. Nobody may read these bytes afterwards.
    package func wipe() {
        // SAFETY: the storage is memory of the heap that this buffer keeps alive; its other owners
        // were handed the same bytes and have no more use for them, by the contract above.
        unsafe withUnsafeReadableBytes { bytes in unsafe overwrite(bytes) }
    }

    /// A buffer with a copy of secret bytes, to be wiped once it is sent.
    package init(copying secret: Secret) {
        self.init()
        reserveCapacity(secret.count)
        // SAFETY: the bytes are lent for the time of the call, which copies them.
        _ = unsafe secret.bytes.withUnsafeBytes { bytes in unsafe writeBytes(bytes) }
    }
}

extension SecretBuilder {
    /// Copies what can be read of `buffer`, and overwrites it there.
    package mutating func take(_ buffer: ByteBuffer) {
        // SAFETY: the span lives as long as the call, in which the bytes are copied.
        unsafe buffer.withUnsafeReadableBytes { bytes in
            unsafe append(RawSpan(_unsafeBytes: bytes))
        }
        buffer.wipe()
    }
}
