/// The one place where a secret's bytes may lie: locked, guarded memory with a single owner.
internal import CSodium

/// Becomes true before the first use of libsodium; every entry into the library reads it.
///
/// `sodium_malloc` before `sodium_init` would abort the process.
let sodiumIsReady: Bool = sodium_init() >= 0

/// Bytes that exist once, in memory that libsodium locks, surrounds with guard pages and wipes.
///
/// The memory is kept out of swap and core dumps (`sodium_mlock`) as far as the limit of locked
/// memory allows; it is overwritten before it is given back. There is no `description` with
/// content, no copy and no conversion to `String`, `Data` or `[UInt8]`.
///
/// @unchecked Sendable because the memory is written only inside `init` and afterwards only read.
@safe public struct SecretBytes: ~Copyable, @unchecked Sendable {
    private let memory: SecretMemory

    /// How many bytes are meant; the memory may be larger after `SecretBuilder` made it.
    public let count: Int

    /// Allocates `count` zero bytes and has them filled; wiped at once if `fill` throws.
    public init<Failure: Error>(
        count: Int, _ fill: (inout MutableRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        self.init(adopting: SecretMemory(count), count: count)
        // SAFETY: the memory has `count` writable bytes that nobody else holds.
        var span = unsafe MutableRawSpan(_unsafeStart: start, byteCount: count)
        try fill(&span)
    }

    /// A copy of `bytes` that stand somewhere else already.
    public init(copying bytes: RawSpan) {
        self.init(count: bytes.byteCount) { (span: inout MutableRawSpan) in
            span.copy(bytes, at: 0)
        }
    }

    /// Takes over memory that `SecretBuilder` filled up to `count`.
    init(adopting memory: SecretMemory, count: Int) {
        self.memory = memory
        self.count = count
    }

    deinit { memory.free() }

    /// The first byte; whoever takes it keeps this value alive.
    var start: UnsafeMutableRawPointer {
        // SAFETY: the address alone; each use of it has its own reason.
        unsafe memory.start
    }

    /// The bytes, lent for as long as this value is borrowed.
    ///
    /// A value that is consumed later in the same scope has to be read with `withBytes`.
    public var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get {
            // SAFETY: the memory lives as long as `self`, and the span cannot outlive the borrow.
            unsafe _overrideLifetime(
                RawSpan(_unsafeStart: start, byteCount: count), borrowing: self)
        }
    }

    /// Lends the bytes to `body`; nothing of the span can leave it.
    public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes)
    }
}
