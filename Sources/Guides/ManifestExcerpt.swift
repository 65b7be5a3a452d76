/// As much of a manifest as somebody needs, taken out of its text before that is read.

/// The lines of the manifest of a guide that is known to be sound.
///
/// A script that asks for one value has the manifest read each time, and most of that is labels,
/// steps and other inputs. What is not written in blocks, as people write it, stays.
struct ManifestExcerpt {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text without these keys, and of the inputs with the one called `input` alone.
    ///
    /// All inputs stay where there is none of that name: somebody will be told what there is.
    func without(_ keys: [String], input: String? = nil) -> [UInt8] {
        var kept: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = self.end(of: start)
            if let input, isKey("inputs", at: start), let entry = entry(input, start, end) {
                kept += bytes[start..<self.line(behind: start)] + bytes[entry]
            } else if !keys.contains(where: { isKey($0, at: start) }) {
                kept += bytes[start..<end]
            }
            start = end
        }
        return kept
    }

    /// Where the next top-level key begins behind the one in the line at `start`.
    private func end(of start: Int) -> Int {
        var line = line(behind: start)
        while line < bytes.count {
            switch bytes[line] {
            // A list may begin in the column of its key.
            case 0x0A, 0x0D, UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "-"): break
            default: return line
            }
            line = self.line(behind: line)
        }
        return bytes.count
    }

    /// The lines of an entry of the map whose key stands in the line at `start`.
    private func entry(_ name: String, _ start: Int, _ end: Int) -> Range<Int>? {
        // Whatever else somebody asks for is no name of an input.
        guard ManifestFields.Alphabet.underscores.accepts(name) else { return nil }
        var depth: Int?
        var found: Int?
        var line = line(behind: start)
        while line < end {
            let text = text(in: line)
            if ![0x0A, 0x0D, UInt8(ascii: "#")].contains(bytes[text]) {
                depth = depth ?? text - line
                if let found, text - line <= depth ?? 0 { return found..<line }
                if text - line == depth, isKey(name, at: text) { found = line }
            }
            line = self.line(behind: line)
        }
        return found.map { $0..<end }
    }

    /// The beginning of the next line.
    private func line(behind index: Int) -> Int {
        var index = index
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        return min(index + 1, bytes.count)
    }

    /// The first byte of a line that is no blank.
    private func text(in line: Int) -> Int {
        var index = line
        while index < bytes.count - 1, bytes[index] == UInt8(ascii: " ") { index += 1 }
        return index
    }

    private func isKey(_ key: String, at index: Int) -> Bool {
        let end = index + key.utf8.count
        return end < bytes.count && bytes[end] == UInt8(ascii: ":")
            && bytes[index..<end].elementsEqual(key.utf8)
    }
}
