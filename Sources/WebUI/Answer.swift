/// What the desk hands back for a request.
internal import HTTPTypes
internal import NIOCore
internal import Secrecy

/// An answer, before it becomes a response of the library.
enum Answer: Sendable {
    /// A page; `fades` is where it goes by itself after a minute, since it shows values.
    case page(Page, HTTPResponse.Status = .ok, fades: String? = nil)
    case redirect(String)
    /// A file to be saved, or a picture of ours.
    case file(ByteBuffer, type: String, name: String? = nil)
    /// A file that holds revealed values, or one value for the script.
    case secretFile(Secret, type: String, name: String? = nil)
    /// The address does not exist.
    case missing
    /// The form was not one of our pages'.
    case refused
    /// Nothing that a form of ours would send.
    case malformed
}

/// Something that is said above a page, once.
struct Notice: Sendable, Equatable {
    enum Kind: String, Sendable {
        case good, note, wrong
    }

    let kind: Kind
    let text: String
    var hint: String?

    /// How a template sees it.
    var model: Model {
        var model: Model = [
            "kind": kind.rawValue,
            "lines": sentence.split(separator: "\n").map { ["line": $0] },
            "role": kind == .wrong ? "alert" : "status",
        ]
        // Four blanks part the commands of a hint from each other; a page gives each a line.
        if let hint { model["hint"] = hint.replacing("    ", with: "\n") }
        return model
    }

    /// A fault has no full stop at a terminal; here another sentence stands behind it.
    var sentence: String {
        guard hint != nil, let last = text.last else { return text }
        return last.isLetter || last.isNumber || "”)".contains(last) ? text + "." : text
    }
}
