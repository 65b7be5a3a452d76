/// The memory of one secret.
internal import CSodium

/// `capacity` writable bytes with one owner, who gives them back with `free`.
@safe struct SecretMemory {
    /// The first byte.
    let start: UnsafeMutableRawPointer
    let capacity: Int

    /// Zero bytes that nobody else holds.
    init(_ capacity: Int) {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        precondition(capacity >= 0, "a secret cannot have \(capacity) bytes")
        self.capacity = capacity
        // SAFETY: both give out what nobody holds, of the length that is asked for.
        unsafe start = SpareKeys.take(capacity) ?? SecretMemory.guarded(capacity)
    }

    /// Wipes the bytes and gives them back; nobody may use them any more.
    func free() {
        // SAFETY: the owner calls this once, and the piece came from `sodium_malloc`.
        if unsafe !SpareKeys.keep(start, capacity) { unsafe sodium_free(start) }
    }

    /// Zero bytes between guard pages, locked as far as the limit of locked memory allows.
    static func guarded(_ count: Int) -> UnsafeMutableRawPointer {
        // SAFETY: the result is checked; libsodium fills it with 0xdb, so it is zeroed here.
        guard let start = unsafe sodium_malloc(count) else {
            fatalError("no memory for \(count) secret bytes")
        }
        unsafe sodium_memzero(start, count)
        unsafe SpareKeys.look(at: start, count)
        // `sodium_malloc` locks as well, but keeps to itself whether it could.
        if unsafe sodium_mlock(start, count) != 0 { LockedMemory.noteFailure() }
        return unsafe start
    }
}
