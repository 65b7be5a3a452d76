/// PEM (RFC 7468): blocks between BEGIN and END, found without leaving secret memory.
internal import Secrecy

/// One block of a PEM file.
struct PEMBlock {
    /// What stands behind BEGIN, such as `CERTIFICATE`.
    let label: String
    /// The lines between BEGIN and END.
    let body: Secret
    /// The block with both lines.
    let whole: Secret

    /// Whether a passphrase protects the key in it (PKCS #8, or the older header lines).
    var isEncrypted: Bool { label == "ENCRYPTED PRIVATE KEY" || body.begins(with: "Proc-Type:") }

    /// The bytes that the body stands for, which are not secret; nil unless it is canonical base64
    /// in lines of at most 76 characters.
    func decoded() -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(body.count)
        for line in PEM.lines(of: body) {
            guard (1...PEM.columns).contains(line.count) else { return nil }
            text += line.bytes.copiedBytes()
        }
        return text.isEmpty ? nil : Base64.padded.decode(text.raw)
    }
}

enum PEM {
    /// The longest line of base64: what MIME allows; OpenSSL writes 64.
    static let columns = 76
    private static let longestLabel = 64

    /// The blocks of `file`, and whether words stand outside of them.
    ///
    /// Nil when a block has no end, or the end of another.
    static func blocks(in file: Secret) -> (blocks: [PEMBlock], hasWordsOutside: Bool)? {
        var blocks: [PEMBlock] = []
        var hasWordsOutside = false
        var open: (label: String, start: Int, body: Int)?
        var start = 0
        for line in lines(of: file) {
            // The line's own end is one or two bytes further on.
            let next = endOfLine(from: start, in: file)
            if let block = open {
                if let label = label(of: line, "-----END ") {
                    guard label == block.label else { return nil }
                    blocks.append(
                        PEMBlock(
                            label: label, body: file[block.body..<start],
                            whole: file[block.start..<next]))
                    open = nil
                }
            } else if let label = label(of: line, "-----BEGIN ") {
                open = (label, start, next)
            } else if (0..<line.count).contains(where: { !isBlank(line[$0]) }) {
                hasWordsOutside = true
            }
            start = next
        }
        return open == nil ? (blocks, hasWordsOutside) : nil
    }

    /// The block that `bytes` make up.
    static func text(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
        let feed = UInt8(ascii: "\n")
        let text = Array(Base64.padded.encode(bytes.raw).utf8)
        var lines = Array("-----BEGIN \(label)-----\n".utf8)
        for start in stride(from: 0, to: text.count, by: 64) {
            lines += text[start..<min(start + 64, text.count)] + [feed]
        }
        return lines + Array("-----END \(label)-----\n".utf8)
    }

    /// The lines of `file` without LF or CR LF.
    static func lines(of file: Secret) -> [Secret] {
        var lines: [Secret] = []
        var start = 0
        while start < file.count {
            let next = endOfLine(from: start, in: file)
            var end = next
            if file[end - 1] == UInt8(ascii: "\n") { end -= 1 }
            if end > start, file[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            lines.append(file[start..<end])
            start = next
        }
        return lines
    }

    private static func endOfLine(from start: Int, in file: Secret) -> Int {
        let bytes = file.bytes
        var end = start
        while end < bytes.byteCount {
            end += 1
            if bytes[byteAt: end - 1] == UInt8(ascii: "\n") { break }
        }
        return end
    }

    private static func label(of line: Secret, _ beginning: String) -> String? {
        let ending = "-----"
        guard line.count > beginning.utf8.count + ending.utf8.count else { return nil }
        let inner = beginning.utf8.count..<(line.count - ending.utf8.count)
        guard inner.count <= longestLabel, line.begins(with: beginning),
            line[inner.upperBound..<line.count].begins(with: ending),
            inner.allSatisfy({ (0x20...0x7E).contains(line[$0]) })
        else { return nil }
        return line[inner].copiedIntoOrdinaryMemory()
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension Secret {
    /// Whether the first bytes are those of `text`.
    func begins(with text: String) -> Bool {
        let bytes = bytes
        return bytes.byteCount >= text.utf8.count
            && text.utf8.enumerated().allSatisfy { bytes[byteAt: $0.offset] == $0.element }
    }
}
