/// The payload: STREAM, chunks of 64 KiB that cannot be changed, moved, dropped or added.
internal import Secrecy

enum Payload {
    static let nonceLength = 16
    static let chunkLength = 64 << 10
    static let tagLength = ChaChaPoly.tagLength
    static let sealedChunkLength = chunkLength + tagLength

    /// How a payload divides into chunks; the lengths alone decide it.
    struct Shape: Equatable {
        let chunks: Int
        let plaintextLength: Int

        /// Takes the length of nonce and chunks together.
        init(length: Int) throws(AgeError) {
            guard length >= nonceLength else { throw .header(.nonce, line: 0) }
            let sealed = length - nonceLength
            chunks = (sealed + sealedChunkLength - 1) / sealedChunkLength
            guard chunks > 0 else { throw .payload(.cutOff, chunk: 0) }
            plaintextLength = sealed - chunks * ChaChaPoly.tagLength
            // The last chunk may be empty only if it is the first: an empty tail would be a
            // second spelling of the same plaintext.
            let last = sealed - (chunks - 1) * sealedChunkLength - ChaChaPoly.tagLength
            guard last > 0 || (last == 0 && chunks == 1) else {
                throw .payload(.damaged, chunk: chunks - 1)
            }
        }
    }

    /// Appends nonce and chunks to `file`.
    static func seal(
        _ plaintext: RawSpan, fileKey: borrowing SecretBytes, nonce: [UInt8],
        appendingTo file: inout [UInt8]
    ) {
        let key = key(fileKey, nonce: nonce)
        let chunks = max((plaintext.byteCount + chunkLength - 1) / chunkLength, 1)
        file.reserveCapacity(
            file.count + nonceLength + plaintext.byteCount + chunks * ChaChaPoly.tagLength)
        file += nonce
        for chunk in 0..<chunks {
            let start = chunk * chunkLength
            let end = min(start + chunkLength, plaintext.byteCount)
            file += ChaChaPoly.seal(
                plaintext.extracting(start..<end), key: key,
                nonce: chunkNonce(chunk, isLast: chunk == chunks - 1))
        }
    }

    /// Decrypts what follows the header, each chunk to its place in the result.
    ///
    /// The whole file is at hand, so its length says which chunk is the last one. A reader of a
    /// stream would have to try both flags on a chunk of full size.
    static func open(
        _ file: [UInt8], from start: Int, fileKey: borrowing SecretBytes
    ) throws(AgeError) -> SecretBytes {
        let shape = try Shape(length: file.count - start)
        let body = start + nonceLength
        let chunks = Chunks(shape, fileKey: fileKey, nonce: Array(file[start..<body]))
        return try SecretBytes(count: shape.plaintextLength) {
            (target: inout MutableRawSpan) throws(AgeError) in
            for chunk in 0..<shape.chunks {
                let first = body + chunk * sealedChunkLength
                let sealed = first..<min(first + sealedChunkLength, file.count)
                try chunks.open(
                    chunk, file.raw.extracting(sealed), into: &target, at: chunk * chunkLength)
            }
        }
    }

    /// The chunks of one file, by the key that seals them.
    struct Chunks: ~Copyable {
        let shape: Shape
        private let key: SecretBytes

        init(_ shape: Shape, fileKey: borrowing SecretBytes, nonce: [UInt8]) {
            self.shape = shape
            key = Payload.key(fileKey, nonce: nonce)
        }

        /// Decrypts the chunk of that number to its place in `target`.
        func open(
            _ chunk: Int, _ sealed: RawSpan, into target: inout MutableRawSpan, at place: Int = 0
        ) throws(AgeError) {
            let isLast = chunk == shape.chunks - 1
            if ChaChaPoly.open(
                sealed, key: key, nonce: chunkNonce(chunk, isLast: isLast), into: &target,
                at: place)
            {
                return
            }
            // The other flag tells a cut or an extended file from a damaged one. What it
            // decrypts is wiped with the rest when the error leaves.
            let isMisplaced = ChaChaPoly.open(
                sealed, key: key, nonce: chunkNonce(chunk, isLast: !isLast), into: &target,
                at: place)
            throw .payload(!isMisplaced ? .damaged : isLast ? .cutOff : .extended, chunk: chunk)
        }
    }

    private static func key(_ fileKey: borrowing SecretBytes, nonce: [UInt8]) -> SecretBytes {
        hkdfSHA256(input: fileKey, salt: nonce.raw, info: "payload")
    }

    /// Eleven bytes of counter, the highest first, and one that marks the last chunk.
    private static func chunkNonce(_ chunk: Int, isLast: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: 12)
        for index in 0..<8 {
            nonce[10 - index] = UInt8(truncatingIfNeeded: chunk >> (8 * index))
        }
        nonce[11] = isLast ? 1 : 0
        return nonce
    }
}
