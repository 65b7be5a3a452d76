/// Text as a person can trust it: nothing that steers a terminal, hides or turns around.
internal import Secrecy

/// `value`, which is UTF-8, with U+FFFD for each character that has no shape of its own.
///
/// Those are the control, format and separator characters of Unicode: escape sequences, line
/// feeds, marks of direction, joiners. The exact value stands in JSON, CSV and env.
func visible(_ value: Secret) -> Secret {
    var builder: SecretBuilder? = nil
    var plain = 0
    var index = 0
    while index < value.count {
        let (scalar, length) = scalar(of: value, at: index)
        if isInvisible(scalar) {
            if builder == nil { builder = SecretBuilder(capacity: value.count * 3) }
            builder?.append(value[plain..<index])
            builder?.append("\u{FFFD}")
            plain = index + length
        }
        index += length
    }
    guard var built = builder.take() else { return value }
    built.append(value[plain..<value.count])
    return Secret(built.finish())
}

/// The same for text that is not secret.
func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isInvisible($0) ? "\u{FFFD}" : $0 }))
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}

private func scalar(
    of value: Secret, at index: Int
) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = value[index]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard length > 1 else { return (Unicode.Scalar(lead), 1) }
    var bits = UInt32(lead & (0x7F >> UInt8(length)))
    for rest in 1..<length { bits = bits << 6 | UInt32(value[index + rest] & 0x3F) }
    guard let scalar = Unicode.Scalar(bits) else { preconditionFailure("the value is not UTF-8") }
    return (scalar, length)
}
