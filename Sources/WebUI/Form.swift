/// What a form sends, taken apart in secret memory: any field may be a passphrase.
internal import Secrecy

/// Fields by name, as slices of one piece of secret memory.
struct Form: Sendable {
    /// A field; of a chosen file also its name.
    struct Field: Sendable {
        let name: String
        let value: Secret
        var fileName: String?
    }

    let fields: [Field]

    /// More fields than any form of ours has.
    static let mostFields = 64

    subscript(name: String) -> Secret? { fields.first { $0.name == name }?.value }

    /// A field that is no secret, as text; nil when it is not there or not UTF-8.
    func text(_ name: String) -> String? { self[name]?.copiedIntoOrdinaryMemory() }

    /// `application/x-www-form-urlencoded`; nil for what is malformed.
    init?(urlEncoded body: Secret) {
        var decoded = SecretBuilder(capacity: body.count + 1)
        var ranges: [(name: Range<Int>, value: Range<Int>)] = []
        var index = 0
        while index < body.count {
            guard ranges.count < Form.mostFields else { return nil }
            let name = decoded.count
            guard Form.decode(body, &index, upTo: "=&", into: &decoded) else { return nil }
            let value = decoded.count
            if index < body.count, body[index] == UInt8(ascii: "=") {
                index += 1
                guard Form.decode(body, &index, upTo: "&", into: &decoded) else { return nil }
            }
            ranges.append((name..<value, value..<decoded.count))
            index += 1
        }
        let whole = Secret(decoded.finish())
        var fields: [Field] = []
        for (name, value) in ranges {
            guard let name = whole[name].copiedIntoOrdinaryMemory() else { return nil }
            fields.append(Field(name: name, value: whole[value]))
        }
        self.fields = fields
    }

    /// Decodes up to one of `ends`; false at a percent sign without its digits.
    private static func decode(
        _ body: Secret, _ index: inout Int, upTo ends: StaticString,
        into decoded: inout SecretBuilder
    ) -> Bool {
        let ends = Array("\(ends)".utf8)
        while index < body.count, !ends.contains(body[index]) {
            switch body[index] {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < body.count, let high = Target.digit(body[index + 1]),
                    let low = Target.digit(body[index + 2])
                else { return false }
                decoded.append(high << 4 | low)
                index += 2
            default: decoded.append(body[index])
            }
            index += 1
        }
        return true
    }

    /// `multipart/form-data` (RFC 7578); nil for what is malformed.
    init?(multipart body: Secret, boundary: String) {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        let fence = Array(("\r\n--" + boundary).utf8)
        // The first fence has no line end in front of it.
        guard var index = body.find(Array(fence.dropFirst(2)), from: 0), index == 0 else {
            return nil
        }
        index += fence.count - 2
        var fields: [Field] = []
        while !body.holds(Array("--".utf8), at: index) {
            guard fields.count < Form.mostFields, body.holds(Array("\r\n".utf8), at: index),
                let end = body.find(Array("\r\n\r\n".utf8), from: index),
                let next = body.find(fence, from: end + 2),
                let head = body[(index + 2)..<max(end, index + 2)].copiedIntoOrdinaryMemory(),
                let field = Form.field(head, value: body[(end + 4)..<max(next, end + 4)])
            else { return nil }
            fields.append(field)
            index = next + fence.count
        }
        self.fields = fields
    }

    private static func field(_ head: String, value: Secret) -> Field? {
        for line in head.split(separator: "\r\n") {
            guard line.lowercased().hasPrefix("content-disposition:"),
                let name = parameter("name", of: line)
            else { continue }
            return Field(
                name: name, value: value, fileName: parameter("filename", of: line))
        }
        return nil
    }

    /// What stands in quotation marks behind `; name=`; browsers write `"` in it as `%22`.
    static func parameter(_ name: String, of line: some StringProtocol) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let trimmed = part.drop { $0 == " " }
            guard trimmed.lowercased().hasPrefix(name + "=") else { continue }
            return String(trimmed.dropFirst(name.count + 1)).filter { $0 != "\"" }
        }
        return nil
    }
}

extension Secret {
    /// Whether `bytes` stand at `index`.
    func holds(_ bytes: [UInt8], at index: Int) -> Bool {
        index >= 0 && index + bytes.count <= count
            && bytes.indices.allSatisfy { self[index + $0] == bytes[$0] }
    }

    /// Where `bytes` stand first from `start` on.
    func find(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start + bytes.count <= count else { return nil }
        return (start...(count - bytes.count)).first { holds(bytes, at: $0) }
    }
}
