/// What libcurl hands over while it works: a status, a header, a body, lines; all bounded.
internal import Secrecy

/// Filled by libcurl's callbacks; a piece that exceeds a limit ends the transfer.
final class Received {
    private let mostHeaderBytes: Int
    private let mostBodyBytes: Int
    private var headerBytes = 0
    private var builder: SecretBuilder? = SecretBuilder(capacity: 1024)

    /// Of the last status line; 0 before there was one.
    private(set) var status = 0
    private(set) var location: Secret?

    /// A mail server's lines in the order of their arrival, without their ends.
    private(set) var lines: [String] = []
    private(set) var isBodyWhole = true
    private(set) var hasTooManyHeaders = false

    init(mostHeaderBytes: Int = NetworkSettings.mostHeaderBytes, mostBodyBytes: Int) {
        self.mostHeaderBytes = mostHeaderBytes
        self.mostBodyBytes = mostBodyBytes
    }

    /// Takes one line of headers, or of a mail server's; false ends the transfer.
    func takeHeader(_ bytes: RawSpan) -> Bool {
        headerBytes += bytes.byteCount
        guard headerBytes <= mostHeaderBytes else {
            hasTooManyHeaders = true
            return false
        }
        let line = Secret(copying: bytes)
        if line.begins(with: "http/") {
            status = line.number(behind: 0x20)
            location = nil
        } else if location == nil, line.begins(with: "location:") {
            location = line[9..<line.count].trimmed
        }
        return true
    }

    /// Takes a line that is not secret, such as a capability; false ends the transfer.
    func takeLine(_ bytes: RawSpan) -> Bool {
        headerBytes += bytes.byteCount
        guard headerBytes <= mostHeaderBytes else {
            hasTooManyHeaders = true
            return false
        }
        lines.append(Secret(copying: bytes).trimmed.copiedIntoOrdinaryMemory() ?? "")
        return true
    }

    /// Takes a piece of the body; false ends the transfer, with what fits kept.
    func takeBody(_ bytes: RawSpan) -> Bool {
        guard var filling = builder.take() else { return false }
        let room = mostBodyBytes - filling.count
        let piece = Secret(copying: bytes)
        filling.append(piece[0..<min(room, piece.count)])
        builder = consume filling
        isBodyWhole = piece.count <= room
        return isBodyWhole
    }

    /// The body so far; empty the second time.
    func body() -> Secret {
        guard let filled = builder.take() else { return Secret(copying: "") }
        return Secret(filled.finish())
    }
}

extension Secret {
    /// Whether it begins with `word`, given in lower case, whatever the case of its letters.
    func begins(with word: String) -> Bool {
        let word = Secret(copying: word)
        guard count >= word.count else { return false }
        return (0..<word.count).allSatisfy { index in
            let byte = self[index]
            return (0x41...0x5A).contains(byte)
                ? byte + 0x20 == word[index] : byte == word[index]
        }
    }

    /// Without white space at both ends.
    var trimmed: Secret {
        func isSpace(_ index: Int) -> Bool { self[index] <= 0x20 }
        var (start, end) = (0, count)
        while start < end, isSpace(start) { start += 1 }
        while end > start, isSpace(end - 1) { end -= 1 }
        return self[start..<end]
    }

    /// The three digits behind the first `sign`; 0 where there are none.
    func number(behind sign: UInt8) -> Int {
        guard let place = (0..<count).first(where: { self[$0] == sign }), place + 3 < count
        else { return 0 }
        return (place + 1...place + 3).reduce(0) { number, index in
            (0x30...0x39).contains(self[index]) ? number * 10 + Int(self[index] - 0x30) : 0
        }
    }
}
