/// Secret memory without guard pages: the linker puts these in the place of libsodium's own.
///
/// A dozen system calls for each secret would make the fuzzer ten times slower; and the address
/// sanitizer, which watches ordinary memory, sees a fault to the byte instead of to the page.
internal import Glibc

@c(__wrap_sodium_malloc)
public func plainMemory(_ count: Int) -> UnsafeMutableRawPointer? {
    // SAFETY: handed out as it is; libsodium fills new memory with the same byte.
    unsafe malloc(max(count, 1)).map { unsafe memset($0, 0xdb, count) }
}

@c(__wrap_sodium_free)
public func freePlainMemory(_ start: UnsafeMutableRawPointer?) {
    // SAFETY: what comes here was handed out above.
    unsafe free(start)
}
