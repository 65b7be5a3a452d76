/// Reads a header strictly: whatever a writer of age would not write is refused.
internal import Secrecy

extension Header {
    /// Reads the header at the beginning of `file`; of the payload nothing is looked at.
    init(parsing file: [UInt8], limits: Limits) throws(AgeError) {
        var lines = HeaderLines(file, limit: limits.headerBytes)
        guard file[try lines.next()] == Header.version[...] else {
            throw .header(.version, line: 1)
        }
        var stanzas: [Stanza] = []
        var shares: [Share] = []
        var starts: [Int] = []
        while true {
            let line = try lines.next()
            if file[line].starts(with: HeaderLines.closing) {
                guard !stanzas.isEmpty else { throw .header(.noStanza, line: lines.number) }
                mac = try Header.mac(in: file, line, number: lines.number)
                covered = line.lowerBound + HeaderLines.closing.count
                break
            }
            guard stanzas.count < limits.stanzas else {
                throw .tooManyStanzas(limit: limits.stanzas)
            }
            let start = lines.number
            let stanza = try Header.stanza(in: file, line, &lines)
            do throws(HeaderFault) {
                shares.append(try Share(stanza))
            } catch {
                throw .header(error, line: start)
            }
            stanzas.append(stanza)
            starts.append(start)
        }
        length = lines.position
        self.stanzas = stanzas
        self.shares = shares
        self.lines = starts
        if stanzas.count > 1, workFactor != nil {
            throw .header(.passphraseNotAlone, line: lines.number)
        }
    }

    private static func stanza(
        in file: [UInt8], _ line: Range<Int>, _ lines: inout HeaderLines
    ) throws(AgeError) -> Stanza {
        let number = lines.number
        let mark = Array("-> ".utf8)
        guard file[line].starts(with: mark) else { throw .header(.stanzaStart, line: number) }
        var words: [String] = []
        let rest = file[line].dropFirst(mark.count)
        for word in rest.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            guard !word.isEmpty, word.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw .header(.argument, line: number)
            }
            words.append(String(decoding: word, as: UTF8.self))
        }
        let body = try body(in: file, &lines)
        return Stanza(kind: words[0], arguments: Array(words.dropFirst()), body: body)
    }

    /// Reads lines of 64 characters up to and including the first that is shorter.
    private static func body(
        in file: [UInt8], _ lines: inout HeaderLines
    ) throws(AgeError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try lines.next()
            guard line.count <= Stanza.columns else {
                throw .header(.bodyLength, line: lines.number)
            }
            guard let bytes = Base64.unpadded.decode(file.raw.extracting(line)) else {
                throw .header(.bodyEncoding, line: lines.number)
            }
            body += bytes
            if line.count < Stanza.columns { return body }
        }
    }

    private static func mac(
        in file: [UInt8], _ line: Range<Int>, number: Int
    ) throws(AgeError) -> [UInt8] {
        let text = line.lowerBound + HeaderLines.closing.count + 1
        guard text < line.upperBound, file[text - 1] == UInt8(ascii: " "),
            let mac = Base64.unpadded.decode(file.raw.extracting(text..<line.upperBound)),
            mac.count == 32
        else { throw .header(.closingLine, line: number) }
        return mac
    }
}

/// Hands out the header's lines as ranges of the file, and looks no further than the limit.
struct HeaderLines {
    static let closing = Array("---".utf8)

    private let file: [UInt8]
    private let end: Int

    /// Where the next line begins.
    private(set) var position = 0

    /// The line that `next` handed out last, counted from one.
    private(set) var number = 0

    init(_ file: [UInt8], limit: Int) {
        self.file = file
        end = min(file.count, max(limit, 0))
    }

    /// The next line without its line feed.
    mutating func next() throws(AgeError) -> Range<Int> {
        number += 1
        guard let feed = file[position..<end].firstIndex(of: UInt8(ascii: "\n")) else {
            guard end == file.count else { throw .headerTooLarge(limit: end) }
            throw .header(number == 1 ? .version : .cutOff, line: number)
        }
        defer { position = feed + 1 }
        return position..<feed
    }
}
