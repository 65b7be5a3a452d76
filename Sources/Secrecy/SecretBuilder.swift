/// Secret text that grows: every buffer it outgrows is wiped.
internal import CSodium

/// Collects bytes in secret memory, for a document whose length is not known beforehand.
///
/// @unchecked Sendable is not claimed: a builder stays where it was made.
@safe public struct SecretBuilder: ~Copyable {
    private var memory: SecretMemory

    /// How many bytes have been appended.
    public private(set) var count = 0

    /// Starts empty, with room for `capacity` bytes before the first move.
    public init(capacity: Int = 4096) {
        memory = SecretMemory(max(capacity, 16))
    }

    deinit { memory.free() }

    /// Appends bytes that may be secret.
    public mutating func append(_ bytes: RawSpan) {
        reserve(bytes.byteCount)
        // SAFETY: `reserve` made room for the bytes behind `count`.
        var rest = unsafe MutableRawSpan(
            _unsafeStart: memory.start + count, byteCount: bytes.byteCount)
        rest.copy(bytes, at: 0)
        count += bytes.byteCount
    }

    /// Has `fill` append up to `room` bytes; it says how many it wrote, from the first one on.
    public mutating func append<Failure: Error>(
        upTo room: Int, _ fill: (inout MutableRawSpan) throws(Failure) -> Int
    ) throws(Failure) {
        reserve(room)
        // SAFETY: `reserve` made room for the bytes behind `count`.
        var rest = unsafe MutableRawSpan(_unsafeStart: memory.start + count, byteCount: room)
        let written = try fill(&rest)
        precondition((0...room).contains(written), "\(written) bytes in a room of \(room)")
        count += written
    }

    /// Appends one byte.
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        // SAFETY: `reserve` made room for one byte at `count`.
        unsafe memory.start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
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

    /// Forgets what was appended and keeps the room: what comes next overwrites it, and whatever is
    /// left of it then is wiped when the builder ends.
    public mutating func removeAll() { count = 0 }

    /// The bytes so far, lent for as long as this value is borrowed.
    var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get {
            // SAFETY: the memory lives as long as `self`, and the span cannot outlive the borrow.
            unsafe _overrideLifetime(
                RawSpan(_unsafeStart: memory.start, byteCount: count), borrowing: self)
        }
    }

    /// Lends the bytes so far to `body`; nothing of the span can leave it.
    public borrowing func withBytes<Result>(_ body: (RawSpan) -> Result) -> Result {
        body(bytes)
    }

    /// A copy of the bytes so far.
    public borrowing func copied() -> Secret { Secret(copying: bytes) }

    /// The bytes so far, without a copy.
    public consuming func finish() -> SecretBytes {
        // The memory belongs to the result now: our `deinit` must not run.
        let (taken, length) = (memory, count)
        discard self
        return SecretBytes(adopting: taken, count: length)
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > memory.capacity else { return }
        let moved = SecretMemory(max(memory.capacity * 2, count + more))
        // SAFETY: both pieces are ours and hold `count` bytes at least.
        unsafe moved.start.copyMemory(from: memory.start, byteCount: count)
        memory.free()
        memory = moved
    }
}
