/// Loading OpenSSL, its error queue, and what it hands out: freed with the last handle.
internal import COpenSSL

enum OpenSSL {
    /// Whether `libcrypto.so.3` is installed and has all that is called; without it nothing in this
    /// room may call any of it.
    static let isThere = krok_openssl_load() == 1

    /// Whether OpenSSL overwrites the memory that it gives back; every entry into it reads this.
    ///
    /// False when another library of the process used OpenSSL before. No configuration file is
    /// read: none may bring in a module or change which ciphers there are.
    static let wipesItsMemory: Bool = {
        guard isThere else { return false }
        let wipes = krok_openssl_wipe_memory() == 1
        precondition(
            OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil) == 1,
            "OpenSSL could not be initialised")
        return wipes
    }()

    /// Runs `body` with an empty error queue and leaves it empty.
    ///
    /// Nothing of the queue is ever shown: its texts may quote what was read.
    static func run<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        _ = wipesItsMemory
        precondition(isThere, "whoever begins asks first whether OpenSSL is there")
        ERR_clear_error()
        defer { ERR_clear_error() }
        return try body()
    }
}

/// A thing of OpenSSL's with a single owner.
@safe struct Owned: ~Copyable {
    let pointer: OpaquePointer
    private let free: (OpaquePointer) -> Void

    /// Takes over what a call returned; nil when it returned nothing.
    init?(_ pointer: OpaquePointer?, free: @escaping (OpaquePointer) -> Void) {
        // SAFETY: whoever calls gives the thing away; `free` is called once, in `deinit`.
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
        unsafe self.free = free
    }

    deinit {
        // SAFETY: `pointer` is ours alone.
        unsafe free(pointer)
    }
}
