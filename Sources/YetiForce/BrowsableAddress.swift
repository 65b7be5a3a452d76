/// What can be the address of an installation that a browser opens.
internal import Secrecy

/// Whether `value` begins with `http://` or `https://` and a host of letters, digits and signs.
func isBrowsable(_ value: Secret) -> Bool {
    guard
        let scheme = ["https://", "http://"].first(where: { scheme in
            let bytes = Array(scheme.utf8)
            return value.count > bytes.count
                && bytes.indices.allSatisfy { lowercase(value[$0]) == bytes[$0] }
        })
    else { return false }
    let start = scheme.utf8.count
    let end =
        (start..<value.count).first { "/?#".utf8.contains(value[$0]) } ?? value.count
    return start < end
        && (start..<end).allSatisfy { index in
            let byte = value[index]
            return byte >= 0x80 || isAlphanumeric(byte) || ".-_:[]".utf8.contains(byte)
        }
}

private func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
