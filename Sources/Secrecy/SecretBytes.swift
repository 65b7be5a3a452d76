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
    let start: UnsafeMutableRawPointer

    /// How many bytes are meant; the memory may be larger after `SecretBuilder` made it.
    public let count: Int

    /// Allocates `count` zero bytes and has them filled; wiped at once if `fill` throws.
    public init<Failure: Error>(
        count: Int, _ fill: (inout MutableRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        // SAFETY: `allocate` returned `count` writable bytes that nobody else holds.
        let memory = unsafe SecretBytes.allocate(count)
        unsafe self.init(adopting: memory, count: count)
        var span = unsafe MutableRawSpan(_unsafeStart: memory, byteCount: count)
        try fill(&span)
    }

    /// A copy of `bytes` that stand somewhere else already.
    public init(copying bytes: RawSpan) {
        self.init(count: bytes.byteCount) { (span: inout MutableRawSpan) in
            span.copy(bytes, at: 0)
        }
    }

    /// Takes over memory that `SecretBuilder` filled up to `count`.
    init(adopting start: UnsafeMutableRawPointer, count: Int) {
        // SAFETY: whoever calls gives the memory away and does not touch it again.
        unsafe self.start = start
        self.count = count
    }

    deinit {
        // SAFETY: `start` came from `sodium_malloc` and this value is its only owner.
        unsafe sodium_free(start)
    }

    static func allocate(_ count: Int) -> UnsafeMutableRawPointer {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition(count >= 0, "a secret cannot have \(count) bytes")
        // SAFETY: the result is checked; libsodium fills it with 0xdb, so it is zeroed here.
        guard let start = unsafe sodium_malloc(count) else {
            fatalError("no memory for \(count) secret bytes")
        }
        unsafe sodium_memzero(start, count)
        // `sodium_malloc` locks as well, but keeps to itself whether it could.
        if unsafe sodium_mlock(start, count) != 0 { LockedMemory.noteFailure() }
        return unsafe start
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
