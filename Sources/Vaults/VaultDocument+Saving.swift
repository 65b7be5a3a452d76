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
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
