/// One entry of a header as it is written: a kind, its arguments and a body.
internal import Secrecy

struct Stanza: Equatable, Sendable {
    static let columns = 64

    let kind: String
    let arguments: [String]
    let body: [UInt8]

    /// The text; a body always ends with a line of fewer than 64 characters, be it empty.
    var text: String {
        var text = "-> " + ([kind] + arguments).joined(separator: " ") + "\n"
        var rest = Base64.unpadded.encode(body.raw)[...]
        while rest.utf8.count >= Stanza.columns {
            text += rest.prefix(Stanza.columns) + "\n"
            rest = rest.dropFirst(Stanza.columns)
        }
        return text + rest + "\n"
    }
}

/// A stanza that was understood: its parts have the lengths that its kind demands.
enum Share: Sendable {
    case x25519(X25519Share)
    case scrypt(ScryptShare)
    /// Of another kind, exactly as spelt; nothing was checked.
    case foreign

    init(_ stanza: Stanza) throws(HeaderFault) {
        switch stanza.kind {
        case X25519Share.kind: self = .x25519(try X25519Share(stanza))
        case ScryptShare.kind: self = .scrypt(try ScryptShare(stanza))
        default: self = .foreign
        }
    }
}
