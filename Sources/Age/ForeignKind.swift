/// Kinds of keys that age knows and this library does not: refused by name, not as nonsense.

enum ForeignKind {
    private static let stanzas: Set<String> = [
        "mlkem768x25519", "p256tag", "mlkem768p256tag", "ssh-ed25519", "ssh-rsa", "piv-p256",
    ]

    /// Whether a stanza of this kind is known to be meant for keys that are not built in.
    static func isStanza(_ kind: String) -> Bool { stanzas.contains(kind) }

    /// The kind of a recipient that is not written in Bech32.
    static func ofRecipient(_ text: String) -> String? {
        ["ssh-ed25519", "ssh-rsa"].first { text.hasPrefix($0 + " ") }
    }

    /// The kind that the part in front of a recipient's separator stands for.
    static func ofRecipient(prefix: String) -> String? {
        switch prefix {
        case "age1pq": "mlkem768x25519"
        case "age1tag": "p256tag"
        case "age1tagpq": "mlkem768p256tag"
        default: plugin(in: prefix, after: "age1", before: "")
        }
    }

    /// The kind that the part in front of an identity's separator stands for.
    static func ofIdentity(prefix: String) -> String? {
        switch prefix {
        case "age-secret-key-pq-": "mlkem768x25519"
        default: plugin(in: prefix, after: "age-plugin-", before: "-")
        }
    }

    /// A plugin's name; nil when it holds a character that could be more than a name.
    private static func plugin(in prefix: String, after start: String, before end: String)
        -> String?
    {
        guard prefix.hasPrefix(start), prefix.hasSuffix(end) else { return nil }
        let name = prefix.dropFirst(start.count).dropLast(end.count)
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"):
                true
            default:
                false
            }
        }
        return name.isEmpty || !isName ? nil : String(name)
    }
}
