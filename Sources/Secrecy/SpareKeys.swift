/// Pieces of secret memory that are used again: for keys, which come and go by the dozen.
internal import CSodium
internal import Synchronization

/// A few wiped pieces that nobody can read or write until they are lent again.
///
/// Making and freeing a piece takes a dozen system calls, and opening a vault takes thirty keys
/// that live for a moment. A spare piece lies between its guard pages, locked and left out of core
/// dumps, like every other, and closed: a use after the end kills the process as before.
enum SpareKeys {
    /// The sizes of file keys and of all others, in bytes.
    ///
    /// None while fuzzing, where the pieces are ordinary memory that the address sanitizer watches.
    #if KROK_FUZZ
        private static let sizes: [Int] = []
    #else
        private static let sizes = [16, 32]
    #endif
    /// How many lie idle at most, each with a page of the memory that may be locked.
    private static let most = 12

    private struct Spare {
        let start: UInt
        let count: Int
    }

    private struct State {
        var spares: [Spare] = []
        /// What libsodium writes in front of every piece, and compares when it frees one.
        var canary: [UInt8] = []
    }

    private static let state = Mutex(State())

    /// `count` zero bytes that were used before; nil where none lie idle.
    @unsafe static func take(_ count: Int) -> UnsafeMutableRawPointer? {
        guard sizes.contains(count) else { return nil }
        let spare = state.withLock { state -> UInt? in
            guard let index = state.spares.lastIndex(where: { $0.count == count }) else {
                return nil
            }
            return state.spares.remove(at: index).start
        }
        // SAFETY: the piece came from `sodium_malloc` and is in nobody's list any more.
        guard let spare, let start = unsafe UnsafeMutableRawPointer(bitPattern: spare) else {
            return nil
        }
        // One that does not open is left where it is: empty, and closed for good.
        return unsafe sodium_mprotect_readwrite(start) == 0 ? start : nil
    }

    /// Wipes and keeps a piece; false where it has to be freed.
    ///
    /// What was written in front of is freed: libsodium ends the process then.
    @unsafe static func keep(_ start: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        guard sizes.contains(count) else { return false }
        // SAFETY: the owner gives the piece away; it is closed before anybody else can take it.
        unsafe sodium_memzero(start, count)
        let before = unsafe canary(start)
        let place = UInt(bitPattern: start)
        return state.withLock { state in
            guard state.spares.count < most, state.canary == before,
                let start = unsafe UnsafeMutableRawPointer(bitPattern: place),
                unsafe sodium_mprotect_noaccess(start) == 0
            else { return false }
            state.spares.append(Spare(start: place, count: count))
            return true
        }
    }

    /// Remembers what stands in front of a piece that was just made.
    @unsafe static func look(at start: UnsafeMutableRawPointer, _ count: Int) {
        guard sizes.contains(count) else { return }
        // SAFETY: the piece is nobody else's yet.
        let before = unsafe canary(start)
        state.withLock { state in
            if state.canary.isEmpty { state.canary = before }
        }
    }

    @unsafe private static func canary(_ start: UnsafeMutableRawPointer) -> [UInt8] {
        // SAFETY: sixteen bytes of libsodium's own stand there, in the same page.
        unsafe Array(UnsafeRawBufferPointer(start: start - 16, count: 16))
    }
}
