/// The text form of a file: PEM's shape, with one spelling for each file.
internal import Secrecy

enum Armor {
    private static let begin = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
    private static let end = Array("-----END AGE ENCRYPTED FILE-----".utf8)
    private static let columns = 64

    /// How many bytes of white space may stand in front of BEGIN, and behind END.
    private static let blankLimit = 1024

    /// Whether `bytes` are meant to be armored, however badly.
    ///
    /// True also for a BEGIN line with something else in front of it, within `blankLimit`: that
    /// is an armor to be refused as one, not a header.
    static func begins(_ bytes: RawSpan) -> Bool {
        guard !Header.begins(bytes) else { return false }
        // Looked at where they stand, without a copy: they may be an identity file in clear.
        let limit = min(bytes.byteCount, blankLimit + begin.count)
        func stands(_ mark: [UInt8], at start: Int) -> Bool {
            start + mark.count <= limit
                && mark.indices.allSatisfy { bytes[byteAt: start + $0] == mark[$0] }
        }
        let start = (0..<limit).first { !isBlank(bytes[byteAt: $0]) } ?? limit
        if stands(Array("-----BEGIN AGE".utf8), at: start) { return true }
        return (0..<limit).contains { place in
            let isLine = place == 0 || bytes[byteAt: place - 1] == UInt8(ascii: "\n")
            return isLine && stands(begin, at: place)
        }
    }

    /// The armored form of `file`.
    static func encode(_ file: [UInt8]) -> [UInt8] {
        let feed = UInt8(ascii: "\n")
        let text = Array(Base64.padded.encode(file.raw).utf8)
        var lines = begin + [feed]
        lines.reserveCapacity(text.count / columns * (columns + 1) + 160)
        for start in stride(from: 0, to: text.count, by: columns) {
            lines += text[start..<min(start + columns, text.count)]
            lines.append(feed)
        }
        return lines + end + [feed]
    }

    /// The file inside of an armor.
    static func decode(_ armored: [UInt8]) throws(AgeError) -> [UInt8] {
        let start = armored.firstIndex { !isBlank($0) } ?? armored.count
        guard start <= blankLimit, armored[start...].starts(with: Array("-----BEGIN".utf8)) else {
            throw .armor(.leading, line: 1)
        }
        var number = armored[..<start].count { $0 == UInt8(ascii: "\n") } + 1
        var rest = armored[start...]
        guard let first = line(&rest), first == begin[...] else {
            throw .armor(.begin, line: number)
        }
        var text: [UInt8] = []
        text.reserveCapacity(armored.count)
        var isComplete = false
        while true {
            number += 1
            guard let line = line(&rest) else { throw .armor(.end, line: number) }
            if line.first == UInt8(ascii: "-") {
                guard line == end[...] else { throw .armor(.end, line: number) }
                break
            }
            guard !isComplete, !line.isEmpty, line.count <= columns else {
                throw .armor(.lineLength, line: number)
            }
            isComplete = line.count < columns
            text += line
        }
        guard rest.count <= blankLimit, rest.allSatisfy(isBlank) else {
            throw .armor(.trailing, line: number + 1)
        }
        guard let file = Base64.padded.decode(text.raw) else {
            throw .armor(.encoding, line: number)
        }
        return file
    }

    /// Takes the next line off `rest`, without LF or CR LF; nil when there is nothing left.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let feed = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        var line = rest[..<feed]
        rest = rest[min(feed + 1, rest.endIndex)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\n")).contains(byte)
            || byte == UInt8(ascii: "\r")
    }
}
