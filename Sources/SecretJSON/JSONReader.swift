/// A pull parser for JSON (RFC 8259) whose strings stay in secret memory.
package import Secrecy

/// Reads a document front to back; the caller asks for what should come next.
///
/// ```swift
/// try reader.beginObject()
/// while let key = try reader.nextKey() {
///     switch key {
///     case "value": value = try reader.string()
///     default: try reader.skip()
///     }
/// }
/// try reader.finish()
/// ```
///
/// Strict: no byte order mark, no comments, no trailing commas, no key twice in one object. A
/// reader that threw has not moved. Asking out of turn (two keys without a value between them, an
/// end before the end) is the caller's bug and traps.
package struct JSONReader {
    let source: Secret
    let limits: JSONLimits
    private(set) var position = 0
    private(set) var scopes: [Scope] = []
    private(set) var awaitsValue = true
    /// Every string with escapes from the first one on, once one was read.
    var decoded: DecodedStrings?

    struct Scope {
        let isObject: Bool
        var isEmpty = true
        // Compared as Swift compares strings, so that no `switch` over keys can meet one twice.
        var keys: Set<String> = []
    }

    /// Looks at nothing but the length yet.
    package init(
        _ source: Secret, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) {
        guard source.count <= limits.bytes else {
            throw JSONError(kind: .tooLarge(limit: limits.bytes), line: 1, column: 1)
        }
        self.source = source
        self.limits = limits
    }

    /// Where the next token stands, both counted from 1: for the caller's own refusals.
    package var location: (line: Int, column: Int) {
        let bytes = source.bytes
        return SecretJSON.location(of: JSONScanner.afterSpace(bytes, from: position), in: bytes)
    }

    /// The kind of the value that comes next.
    package func peek() throws(JSONError) -> JSONKind {
        precondition(awaitsValue, "no value comes next")
        return try read { (bytes: RawSpan) throws(JSONFault) in
            try JSONScanner.kind(bytes, at: JSONScanner.afterSpace(bytes, from: position))
        }
    }

    // MARK: Containers

    /// Enters an object; `nextKey` walks it.
    package mutating func beginObject() throws(JSONError) {
        try begin(.object)
    }

    /// The next key with its value to be read after it; nil leaves the object.
    package mutating func nextKey() throws(JSONError) -> String? {
        guard let last = scopes.indices.last, scopes[last].isObject, !awaitsValue else {
            preconditionFailure("no key comes next")
        }
        guard let start = try nextMember(before: Sign.closeBrace) else { return nil }
        let (end, hasEscape, after) = try read { (bytes: RawSpan) throws(JSONFault) in
            let (end, hasEscape) = try JSONScanner.endOfKey(bytes, from: start)
            return (end, hasEscape, try JSONScanner.afterColon(bytes, from: end))
        }
        let key = try ordinaryText(of: try content(from: start, to: end, hasEscape), at: start)
        guard scopes[last].keys.insert(key).inserted else {
            throw refusal(.duplicateKey, at: start)
        }
        scopes[last].isEmpty = false
        position = after
        awaitsValue = true
        return key
    }

    /// Enters an array; `nextElement` walks it.
    package mutating func beginArray() throws(JSONError) {
        try begin(.array)
    }

    /// Whether there is a value to be read; false leaves the array.
    package mutating func nextElement() throws(JSONError) -> Bool {
        guard let last = scopes.indices.last, !scopes[last].isObject, !awaitsValue else {
            preconditionFailure("no element comes next")
        }
        guard let start = try nextMember(before: Sign.closeBracket) else { return false }
        _ = try read { (bytes: RawSpan) throws(JSONFault) in
            try JSONScanner.kind(bytes, at: start)
        }
        scopes[last].isEmpty = false
        position = start
        awaitsValue = true
        return true
    }

    /// Makes sure that nothing but white space follows, such as a padding of spaces.
    package func finish() throws(JSONError) {
        precondition(scopes.isEmpty && !awaitsValue, "the document has not been read")
        let end = JSONScanner.afterSpace(source.bytes, from: position)
        guard end == source.count else { throw refusal(.trailingContent, at: end) }
    }
}

extension JSONReader {
    func refusal(_ kind: JSONError.Kind, at offset: Int) -> JSONError {
        JSONFault(kind: kind, offset: offset).located(in: source.bytes)
    }

    func read<Result>(
        _ body: (RawSpan) throws(JSONFault) -> Result
    ) throws(JSONError) -> Result {
        do throws(JSONFault) {
            return try body(source.bytes)
        } catch {
            throw error.located(in: source.bytes)
        }
    }

    /// The offset of the next value, which is of the `expected` kind.
    func expect(_ expected: JSONKind) throws(JSONError) -> Int {
        let found = try peek()
        let start = JSONScanner.afterSpace(source.bytes, from: position)
        guard found == expected else {
            throw refusal(.wrongKind(expected: expected, found: found), at: start)
        }
        return start
    }

    /// Moves behind the value that was awaited.
    mutating func taken(to end: Int) {
        position = end
        awaitsValue = false
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONError) {
        let start = try expect(kind)
        guard scopes.count < limits.depth else {
            throw refusal(.tooDeep(limit: limits.depth), at: start)
        }
        scopes.append(Scope(isObject: kind == .object))
        taken(to: start + 1)
    }

    /// The offset of the next member; nil after leaving the container at `close`.
    private mutating func nextMember(before close: UInt8) throws(JSONError) -> Int? {
        let isEmpty = scopes.last?.isEmpty ?? true
        let (start, ends) = try read { (bytes: RawSpan) throws(JSONFault) in
            let index = JSONScanner.afterSpace(bytes, from: position)
            guard let sign = JSONScanner.byte(bytes, at: index) else {
                throw JSONFault(kind: .unexpectedEnd, offset: index)
            }
            if sign == close { return (index + 1, true) }
            guard !isEmpty else { return (index, false) }
            guard sign == Sign.comma else {
                throw JSONFault(kind: .unexpectedCharacter, offset: index)
            }
            return (JSONScanner.afterSpace(bytes, from: index + 1), false)
        }
        guard ends else { return start }
        scopes.removeLast()
        position = start
        return nil
    }
}
