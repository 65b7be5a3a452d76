/// A page ready to be sent: text, and values that stay in secret memory until then.
internal import NIOCore
internal import Secrecy
internal import Wire

/// Marks in a text where values will stand that must not come into a text.
///
/// A template is given the mark instead of the value. The mark holds a number that nobody can
/// guess, so that no guide and no value can pass for one.
final class Splices {
    private let nonce: String
    private(set) var values: [Secret] = []

    init() { nonce = Randomness.bytes(16).map { String($0, radix: 16) }.joined(separator: "-") }

    private var opening: String { "\u{E000}" + nonce + ":" }

    /// What stands in the text for `value`.
    func mark(_ value: Secret) -> String {
        values.append(value)
        return opening + "\(values.count - 1)\u{E001}"
    }

    /// The text's bytes with the values in place of their marks, escaped for HTML.
    func splice(_ text: String) -> Secret {
        let bytes = Array(text.utf8)
        let opening = Array(self.opening.utf8)
        let closing = Array("\u{E001}".utf8)
        var result = SecretBuilder(capacity: bytes.count + values.reduce(64) { $0 + $1.count * 6 })
        var index = 0
        while index < bytes.count {
            guard bytes[index] == opening[0], bytes[index...].starts(with: opening) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            var number = 0
            index += opening.count
            while bytes[index] != closing[0] {
                number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
                index += 1
            }
            index += closing.count
            HTMLValue.append(values[number], to: &result)
        }
        return Secret(result.finish())
    }
}

/// A value's bytes in a page.
enum HTMLValue {
    /// Escaped inside of an element or a quoted attribute, without leaving secret memory.
    static func append(_ value: Secret, to page: inout SecretBuilder) {
        for index in 0..<value.count {
            switch value[index] {
            case UInt8(ascii: "&"): page.append("&amp;")
            case UInt8(ascii: "<"): page.append("&lt;")
            case UInt8(ascii: ">"): page.append("&gt;")
            case UInt8(ascii: "\""): page.append("&quot;")
            case UInt8(ascii: "'"): page.append("&#39;")
            default: page.append(value[index])
            }
        }
    }
}

/// The body of a page.
enum Page: Sendable {
    case text(ByteBuffer)
    /// Holds revealed values: wiped after it was sent, and never kept.
    case secret(Secret)

    /// A rendered text with what was marked in it.
    init(_ text: String, _ splices: Splices) {
        self =
            splices.values.isEmpty
            ? .text(ByteBuffer(string: text)) : .secret(splices.splice(text))
    }
}
