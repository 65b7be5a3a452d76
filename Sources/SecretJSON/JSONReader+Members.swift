/// Objects and arrays whose members are all of one kind.

extension JSONReader {
    /// An object as a map; `value` reads the value of each member.
    package mutating func object<Value>(
        of value: (inout JSONReader) throws -> Value
    ) throws -> [String: Value] {
        var members: [String: Value] = [:]
        try beginObject()
        while let key = try nextKey() { members[key] = try value(&self) }
        return members
    }

    /// An object whose values are all ordinary texts.
    package mutating func texts() throws -> [String: String] { try object { try $0.text() } }

    /// An array; `element` reads each of its elements.
    package mutating func array<Element>(
        of element: (inout JSONReader) throws -> Element
    ) throws -> [Element] {
        var elements: [Element] = []
        try beginArray()
        while try nextElement() { elements.append(try element(&self)) }
        return elements
    }
}

extension JSONWriter {
    /// A member whose value is an ordinary text.
    package mutating func member(_ key: String, _ value: String) {
        self.key(key)
        text(value)
    }

    /// A member whose value is a whole number.
    package mutating func member(_ key: String, _ value: Int) {
        self.key(key)
        integer(value)
    }

    /// A map as an object, its members sorted by their keys.
    package mutating func object<Value>(
        _ members: [String: Value], _ write: (Value, inout JSONWriter) -> Void
    ) {
        beginObject()
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            self.key(key)
            write(value, &self)
        }
        endObject()
    }

    /// A map of ordinary texts as an object, its members sorted by their keys.
    package mutating func texts(_ members: [String: String]) { object(members) { $1.text($0) } }
}
