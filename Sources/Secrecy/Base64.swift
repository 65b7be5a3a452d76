/// Base64 (RFC 4648, section 4), canonical only.
internal import CSodium

/// The two spellings that age uses: unpadded in the header, padded in armor.
package enum Base64 {
    case padded
    case unpadded

    private var variant: Int32 {
        switch self {
        case .padded: sodium_base64_VARIANT_ORIGINAL
        case .unpadded: sodium_base64_VARIANT_ORIGINAL_NO_PADDING
        }
    }

    /// The text for `bytes`, on one line.
    package func encode(_ bytes: RawSpan) -> String {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        let room = sodium_base64_encoded_len(bytes.byteCount, variant)
        var characters = [CChar](repeating: 0, count: room)
        // SAFETY: libsodium said itself how much room it needs, the closing zero included.
        unsafe bytes.withUnsafeBytes { source in
            _ = unsafe sodium_bin2base64(
                &characters, room, firstByte(of: source), source.count, variant)
        }
        return String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The text for `bytes`, on one line, in secret memory.
    package func encodedSecretly(_ bytes: RawSpan) -> SecretBytes {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        let room = sodium_base64_encoded_len(bytes.byteCount, variant)
        let ended = SecretBytes(count: room) { (span: inout MutableRawSpan) in
            // SAFETY: libsodium said itself how much room it needs, the closing zero included.
            unsafe bytes.withUnsafeBytes { source in
                unsafe span.withUnsafeMutableBytes { target in
                    let characters = unsafe target.bindMemory(to: CChar.self)
                    guard let start = characters.baseAddress else { return }
                    _ = unsafe sodium_bin2base64(
                        start, room, firstByte(of: source), source.count, variant)
                }
            }
        }
        var text = SecretBuilder(capacity: room)
        text.append(Secret(ended)[0..<room - 1])
        return text.finish()
    }

    /// The bytes of `text`; nil unless it is exactly what `encode` would write.
    package func decode(_ text: RawSpan) -> [UInt8]? {
        precondition(sodiumIsReady, "libsodium could not be initialised")
        let room = text.byteCount / 4 * 3 + 3
        var length = 0
        var status: Int32 = -1
        var bytes = [UInt8](repeating: 0, count: room)
        // SAFETY: decoded base64 is never longer than three quarters of the text, plus three.
        unsafe text.withUnsafeBytes { source in
            guard let characters = unsafe source.bindMemory(to: CChar.self).baseAddress else {
                status = 0
                return
            }
            // libsodium 1.0.18 reads every byte above 0x7f as `/`: its comparison in constant
            // time holds for 0...255 only, and its characters are signed.
            guard unsafe source.allSatisfy({ $0 < 0x80 }) else { return }
            status = unsafe sodium_base642bin(
                &bytes, room, characters, source.count, nil, &length, nil, variant)
        }
        return status == 0 ? Array(bytes.prefix(length)) : nil
    }
}
