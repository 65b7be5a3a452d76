/// An age file that is opened chunk by chunk, for whoever does not want all of it in memory.
internal import Secrecy

/// Opens a file of which only a part is at hand at a time.
///
/// ```swift
/// let opening = try PiecewiseOpening(start: beginning, length: length, with: identities)
/// while let place = opening.next {
///     try opening.open(read(place).raw)
///     opening.withPlaintext { plaintext in … }
/// }
/// ```
///
/// A chunk was verified when its plaintext is lent, and the chunks behind it were not: until `next`
/// is nil the file may still turn out to be damaged or cut, and what was taken from it has to be
/// dropped then. Armored files are refused: only in a binary file each chunk has its place.
public final class PiecewiseOpening {
    private let chunks: Payload.Chunks
    private let body: Int
    private let length: Int
    private var opened = 0
    private var room: SecretBuilder

    /// The length of the header in bytes; the nonce of 16 bytes stands behind it.
    public let headerLength: Int

    /// Verifies the header and unwraps the file key.
    ///
    /// `start` is the file's beginning, with the whole header and the nonce at least; `length` is
    /// that of the whole file in bytes. The limits hold before any key is derived.
    public init(
        start: [UInt8], length: Int, with identities: [Identity], limits: Limits = Limits()
    ) throws(AgeError) {
        guard length <= limits.fileBytes else {
            throw .fileTooLarge(bytes: length, limit: limits.fileBytes)
        }
        let header = try Header(parsing: start, limits: limits)
        let fileKey = try FileKey.of(header, in: start, with: identities, limits: limits)
        let shape = try Payload.Shape(length: length - header.length)
        let body = header.length + Payload.nonceLength
        guard start.count >= body else { throw .header(.nonce, line: 0) }
        headerLength = header.length
        self.body = body
        self.length = length
        chunks = Payload.Chunks(
            shape, fileKey: fileKey, nonce: Array(start[header.length..<body]))
        room = SecretBuilder(capacity: min(shape.plaintextLength, Payload.chunkLength))
    }

    /// Where in the file the next chunk stands; nil once the last one was verified.
    public var next: Range<Int>? {
        guard opened < chunks.shape.chunks else { return nil }
        let first = body + opened * Payload.sealedChunkLength
        return first..<min(first + Payload.sealedChunkLength, length)
    }

    /// Lends what the last chunk that was opened holds.
    public func withPlaintext(_ body: (RawSpan) -> Void) { room.withBytes(body) }

    /// Verifies and decrypts the bytes that stand at `next`.
    ///
    /// After an error the opening is of no use any more: ask for nothing else of it.
    public func open(_ sealed: RawSpan) throws(AgeError) {
        guard let next, sealed.byteCount == next.count else {
            preconditionFailure("these are not the bytes of the next chunk")
        }
        let chunk = opened
        room.removeAll()
        try room.append(upTo: next.count - Payload.tagLength) {
            (target: inout MutableRawSpan) throws(AgeError) in
            try chunks.open(chunk, sealed, into: &target)
            return target.byteCount
        }
        opened += 1
    }
}
