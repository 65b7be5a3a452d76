/// What can be the address of an installation that a browser opens.
internal import Secrecy

/// Whether `value` begins with `http://` or `https://`, a host and perhaps a port, and no user.
///
/// The browser reads it once more when the script runs; this is to say so earlier and in words.
func isBrowsable(_ value: Secret) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: { begins(value, with: $0) }) else {
        return false
    }
    let start = scheme.utf8.count
    let end = (start..<value.count).first { "/?#".utf8.contains(value[$0]) } ?? value.count
    let authority = value[start..<end]
    guard !authority.isEmpty else { return false }
    let isIPv6 = authority[0] == UInt8(ascii: "[")
    let hostEnd =
        (0..<authority.count).first { index in
            authority[index] == UInt8(ascii: isIPv6 ? "]" : ":")
        } ?? authority.count
    let host = authority[(isIPv6 ? 1 : 0)..<hostEnd]
    let port = authority[min(hostEnd + (isIPv6 ? 1 : 0), authority.count)..<authority.count]
    let inside = isIPv6 ? ":." : ".-_"
    return !host.isEmpty && (!isIPv6 || hostEnd < authority.count)
        && (0..<host.count).allSatisfy { index in
            let byte = host[index]
            return isAlphanumeric(byte) || inside.utf8.contains(byte) || byte >= 0x80 && !isIPv6
        } && isPort(port)
}

/// Nothing, or a colon and one to five digits.
private func isPort(_ text: Secret) -> Bool {
    guard !text.isEmpty else { return true }
    return text[0] == UInt8(ascii: ":") && (2...6).contains(text.count)
        && (1..<text.count).allSatisfy { (0x30...0x39).contains(text[$0]) }
}

private func begins(_ value: Secret, with scheme: String) -> Bool {
    let bytes = Array(scheme.utf8)
    return value.count > bytes.count
        && bytes.indices.allSatisfy { index in
            let byte = value[index]
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            return (isUpper ? byte | 0x20 : byte) == bytes[index]
        }
}
