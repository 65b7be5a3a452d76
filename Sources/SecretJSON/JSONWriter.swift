/// JSON written into secret memory.
package import Secrecy

/// Builds one document; what is asked for out of turn is the caller's bug and traps.
package struct JSONWriter: ~Copyable {
    /// How a document looks.
    package enum Layout: Sendable {
        /// One line, no spaces.
        case compact
        /// Each member on a line of its own, indented by two spaces; a line feed at the end.
        case pretty
    }

    private var builder: SecretBuilder
    private let layout: Layout
    private let escapesLessThan: Bool
    private var scopes: [Scope] = []
    private var awaitsValue = true

    private struct Scope {
        let isObject: Bool
        var isEmpty = true
    }

    /// Starts a document.
    ///
    /// `escapesLessThan` writes `<` as an escape, so that the document can stand inside HTML.
    package init(
        _ layout: Layout = .compact, escapesLessThan: Bool = false, capacity: Int = 4096
    ) {
        builder = SecretBuilder(capacity: capacity)
        self.layout = layout
        self.escapesLessThan = escapesLessThan
    }

    package mutating func beginObject() { begin(UInt8(ascii: "{"), isObject: true) }

    /// Ends an object; `onNewLine` breaks the line first, also in a compact document.
    package mutating func endObject(onNewLine: Bool = false) {
        if onNewLine { builder.append(Sign.lineFeed) }
        end(UInt8(ascii: "}"), isObject: true)
    }

    package mutating func beginArray() { begin(UInt8(ascii: "["), isObject: false) }

    package mutating func endArray() { end(UInt8(ascii: "]"), isObject: false) }

    /// Writes a member's key; that no key comes twice is the caller's care.
    ///
    /// `onNewLine` begins a line for it, also in a compact document.
    package mutating func key(_ key: String, onNewLine: Bool = false) {
        guard let last = scopes.indices.last, scopes[last].isObject, !awaitsValue else {
            preconditionFailure("a key stands in an object, before its value")
        }
        separate(in: last)
        if onNewLine { builder.append(Sign.lineFeed) }
        quote(Array(key.utf8).raw)
        builder.append(layout == .pretty ? ": " : ":")
        awaitsValue = true
    }

    /// Writes a secret string.
    ///
    /// Traps unless `value.isUTF8`: whoever lets a value in has to look, JSON cannot hold others.
    package mutating func string(_ value: Secret) {
        precondition(value.isUTF8, "a JSON string is UTF-8")
        startValue()
        quote(value.bytes)
    }

    /// Writes a string that is not secret.
    package mutating func text(_ value: String) {
        startValue()
        quote(Array(value.utf8).raw)
    }

    package mutating func integer(_ value: Int) { word(String(value)) }

    package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

    package mutating func null() { word("null") }

    /// The document.
    package consuming func finish() -> Secret {
        precondition(scopes.isEmpty && !awaitsValue, "the document is not complete")
        if layout == .pretty { builder.append(Sign.lineFeed) }
        return Secret(builder.finish())
    }
}

extension JSONWriter {
    /// What `key` writes into a compact document, without a comma: the key in quotes and a colon.
    package static func bytes(ofKey key: String) -> [UInt8] {
        var writer = JSONWriter(capacity: key.utf8.count + 4)
        writer.quote(Array(key.utf8).raw)
        return writer.builder.withBytes { $0.copiedBytes() } + [Sign.colon]
    }

    private mutating func word(_ word: String) {
        startValue()
        builder.append(word)
    }

    private mutating func quote(_ bytes: RawSpan) {
        builder.append(Sign.quote)
        builder.appendEscaped(bytes, escapesLessThan: escapesLessThan)
        builder.append(Sign.quote)
    }

    private mutating func begin(_ sign: UInt8, isObject: Bool) {
        startValue()
        builder.append(sign)
        scopes.append(Scope(isObject: isObject))
    }

    private mutating func end(_ sign: UInt8, isObject: Bool) {
        guard let scope = scopes.popLast(), scope.isObject == isObject, !awaitsValue else {
            preconditionFailure("nothing of this kind is open")
        }
        if !scope.isEmpty { startLine() }
        builder.append(sign)
    }

    private mutating func startValue() {
        if let last = scopes.indices.last, !scopes[last].isObject {
            separate(in: last)
        } else {
            precondition(awaitsValue, "a value needs a key, and a document has one value")
        }
        awaitsValue = false
    }

    private mutating func separate(in scope: Int) {
        if !scopes[scope].isEmpty { builder.append(Sign.comma) }
        scopes[scope].isEmpty = false
        startLine()
    }

    private mutating func startLine() {
        guard layout == .pretty else { return }
        builder.append(Sign.lineFeed)
        for _ in scopes { builder.append("  ") }
    }
}
