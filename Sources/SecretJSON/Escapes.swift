/// The escapes of JSON strings: decoded on the way in, written on the way out.
internal import Secrecy

/// Appends the string that `raw`, whose grammar is checked, stands for: never longer than `raw`.
///
/// What throws has appended a part.
func appendDecodedEscapes(of raw: Secret, to builder: inout SecretBuilder) throws(JSONFault) {
    var index = 0
    var plain = 0
    while index < raw.count {
        guard raw[index] == Sign.backslash else {
            index += 1
            continue
        }
        builder.append(raw[plain..<index])
        let sign = raw[index + 1]
        if sign == UInt8(ascii: "u") {
            let (scalar, length) = try scalarOfEscape(raw, at: index)
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                builder.append(byte)
            }
            index += length
        } else {
            builder.append(byteOfShortEscape(sign))
            index += 2
        }
        plain = index
    }
    builder.append(raw[plain..<raw.count])
}

private func byteOfShortEscape(_ sign: UInt8) -> UInt8 {
    switch sign {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): Sign.lineFeed
    case UInt8(ascii: "r"): Sign.carriageReturn
    case UInt8(ascii: "t"): Sign.tab
    default: sign
    }
}

/// The scalar of `\uXXXX`, or of the two that make a surrogate pair, and the escape's length.
private func scalarOfEscape(
    _ raw: Secret, at start: Int
) throws(JSONFault) -> (scalar: Unicode.Scalar, length: Int) {
    let first = codeUnit(raw, at: start)
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    let next = start + 6
    guard
        (0xD800...0xDBFF).contains(first), next + 5 < raw.count,
        raw[next] == Sign.backslash, raw[next + 1] == UInt8(ascii: "u")
    else { throw JSONFault(kind: .unpairedSurrogate, offset: start) }
    let second = codeUnit(raw, at: next)
    guard
        (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONFault(kind: .unpairedSurrogate, offset: start) }
    return (scalar, 12)
}

private func codeUnit(_ raw: Secret, at start: Int) -> UInt32 {
    (start + 2..<start + 6).reduce(0) { value, index in
        value << 4 | (hexadecimalValue(raw[index]) ?? 0)
    }
}

extension SecretBuilder {
    /// Appends `bytes`, which are UTF-8, as the inside of a JSON string.
    ///
    /// Escapes more control characters than RFC 8259 asks for (U+007F to U+009F): a document may
    /// be printed on a terminal, where they steer. `escapesUnseen` escapes the format characters
    /// and separators of Unicode as well, so that what is read is what stands there.
    mutating func appendEscaped(
        _ bytes: RawSpan, escapesLessThan: Bool, escapesUnseen: Bool = false
    ) {
        var plain = 0
        for index in 0..<bytes.byteCount {
            let byte = bytes[byteAt: index]
            if escapesUnseen, byte >= 0xC0 {
                let (scalar, length) = scalarOfUTF8(bytes, at: index)
                if isUnseen(scalar) {
                    append(bytes.extracting(plain..<index))
                    plain = index + length
                    for unit in String(scalar).utf16 { appendEscape(unit) }
                    continue
                }
            }
            switch byte {
            case Sign.quote, Sign.backslash: break
            case Sign.lessThan where escapesLessThan: break
            case 0..<Sign.space, 0x7F: break
            case 0x80..<0xA0 where index > 0 && bytes[byteAt: index - 1] == 0xC2: break
            default: continue
            }
            append(bytes.extracting(plain..<(byte < 0x80 ? index : index - 1)))
            plain = index + 1
            append(Sign.backslash)
            switch byte {
            case Sign.quote, Sign.backslash: append(byte)
            case Sign.lineFeed: append(UInt8(ascii: "n"))
            case Sign.carriageReturn: append(UInt8(ascii: "r"))
            case Sign.tab: append(UInt8(ascii: "t"))
            default:
                append("u00")
                append(hexadecimalDigit(byte >> 4))
                append(hexadecimalDigit(byte & 15))
            }
        }
        append(bytes.extracting(plain..<bytes.byteCount))
    }

    private mutating func appendEscape(_ unit: UInt16) {
        append("\\u")
        for shift in [12, 8, 4, 0] { append(hexadecimalDigit(UInt8(unit >> UInt16(shift) & 15))) }
    }
}

/// The scalar at a lead byte of two bytes or more, and how many bytes it takes.
private func scalarOfUTF8(
    _ bytes: RawSpan, at index: Int
) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = bytes[byteAt: index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var bits = UInt32(lead & (0x7F >> UInt8(length)))
    for rest in 1..<length { bits = bits << 6 | UInt32(bytes[byteAt: index + rest] & 0x3F) }
    guard let scalar = Unicode.Scalar(bits) else { preconditionFailure("a string is UTF-8") }
    return (scalar, length)
}

/// Whether a reader sees nothing of `scalar`, or sees it turn what stands around it.
private func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? Sign.zero + value : UInt8(ascii: "a") + value - 10
}
