/// Lines of standard input, for answers that may be seen while they are typed.
internal import Glibc
package import Secrecy

/// Reads standard input line by line into secret memory: an answer may be sensitive.
package struct LineReader: ~Copyable {
    private var rest = Secret(copying: "")
    private var ended = false
    private let longest: Int

    /// Lines beyond `longest` bytes are refused.
    package init(longest: Int = 1 << 16) { self.longest = longest }

    /// The next line without its line feed (and carriage return); nil at the end of input.
    ///
    /// A last line without line feed counts as a line.
    package mutating func next() throws(PromptFault) -> Secret? {
        var line = SecretBuilder()
        while true {
            for index in 0..<rest.count where rest[index] == UInt8(ascii: "\n") {
                line.append(rest[0..<index])
                rest = rest[(index + 1)..<rest.count]
                return LineReader.withoutReturn(Secret(line.finish()))
            }
            line.append(rest)
            rest = Secret(copying: "")
            guard line.count <= longest else {
                skipLine()
                throw .tooLong
            }
            if ended || !fill() {
                ended = true
                let last = Secret(line.finish())
                return last.isEmpty ? nil : LineReader.withoutReturn(last)
            }
        }
    }

    /// Drops what is left of a line that was refused: it is no answer to the next question.
    private mutating func skipLine() {
        while fill() {
            for index in 0..<rest.count where rest[index] == UInt8(ascii: "\n") {
                rest = rest[(index + 1)..<rest.count]
                return
            }
        }
        rest = Secret(copying: "")
        ended = true
    }

    private mutating func fill() -> Bool {
        var length = 0
        let piece = SecretBytes(count: 4096) { (span: inout MutableRawSpan) in
            // SAFETY: the buffer is exactly the span's memory.
            length = unsafe span.withUnsafeMutableBytes { buffer in
                unsafe read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            }
        }
        if length < 0, errno == EINTR { return fill() }
        guard length > 0 else { return false }
        rest = Secret(piece)[0..<length]
        return true
    }

    private static func withoutReturn(_ line: Secret) -> Secret {
        let isWindows = !line.isEmpty && line[line.count - 1] == UInt8(ascii: "\r")
        return isWindows ? line[0..<(line.count - 1)] : line
    }
}
