/// What the terminal is: its size, whether it is one, and how wide a character stands in it.
internal import CLinux
internal import Glibc
internal import Secrecy
internal import Synchronization

/// The two streams that Krok writes to.
package enum Stream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Whether it leads to a terminal.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes bytes, secret or not, without a buffer in between.
    ///
    /// False when nobody reads any more or the disk is full; `hasFailed` remembers it.
    @discardableResult
    package func write(_ bytes: RawSpan) -> Bool {
        if Descriptor.write(bytes, to: rawValue) { return true }
        // Whoever closed the pipe has read enough, as `head` does: nothing has gone wrong.
        if errno == EPIPE { return false }
        Stream.failed.withLock { _ = $0.insert(self) }
        return false
    }

    /// Whether a write to this stream ever failed.
    package var hasFailed: Bool { Stream.failed.withLock { $0.contains(self) } }

    private static let failed = Mutex<Set<Stream>>([])

    /// Writes a text that is not secret.
    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8).raw) }
}

/// Facts about the terminal and the characters in it.
package enum Terminal {
    /// Whether standard input is a terminal.
    package static var takesInput: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether whoever reads `path` waits for somebody to type; `-` is standard input.
    ///
    /// The terminal would show what is typed there: a secret is asked for instead.
    package static func stands(at path: String) -> Bool {
        if path == "-" { return takesInput }
        var status = stat()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else {
            return false
        }
        // SAFETY: the call only reads the path; the terminal does not become the process's own.
        let number = unsafe open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard let terminal = try? Descriptor(number, path: path) else { return false }
        return stands(behind: terminal.number)
    }

    /// The same of an open descriptor.
    package static func stands(behind descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns and rows of the terminal behind standard output; nil when there is none.
    package static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// The columns that a character takes: 0, 1 or 2.
    ///
    /// What a person takes for one character may be several scalars: a letter with accents, two
    /// letters that make a flag, an emoji with a colour of skin, a family. Their widths add up,
    /// to 2 at most; U+FE0F makes a sign an emoji, which is wide (Unicode TS #51).
    package static func width(of character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7f ? 0 : 1 }
        precondition(hasUnicode, "the locale C.UTF-8 could not be set")
        var columns = 0
        var mayBeEmoji = false
        for scalar in character.unicodeScalars {
            if scalar == "\u{FE0F}", mayBeEmoji { return 2 }
            mayBeEmoji = scalar.properties.isEmoji
            columns += width(of: scalar)
        }
        return min(columns, 2)
    }

    /// What `wcwidth` says, and for signs that are younger than the system's table what Swift's
    /// knows of them.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let columns = Int(krok_width(wchar_t(bitPattern: scalar.value)))
        if columns >= 0 { return columns }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .nonspacingMark,
            .enclosingMark:
            return 0
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// The columns that a text takes.
    package static func width(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// `wcwidth` follows the locale; C.UTF-8 is part of glibc and needs no package.
    ///
    /// Only the character types are set: messages and numbers stay as they are.
    private static let hasUnicode: Bool = {
        // SAFETY: the call only reads the name, once, before any width is asked.
        unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil
    }()
}
