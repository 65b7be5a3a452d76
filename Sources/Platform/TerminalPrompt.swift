/// Questions whose answers nobody may see: /dev/tty, no echo, straight into secret memory.
///
/// The terminal is given back as it was after an answer, at the end of input, and before a signal
/// does what it does. Signals are held back while the question stands and handled one by one, so
/// that no code of ours runs inside of a signal handler.
internal import CLinux
internal import Glibc
package import Secrecy

/// Why a hidden question got no answer.
package enum PromptFault: Error, Equatable, Sendable {
    /// There is no controlling terminal.
    case noTerminal
    /// The input ended (Ctrl-D, or the terminal went away).
    case ended
    /// The line reached the terminal's limit of 4,095 bytes: what came behind is lost.
    case tooLong
}

/// The controlling terminal of this process, for hidden questions.
@safe package struct TerminalPrompt: ~Copyable {
    private let descriptor: Descriptor

    /// A line of this length may have been cut by the terminal itself (N_TTY, canonical mode).
    private static let longestLine = 4095

    /// Opens `/dev/tty`.
    package init() throws(PromptFault) {
        do {
            // SAFETY: the call only reads the path.
            descriptor = try Descriptor(
                unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), path: "/dev/tty")
        } catch {
            throw .noTerminal
        }
    }

    /// Whether a question could be asked.
    package static var isThere: Bool { (try? TerminalPrompt()) != nil }

    /// Shows `question` and reads one line without echo; the line feed is not part of it.
    package borrowing func ask(_ question: String) throws(PromptFault) -> Secret {
        var saved = termios()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe tcgetattr(descriptor.number, &saved) == 0 else { throw .noTerminal }
        let signals = HeldSignals()
        while true {
            var hidden = saved
            hidden.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
            hidden.c_lflag |= tcflag_t(ICANON | ISIG)
            // SAFETY: the structure is read. FLUSH drops what was typed before the question.
            unsafe tcsetattr(descriptor.number, TCSAFLUSH, &hidden)
            _ = Descriptor.write(Array(question.utf8).raw, to: descriptor.number)
            let outcome = readLine(signals)
            unsafe tcsetattr(descriptor.number, TCSAFLUSH, &saved)
            _ = Descriptor.write([UInt8(ascii: "\n")].raw, to: descriptor.number)
            switch outcome {
            case .line(let line): return line
            case .fault(let fault): throw fault
            case .signal(let number): signals.deliver(number)
            }
        }
    }

    /// Shows a value at the terminal, wherever the other streams lead.
    package borrowing func show(_ value: Secret) {
        _ = Descriptor.write(Array("\n    ".utf8).raw, to: descriptor.number)
        _ = Descriptor.write(value.bytes, to: descriptor.number)
        _ = Descriptor.write(Array("\n\n".utf8).raw, to: descriptor.number)
    }

    /// Writes lines of our own making to the terminal as they are, control sequences included.
    package borrowing func draw(_ lines: Secret) {
        _ = Descriptor.write(lines.bytes, to: descriptor.number)
    }

    private enum Outcome {
        case line(Secret), fault(PromptFault), signal(Int32)
    }

    private borrowing func readLine(_ signals: borrowing HeldSignals) -> Outcome {
        var line = SecretBuilder(capacity: TerminalPrompt.longestLine + 1)
        while true {
            if let number = signals.wait(with: descriptor.number) { return .signal(number) }
            var length = 0
            var failed = false
            let piece = SecretBytes(count: TerminalPrompt.longestLine + 1) {
                (span: inout MutableRawSpan) in
                (length, failed) = descriptor.readOnce(into: &span)
            }
            if failed || length == 0 { return .fault(.ended) }
            line.append(Secret(piece)[0..<length])
            let sofar = Secret(line.finish())
            if sofar[sofar.count - 1] == UInt8(ascii: "\n") {
                let longest = TerminalPrompt.longestLine
                return sofar.count - 1 >= longest
                    ? .fault(.tooLong)
                    : .line(
                        sofar[0..<(sofar.count - 1)])
            }
            guard sofar.count <= TerminalPrompt.longestLine else { return .fault(.tooLong) }
            line = SecretBuilder(capacity: TerminalPrompt.longestLine + 1)
            line.append(sofar)
        }
    }
}
