/// A secret with several readers: a counted handle to one piece of secret memory.
internal import CSodium

/// A shared, read-only slice of secret memory, freed and wiped when its last handle goes.
///
/// A vault with a thousand values is one allocation and a thousand slices: locked memory is
/// scarce, and each allocation costs four pages.
public struct Secret: Sendable {
    private let owner: Owner
    private let range: Range<Int>

    /// Shares `bytes` from now on.
    public init(_ bytes: consuming SecretBytes) {
        range = 0..<bytes.count
        owner = Owner(bytes)
    }

    /// A secret copy of `bytes` that stand somewhere else already.
    public init(copying bytes: RawSpan) {
        self.init(SecretBytes(copying: bytes))
    }

    /// A secret copy of words that were never secret, such as a fixed text.
    public init(copying text: String) {
        self.init(copying: Array(text.utf8).raw)
    }

    private init(owner: Owner, range: Range<Int>) {
        self.owner = owner
        self.range = range
    }

    /// The length in bytes.
    public var count: Int { range.count }

    /// Whether there is no byte at all.
    public var isEmpty: Bool { range.isEmpty }

    /// The same memory, a part of it; traps outside of `0..<count`, as an array does.
    public subscript(part: Range<Int>) -> Secret {
        precondition(part.lowerBound >= 0 && part.upperBound <= count, "slice outside of a secret")
        let lower = range.lowerBound + part.lowerBound
        return Secret(owner: owner, range: lower..<(lower + part.count))
    }

    /// The bytes, lent for as long as this handle is borrowed.
    public var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get {
            // SAFETY: `owner` keeps the memory alive as long as `self`, `range` lies inside of it.
            let start = unsafe owner.bytes.start + range.lowerBound
            return unsafe _overrideLifetime(
                RawSpan(_unsafeStart: start, byteCount: range.count), borrowing: self)
        }
    }

    /// The byte at `index`; traps outside of `0..<count`.
    public subscript(index: Int) -> UInt8 { bytes[byteAt: index] }

    /// Whether both hold the same bytes, compared in constant time.
    public func equals(_ other: Secret) -> Bool {
        constantTimeEqual(bytes, other.bytes)
    }

    /// The text in ordinary memory, where nothing wipes it: for values that are not secret.
    ///
    /// Nil when the bytes are not UTF-8. Every caller is a hole that a reader can find by name.
    public func copiedIntoOrdinaryMemory() -> String? {
        bytes.validatedText()
    }

    private final class Owner: Sendable {
        let bytes: SecretBytes
        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }
}
