/// Whether every fence has its end: cmark closes what is left open without a word.

/// The fenced blocks of a document.
struct Fences {
    private struct Fence {
        let sign: UInt8
        let length: Int
        let lines: Int
        let position: SourcePosition
    }

    private var fences: [Fence] = []

    mutating func add(
        _ node: CNode, fence: (sign: UInt8, length: Int), text: String, position: SourcePosition
    ) {
        var lines = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { lines += 1 }
            previous = byte
        }
        fences.append(
            Fence(sign: fence.sign, length: fence.length, lines: lines, position: position))
    }

    /// The first block without an end.
    ///
    /// A block that was closed has two lines more than its text, the last of which is a fence. One
    /// that ended because its list item ended looks the same when a fence comes next, but that
    /// fence opens a block of its own.
    func unclosed(in map: SourceMap) -> SourcePosition? {
        let openings = Set(fences.map(\.position.line))
        return fences.first { fence in
            let (first, last) = (fence.position.line, fence.position.endLine)
            let isClosed =
                last - first - 1 == fence.lines && !openings.contains(last)
                && isEnd(map.bytes[map.line(last)], of: fence)
            return !isClosed
        }?.position
    }

    private func isEnd(_ line: ArraySlice<UInt8>, of fence: Fence) -> Bool {
        let signs = line.filter { ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">")].contains($0) }
        return signs.count >= fence.length && signs.allSatisfy { $0 == fence.sign }
    }
}
