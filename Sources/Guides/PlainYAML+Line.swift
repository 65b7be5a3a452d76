/// What stands on one line of plain YAML: texts, quoted or not, and maps and lists in braces.

extension PlainYAML {
    /// A text, or a map or a list in braces, in a block in `column`; then the line is over.
    mutating func inline(under column: Int) -> YAMLValue? {
        skipBlanks()
        let value: YAMLValue?
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): value = flow(under: column)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): value = quoted()
        default: value = plain(inFlow: false)
        }
        guard let value, endsHere() else { return nil }
        // A text may go on in lines further right, which is not for here.
        var next = self
        guard next.skipToText() else { return value }
        return next.column <= column ? value : nil
    }

    private mutating func quoted() -> YAMLValue? {
        let (place, quote) = (place, bytes[index])
        var text: [UInt8] = []
        index += 1
        while let byte, byte != 0x0A, byte != UInt8(ascii: "\\") || quote == UInt8(ascii: "'") {
            index += 1
            guard byte == quote else {
                text.append(byte)
                continue
            }
            guard quote == UInt8(ascii: "'"), self.byte == quote else {
                let string = String(decoding: text, as: UTF8.self)
                return YAMLValue(kind: .text(string, isQuoted: true), place: place)
            }
            text.append(quote)
            index += 1
        }
        return nil
    }

    private mutating func plain(inFlow: Bool) -> YAMLValue? {
        let (place, start) = (place, index)
        guard let first = byte, first > 0x7F || PlainYAML.isKeySign(first) || isPlainStart(first),
            first != UInt8(ascii: "-")
        else { return nil }
        var end = index
        while let byte, byte != 0x0A {
            switch byte {
            case UInt8(ascii: ":"):
                guard !inFlow, let next = self.byte(behind: 1), next != 0x20, next != 0x0A
                else { return nil }
            case UInt8(ascii: "#") where bytes[index - 1] == 0x20: return finish()
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if inFlow { return finish() }
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"):
                if inFlow { return nil }
            default: break
            }
            index += 1
            if byte != 0x20 { end = index }
        }
        return finish()

        func finish() -> YAMLValue? {
            index = end
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            return YAMLValue(kind: .text(text, isQuoted: false), place: place)
        }
    }

    private func isPlainStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "$"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: "<"),
            UInt8(ascii: "^"), UInt8(ascii: "."), UInt8(ascii: "+"):
            true
        default: false
        }
    }

    // MARK: Braces

    private mutating func flow(under column: Int) -> YAMLValue? {
        guard depth < PlainYAML.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        let (place, isMap) = (place, byte == UInt8(ascii: "{"))
        let end = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var (items, entries): ([YAMLValue], [YAMLValue.Entry]) = ([], [])
        var known: Set<String> = []
        index += 1
        guard skipInFlow(under: column) else { return nil }
        while byte != end || !(items.isEmpty && entries.isEmpty) {
            if isMap {
                guard let key = key(), known.insert(key.text).inserted,
                    byte == UInt8(ascii: " "), let value = flowValue(under: column)
                else { return nil }
                entries.append(YAMLValue.Entry(key: key, value: value))
            } else {
                guard let value = flowValue(under: column) else { return nil }
                items.append(value)
            }
            guard skipInFlow(under: column) else { return nil }
            if byte == end { break }
            guard byte == UInt8(ascii: ",") else { return nil }
            index += 1
            guard skipInFlow(under: column) else { return nil }
        }
        index += 1
        return YAMLValue(kind: isMap ? .map(entries) : .list(items), place: place)
    }

    private mutating func flowValue(under column: Int) -> YAMLValue? {
        skipBlanks()
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return flow(under: column)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted()
        default: return plain(inFlow: true)
        }
    }

    /// Goes on to the next sign, which stands further right than the block; no comments.
    private mutating func skipInFlow(under column: Int) -> Bool {
        skipBlanks()
        while byte == 0x0A {
            endLine()
            skipBlanks()
        }
        return byte != nil && self.column > column
    }
}
