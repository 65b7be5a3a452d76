/// Names and values as a form's body or an address's query, in secret memory.
package import Secrecy

/// Writes `name=value&…`; everything but RFC 3986's unreserved characters is percent-encoded.
package struct FormText: ~Copyable {
    private var text = SecretBuilder()
    private var isEmpty = true

    package init() {}

    /// Continues an address with `?`.
    package init(address: String) {
        text.append(address)
        text.append("?")
    }

    package mutating func add(_ name: String, _ value: Secret) {
        if !isEmpty { text.append("&") }
        isEmpty = false
        append(Secret(copying: name))
        text.append("=")
        append(value)
    }

    package mutating func add(_ name: String, _ value: String) {
        add(name, Secret(copying: value))
    }

    package consuming func finish() -> Secret { Secret(text.finish()) }

    private mutating func append(_ value: Secret) {
        for index in 0..<value.count {
            let byte = value[index]
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: text.append(byte)
            default:
                text.append(0x25)
                text.append(FormText.digit(byte >> 4))
                text.append(FormText.digit(byte & 15))
            }
        }
    }

    private static func digit(_ number: UInt8) -> UInt8 {
        number < 10 ? 0x30 + number : 0x41 + number - 10
    }
}
