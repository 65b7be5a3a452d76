/// From one generation to the next.
internal import Secrecy

extension VaultDocument {
    /// Makes this document the successor of the file that it was read from.
    package mutating func succeed(_ file: [UInt8]?, laterThan seen: Int = 0) {
        generation = max(generation, seen) + 1
        previous = file.map { sha256($0.raw).hexadecimal }
    }

    /// The same document for another vault key.
    package func moved(to key: VaultKey) -> VaultDocument {
        var moved = self
        moved.vault = key.fingerprint
        return moved
    }
}

extension [UInt8] {
    /// Two lower-case digits a byte; for hashes, which are not secret.
    package var hexadecimal: String {
        // Each opening of a vault compares one: joining texts costs a look-up of their types.
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * count)
        for byte in self { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
