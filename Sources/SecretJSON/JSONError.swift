/// What was wrong with a JSON document, and where; never a part of the document itself.
internal import Secrecy

/// A refusal of a JSON document.
///
/// Carries no byte of the source: a document that holds secrets may be broken anywhere.
package struct JSONError: Error, Equatable {
    /// The fault, without a sentence.
    package enum Kind: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedCharacter
        case wrongKind(expected: JSONKind, found: JSONKind)
        case byteOrderMark
        case controlCharacter
        case invalidEscape
        case unpairedSurrogate
        case invalidUTF8
        case invalidNumber
        case notAnInteger
        case integerOutOfRange
        case duplicateKey
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
        case trailingContent
    }

    package let kind: Kind

    /// Counted from 1; a line ends with LF, CR LF or CR.
    package let line: Int

    /// Counted from 1 in Unicode characters (scalars), not in bytes.
    package let column: Int

    package init(kind: Kind, line: Int, column: Int) {
        self.kind = kind
        self.line = line
        self.column = column
    }
}

/// The kinds of value that JSON knows.
package enum JSONKind: Equatable, Sendable {
    case object, array, string, number, bool, null
}

/// What a reader accepts before it gives up.
package struct JSONLimits: Sendable {
    /// The longest document in bytes.
    package let bytes: Int

    /// How deep objects and arrays may stand inside each other, at most 64.
    package let depth: Int

    /// Takes the limits; a depth over 64 is the caller's bug, because nesting is kept in 64 bits.
    package init(bytes: Int = 64 << 20, depth: Int = 64) {
        precondition((0...64).contains(depth), "a depth of \(depth) cannot be kept in 64 bits")
        self.bytes = bytes
        self.depth = depth
    }
}

/// A fault by its offset: line and column cost a pass over the document and are made only once.
struct JSONFault: Error {
    let kind: JSONError.Kind
    let offset: Int

    func located(in bytes: RawSpan) -> JSONError {
        let (line, column) = location(of: offset, in: bytes)
        return JSONError(kind: kind, line: line, column: column)
    }
}

/// The line and column of `offset`, both counted from 1.
func location(of offset: Int, in bytes: RawSpan) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var afterReturn = false
    for index in 0..<min(offset, bytes.byteCount) {
        let byte = bytes[byteAt: index]
        switch byte {
        case Sign.lineFeed where afterReturn: break
        case Sign.lineFeed, Sign.carriageReturn: (line, column) = (line + 1, 1)
        case 0x80...0xBF: break
        default: column += 1
        }
        afterReturn = byte == Sign.carriageReturn
    }
    return (line, column)
}
