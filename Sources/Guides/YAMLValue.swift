/// The part of YAML that a manifest is written in: text, lists and maps, each with its place.
internal import Yams

/// A value of a manifest.
struct YAMLValue {
    let kind: Kind
    let place: Place

    /// What the value is; every scalar is text until somebody asks for something else.
    enum Kind {
        case text(String, isQuoted: Bool)
        case list([YAMLValue])
        case map([Entry])
    }

    /// A key and what stands behind it.
    struct Entry {
        let key: Word
        let value: YAMLValue
    }
}

/// A text of the manifest and where it stands.
struct Word: Hashable {
    let text: String
    let place: Place

    /// How many signs stand before the text itself: a quotation mark or nothing.
    var indent = 0

    /// The place of a character of the text, as far as the text is written without a line end.
    func place(ofColumn column: Int) -> Place {
        Place(line: place.line, column: place.column + indent + column - 1)
    }
}

extension YAMLValue {
    /// Reads `text`; nil, with a problem, when it is not the YAML that is meant here.
    static func read(_ text: String, into problems: inout ProblemList) -> YAMLValue? {
        if let (sign, place) = YAMLFeatures.first(in: text) {
            problems.add(.yamlFeature, at: place, sign)
            return nil
        }
        return PlainYAML.read(text) ?? readAll(text, into: &problems)
    }

    /// Whatever YAML there is, and what is wrong with it.
    static func readAll(_ text: String, into problems: inout ProblemList) -> YAMLValue? {
        do {
            // Yams keeps a pointer into the text's memory: a text of 15 bytes or less has none.
            let padded = text.utf8.count > 15 ? text : text + String(repeating: "\n", count: 16)
            let parser = try Yams.Parser(yaml: padded, resolver: .basic, encoding: .utf8)
            guard let node = try parser.singleRoot() else {
                return YAMLValue(kind: .map([]), place: Place())
            }
            return value(of: node, into: &problems)
        } catch let error as YamlError {
            let (code, place, argument) = describe(error)
            let end = end(of: text)
            let isInside = (place.line, place.column) <= (end.line, end.column)
            problems.add(code, at: isInside ? place : end, argument)
        } catch {
            // Not met: Yams throws nothing else, but does not say so to the compiler.
            problems.add(.yamlSyntax, at: Place(), "")
        }
        return nil
    }

    /// Behind the last sign: the padding, and signs that YAML alone takes for line ends, make
    /// the parser name lines that no editor shows.
    private static func end(of text: String) -> Place {
        let line = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        let last = text.unicodeScalars.reversed().prefix { $0 != "\n" }
        return Place(line: line, column: last.count + 1)
    }

    private static func value(of node: Node, into problems: inout ProblemList) -> YAMLValue {
        let place = place(of: node)
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            return YAMLValue(kind: .text(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let nodes):
            return YAMLValue(
                kind: .list(nodes.map { value(of: $0, into: &problems) }), place: place)
        case .mapping(let pairs):
            let entries = pairs.compactMap { key, node -> Entry? in
                guard case .scalar(let scalar) = key else {
                    problems.add(.wrongType, at: self.place(of: key), "", "text")
                    return nil
                }
                let word = Word(text: scalar.string, place: self.place(of: key))
                return Entry(key: word, value: value(of: node, into: &problems))
            }
            return YAMLValue(kind: .map(entries), place: place)
        case .alias:
            preconditionFailure("a parser does not leave aliases in a tree")
        }
    }

    private static func place(of node: Node) -> Place {
        node.mark.map(place) ?? Place()
    }

    private static func place(_ mark: Mark) -> Place {
        Place(line: mark.line, column: mark.column)
    }

    private static func describe(
        _ error: YamlError
    ) -> (code: ProblemCode, place: Place, argument: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (.yamlSyntax, place(mark), problem)
        case .reader(let problem, _, _, _): (.yamlSyntax, Place(), problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (.duplicateKey, place(context.mark), keys.first ?? "")
        default: (.yamlSyntax, Place(), "")
        }
    }
}
