/// Secret text that grows: every buffer it outgrows is wiped.
internal import CSodium

/// Collects bytes in secret memory, for a document whose length is not known beforehand.
///
/// @unchecked Sendable is not claimed: a builder stays where it was made.
@safe public struct SecretBuilder: ~Copyable {
    private var start: UnsafeMutableRawPointer
    private var capacity: Int

    /// How many bytes have been appended.
    public private(set) var count = 0

    /// Starts empty, with room for `capacity` bytes before the first move.
    public init(capacity: Int = 4096) {
        self.capacity = max(capacity, 16)
        // SAFETY: freed in `deinit` or handed over in `finish`.
        unsafe start = SecretBytes.allocate(self.capacity)
    }

    deinit {
        // SAFETY: `start` is ours unless `finish` consumed it.
        unsafe sodium_free(start)
    }

    /// Appends bytes that may be secret.
    public mutating func append(_ bytes: RawSpan) {
        reserve(bytes.byteCount)
        // SAFETY: `reserve` made room for the bytes behind `count`.
        var rest = unsafe MutableRawSpan(
            _unsafeStart: start + count, byteCount: bytes.byteCount)
        rest.copy(bytes, at: 0)
        count += bytes.byteCount
    }

    /// Appends one byte.
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        // SAFETY: `reserve` made room for one byte at `count`.
        unsafe start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Appends a text that is not secret.
    public mutating func append(_ text: String) {
        reserve(text.utf8.count)
        for byte in text.utf8 { append(byte) }
    }

    /// Appends a secret's bytes.
    public mutating func append(_ secret: Secret) {
        append(secret.bytes)
    }

    /// The bytes so far, without a copy.
    public consuming func finish() -> SecretBytes {
        // SAFETY: `taken` holds `length` filled bytes. The memory belongs to the result now: our
        // `deinit` must not run.
        let (taken, length) = unsafe (start, count)
        discard self
        return unsafe SecretBytes(adopting: taken, count: length)
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(capacity * 2, count + more)
        // SAFETY: both buffers are ours; the old one is wiped and given back.
        let moved = unsafe SecretBytes.allocate(larger)
        unsafe moved.copyMemory(from: start, byteCount: count)
        unsafe sodium_free(start)
        unsafe start = moved
        capacity = larger
    }
}
