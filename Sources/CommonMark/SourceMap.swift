/// From bytes, which cmark counts, to lines and characters, which people count.

/// Where the lines of a text begin, and how many characters stand before a byte of a line.
///
/// Lines end with a line feed, a carriage return or both, as in cmark.
struct SourceMap {
    let bytes: [UInt8]
    private var lineStarts = [0]

    /// How many characters begin before each line.
    private var lineCharacters = [0]

    /// How many characters begin before every eighth byte: a column in a line of a megabyte must
    /// not cost a megabyte.
    private var checkpoints: [UInt32] = []
    private static let stride = 8

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        checkpoints.reserveCapacity(bytes.count / SourceMap.stride + 1)
        var characters = 0
        for index in bytes.indices {
            if index % SourceMap.stride == 0 { checkpoints.append(UInt32(characters)) }
            let byte = bytes[index]
            if byte & 0xC0 != 0x80 { characters += 1 }
            let endsLine =
                byte == 0x0A
                || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine {
                lineStarts.append(index + 1)
                lineCharacters.append(characters)
            }
        }
        checkpoints.append(UInt32(characters))
    }

    /// How many lines there are; what stands behind the last line end counts as one.
    var lineCount: Int { lineStarts.count }

    /// The bytes of a line, counted from one, with its line end; empty outside of the text.
    func line(_ number: Int) -> Range<Int> {
        guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
        let end = number < lineStarts.count ? lineStarts[number] : bytes.count
        return lineStarts[number - 1]..<end
    }

    /// The line and the column of the character at `offset`.
    func place(of offset: Int) -> (line: Int, column: Int) {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, characters(before: offset) - lineCharacters[low] + 1)
    }

    /// The column that the `byte`-th byte of a line belongs to, both counted from one.
    func column(line: Int, byte: Int) -> Int {
        guard line >= 1, line <= lineStarts.count else { return 1 }
        let range = self.line(line)
        let offset = min(range.lowerBound + max(byte, 1), range.upperBound)
        return max(1, characters(before: offset) - lineCharacters[line - 1])
    }

    private func characters(before offset: Int) -> Int {
        let checkpoint = offset / SourceMap.stride
        guard checkpoint * SourceMap.stride < bytes.count else {
            return Int(checkpoints[checkpoints.count - 1])
        }
        var count = Int(checkpoints[checkpoint])
        for index in (checkpoint * SourceMap.stride)..<offset where bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }
}
