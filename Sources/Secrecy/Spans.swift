/// Reading and writing raw memory with bounds checked, so that other rooms need no `unsafe`.
internal import CSodium

extension RawSpan {
    /// The byte at `index`; traps outside of the span.
    @inlinable
    public subscript(byteAt index: Int) -> UInt8 {
        precondition(index >= 0 && index < byteCount, "byte \(index) outside of a span")
        // SAFETY: the line above checked the bounds; a byte has no alignment and no bad pattern.
        return unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }

    /// The eight bytes from `index` on, the first one lowest; traps where there are fewer.
    @inlinable
    public subscript(wordAt index: Int) -> UInt64 {
        precondition(index >= 0 && index <= byteCount - 8, "word \(index) outside of a span")
        // SAFETY: the line above checked the bounds; eight bytes have no bad pattern.
        return unsafe UInt64(
            littleEndian: unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The bytes as text in ordinary memory; nil when they are not UTF-8.
    ///
    /// For text that is not secret. Nothing wipes the result.
    public func validatedText() -> String? {
        // SAFETY: the buffer is only read, inside the closure.
        unsafe withUnsafeBytes { buffer in
            unsafe String(validating: buffer, as: UTF8.self)
        }
    }

    /// A copy in ordinary memory, for bytes that are not secret.
    public func copiedBytes() -> [UInt8] {
        // SAFETY: the buffer is only read, inside the closure.
        unsafe withUnsafeBytes { buffer in unsafe Array(buffer) }
    }

    /// Where `byte` stands first, from `start` on; nil when it does not.
    public func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        precondition(start >= 0 && start <= byteCount, "byte \(start) outside of a span")
        // SAFETY: the call reads no byte behind the end, and what it gives lies in the buffer.
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Whether the bytes are those of `text`; takes as long as the common beginning is.
    public func isEqual(to text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount == byteCount else { return false }
        for index in 0..<byteCount {
            // SAFETY: `index` is below the length that was compared above.
            guard unsafe text.utf8Start[index] == self[byteAt: index] else { return false }
        }
        return true
    }
}

extension MutableRawSpan {
    /// Writes `byte` at `index`; traps outside of the span.
    @_lifetime(self: copy self)
    public mutating func set(_ byte: UInt8, at index: Int) {
        precondition(index >= 0 && index < byteCount, "byte \(index) outside of a span")
        // SAFETY: the line above checked the bounds.
        unsafe withUnsafeMutableBytes { buffer in unsafe buffer[index] = byte }
    }

    /// Copies `source` to `offset`; traps when it does not fit.
    @_lifetime(self: copy self)
    public mutating func copy(_ source: RawSpan, at offset: Int) {
        precondition(
            offset >= 0 && offset + source.byteCount <= byteCount, "copy outside of a span")
        guard source.byteCount > 0 else { return }
        // SAFETY: both ranges were checked; exclusive access rules out an overlap.
        unsafe withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { bytes in
                let place = unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...])
                unsafe place.copyMemory(from: bytes)
            }
        }
    }
}

extension [UInt8] {
    /// The array's bytes, lent: the way from public bytes into functions that take secrets.
    public var raw: RawSpan {
        @_lifetime(borrow self) borrowing get {
            // SAFETY: a byte has no padding, and the span cannot outlive the borrow of the array.
            unsafe _overrideLifetime(span.bytes, borrowing: self)
        }
    }
}

/// Whether both spans hold the same bytes, in time that depends on the length alone.
public func constantTimeEqual(_ one: RawSpan, _ other: RawSpan) -> Bool {
    guard one.byteCount == other.byteCount else { return false }
    guard one.byteCount > 0 else { return true }
    // SAFETY: both buffers have the length that is passed.
    return unsafe one.withUnsafeBytes { left in
        unsafe other.withUnsafeBytes { right in
            guard let a = left.baseAddress, let b = right.baseAddress else { return true }
            return unsafe sodium_memcmp(a, b, left.count) == 0
        }
    }
}

/// The first byte of `buffer`, as C wants it; for an empty buffer a pointer nobody follows.
@unsafe func firstByte(of buffer: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
    // SAFETY: the stand-in is only passed along with the length zero.
    unsafe buffer.bindMemory(to: UInt8.self).baseAddress ?? nobody
}

/// The first byte of a mutable `buffer`, as C wants it.
@unsafe func firstByte(of buffer: UnsafeMutableRawBufferPointer) -> UnsafeMutablePointer<UInt8> {
    // SAFETY: the stand-in is only passed along with the length zero.
    unsafe buffer.bindMemory(to: UInt8.self).baseAddress ?? UnsafeMutablePointer(mutating: nobody)
}

/// One byte that lives for ever and that no one reads.
///
/// nonisolated(unsafe) because it is written once, here.
nonisolated(unsafe) private let nobody: UnsafePointer<UInt8> = {
    // SAFETY: allocated and initialised in one place, never freed.
    let place = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    unsafe place.initialize(to: 0)
    return unsafe UnsafePointer(place)
}()

/// Overwrites memory of somebody else's that held a secret; never left out by the compiler.
@unsafe package func overwrite(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    // SAFETY: whoever calls vouches for memory that may be written, of the length given.
    unsafe sodium_memzero(UnsafeMutableRawPointer(mutating: start), bytes.count)
}
