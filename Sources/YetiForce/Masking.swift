/// What of a secret may be shown: enough to recognise it, too little to use it.
package import Secrecy

/// The sign of a masked beginning; always four, so that the length stays hidden.
let maskSign = "••••"

/// The mask and the last four characters, as Google's console shows a client secret.
///
/// Eight characters or fewer are masked completely: four of them would be too much of it.
package func masked(_ value: Secret) -> Secret {
    guard !value.isEmpty else { return value }
    // A character starts at each byte that does not continue one.
    let starts = (0..<value.count).filter { value[$0] & 0xC0 != 0x80 }
    var builder = SecretBuilder(capacity: 32)
    builder.append(maskSign)
    if starts.count > 8 { builder.append(value[starts[starts.count - 4]..<value.count]) }
    return Secret(builder.finish())
}

/// The redirect URI with its key masked.
///
/// The key is what follows `/MailAccount/`, else the last component of the path; what stands
/// behind the key (a slash, a query) is masked with it. A value without a recognisable key is
/// masked completely, because the key may then stand anywhere.
package func maskedRedirectURI(_ value: Secret) -> Secret {
    guard !value.isEmpty else { return value }
    guard let start = startOfKey(in: value) else { return Secret(copying: maskSign) }
    var builder = SecretBuilder(capacity: value.count + 16)
    builder.append(value[0..<start])
    builder.append(masked(value[start..<value.count]))
    return Secret(builder.finish())
}

/// The key in a redirect URI: what `maskedRedirectURI` masks of it.
package func redirectKey(of value: Secret) -> Secret {
    value[(startOfKey(in: value) ?? 0)..<value.count]
}

private func startOfKey(in value: Secret) -> Int? {
    let slash = UInt8(ascii: "/")
    guard let scheme = firstOffset(of: "://", in: value, from: 0) else { return nil }
    var path: Int?
    var end = value.count
    for index in (scheme + 3)..<value.count {
        let byte = value[index]
        if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
            end = index
            break
        }
        if byte == slash, path == nil { path = index }
        // A password before the host would stand in the part that is shown.
        if byte == UInt8(ascii: "@"), path == nil { return nil }
    }
    guard let path else { return nil }
    while end > path + 1, value[end - 1] == slash { end -= 1 }
    if let known = firstOffset(of: "/MailAccount/", in: value, from: path), known + 13 < end {
        return known + 13
    }
    guard let last = (path..<end).last(where: { value[$0] == slash }), last + 1 < end else {
        return nil
    }
    return last + 1
}

private func firstOffset(of text: StaticString, in value: Secret, from start: Int) -> Int? {
    let length = text.utf8CodeUnitCount
    guard start + length <= value.count else { return nil }
    return (start...(value.count - length)).first {
        value[$0..<$0 + length].bytes.isEqual(to: text)
    }
}
