/// An address with places for captured values: `https://…?project={{project_id}}`.

/// A text taken apart into what is written and what is filled in.
package struct Template: Sendable, Hashable, CustomStringConvertible {
    package let parts: [Part]

    /// A piece of the text, or the input whose value stands here.
    package enum Part: Sendable, Hashable {
        case literal(String)
        case input(String)
    }

    /// Takes `text` apart; what stands in `{{ }}` is taken as it is, valid or not.
    ///
    /// Braces without an end are literal.
    package init(_ text: String) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let open = Template.find("{", in: rest) {
            let inside = rest[open...].dropFirst(2)
            guard let close = Template.find("}", in: inside) else { break }
            literal += String(rest[..<open])
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(.input(String(inside[..<close])))
            rest = inside[close...].dropFirst(2)
        }
        literal += String(rest)
        if !literal.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
    }

    /// The inputs that are filled in, each once, in order.
    package var inputs: [String] {
        var inputs: [String] = []
        for case .input(let input) in parts where !inputs.contains(input) { inputs.append(input) }
        return inputs
    }

    /// The text with `value` in place of each input.
    package func filled(_ value: (String) throws -> String) rethrows -> String {
        try parts.map { part in
            switch part {
            case .literal(let text): text
            case .input(let input): try value(input)
            }
        }.joined()
    }

    package var description: String { filled { "{{\($0)}}" } }

    /// Where `sign` stands twice in a row.
    private static func find(_ sign: Character, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == sign, next < text.endIndex, text[next] == sign { return index }
            index = next
        }
        return nil
    }
}
