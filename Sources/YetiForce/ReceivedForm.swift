/// The JSON export read back: what a colleague's Krok wrote, with its values readable.
package import Secrecy
internal import SecretJSON

/// Why a document is not an export that can be taken in; never a value of it.
package enum ReceivedFormError: Error, Equatable, Sendable {
    /// The document is not JSON; both are counted from one.
    case notJSON(line: Int, column: Int)
    /// It is JSON, but not of the shape that an export has.
    case notAnExport
    /// The export of another form; its name, cut to 40 characters.
    case otherForm(String)
    /// The values stand there in their masked shapes.
    case masked
    /// A field that a guide captures is not there, or empty.
    case missing(field: String)
    /// The export of another guide; what it says is cut to 40 characters.
    case otherGuide(String, expected: String)
}

/// The values of a form that a guide captures; fixed ones are not looked at.
package struct ReceivedForm: Sendable {
    /// Far more bytes than an export has.
    package static let longest = 1 << 18

    /// The guide that the values were captured with, cut to 40 characters.
    package let guide: String

    /// The sender's name for the profile, cut to 64 characters.
    package let profile: String

    /// By field name: exactly `Field.inputNames`.
    package let values: [String: Secret]
    package let redirectURI: Secret

    /// The redirect URI with its key masked.
    package var maskedURI: Secret { maskedRedirectURI(redirectURI) }

    /// Reads what `krok export --as json --reveal` wrote; nothing of it is kept when it is refused.
    package init(_ document: Secret) throws(ReceivedFormError) {
        var found = Found()
        do throws(JSONError) {
            let limits = JSONLimits(bytes: ReceivedForm.longest, depth: 8)
            try found.read(JSONReader(document, limits: limits))
        } catch {
            switch error.kind {
            case .wrongKind, .tooLarge, .tooDeep: throw .notAnExport
            default: throw .notJSON(line: error.line, column: error.column)
            }
        }
        guard let form = found.form, let guide = found.guide, let revealed = found.revealed else {
            throw .notAnExport
        }
        guard form == MailServerForm.id else { throw .otherForm(String(form.prefix(40))) }
        guard revealed, !found.isMasked else { throw .masked }
        var values: [String: Secret] = [:]
        for name in Field.inputNames {
            guard let value = found.values[name], !value.isEmpty else {
                throw .missing(field: name)
            }
            values[name] = value
        }
        guard let uri = found.redirectURI, !uri.isEmpty else {
            throw .missing(field: MailServerForm.redirectURIName)
        }
        self.guide = String(guide.prefix(40))
        profile = String((found.profile ?? "").prefix(64))
        self.values = values
        redirectURI = uri
    }
}

/// What stands in a document, before anything of it is judged.
private struct Found {
    var form: String?
    var guide: String?
    var profile: String?
    var revealed: Bool?
    var redirectURI: Secret?
    var values: [String: Secret] = [:]

    /// Whether a value begins as masked ones do, whatever the document says of itself.
    var isMasked: Bool {
        let sign = Secret(copying: maskSign)
        let all = Array(values.values) + (redirectURI.map { [$0] } ?? [])
        return all.contains { $0.count >= sign.count && $0[0..<sign.count].equals(sign) }
    }

    mutating func read(_ start: JSONReader) throws(JSONError) {
        var reader = start
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "form": form = try reader.text()
            case "guide": guide = try reader.text()
            case "profile": profile = try reader.text()
            case "revealed": revealed = try reader.bool()
            case "redirect_uri": redirectURI = try member("value", &reader)
            case "fields":
                try reader.beginArray()
                while try reader.nextElement() { try field(&reader) }
            default: try reader.skip()
            }
        }
        try reader.finish()
    }

    private mutating func field(_ reader: inout JSONReader) throws(JSONError) {
        var name: String?
        var value: Secret?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.text()
            case "value": value = try reader.string()
            default: try reader.skip()
            }
        }
        // A field that stands there twice is one too many: which of them was meant?
        if let name, let value { values[name] = values[name] == nil ? value : Secret(copying: "") }
    }

    private func member(
        _ wanted: String, _ reader: inout JSONReader
    ) throws(JSONError) -> Secret? {
        var value: Secret?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if key == wanted { value = try reader.string() } else { try reader.skip() }
        }
        return value
    }
}
