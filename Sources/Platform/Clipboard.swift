/// The desktop's clipboard, by way of `wl-copy` or `xclip`: the value in, and out again in time.
internal import Glibc
package import Secrecy

/// Why nothing could be put into the clipboard.
package enum ClipboardFault: Error, Equatable, Sendable {
    /// Neither a Wayland nor an X11 display.
    case noDisplay
    /// A display, and not the program that reaches its clipboard.
    case noProgram(String)
    /// The program did not put it there.
    case failed(String)
}

/// The clipboard of the display that this process was started on.
package struct Clipboard: Sendable {
    /// Which display, and so which programs.
    package enum Kind: String, Sendable {
        case wayland, x11
    }

    package let kind: Kind

    /// More than any value of a form.
    private static let longest = 1 << 16

    package init(_ kind: Kind) { self.kind = kind }

    /// The clipboard at hand: Wayland's, else X11's.
    package static func current() throws(ClipboardFault) -> Clipboard {
        if ProcessFacts.variable("WAYLAND_DISPLAY") != nil {
            return try Clipboard(.wayland).checked()
        }
        if ProcessFacts.variable("DISPLAY") != nil { return try Clipboard(.x11).checked() }
        throw .noDisplay
    }

    private func checked() throws(ClipboardFault) -> Clipboard {
        for needed in kind == .wayland ? ["wl-copy", "wl-paste"] : ["xclip"] {
            guard Clipboard.isInstalled(needed) else { throw .noProgram(needed) }
        }
        return self
    }

    /// The program that is given the value.
    package var program: String { kind == .wayland ? "wl-copy" : "xclip" }

    // MARK: In and out

    /// What became of a value that was put in.
    package struct Receipt: Sendable {
        /// Clipboard managers were asked to keep no copy (`x-kde-passwordManagerHint`).
        package let hasHint: Bool
        /// Where the program keeps the value in a file meanwhile; nil when in memory alone.
        package let folder: String?
    }

    /// Puts `value` in, and makes sure that it is there.
    package func put(_ value: Secret) throws(ClipboardFault) -> Receipt {
        switch kind {
        case .x11:
            guard SecretPipe.give(value, to: "xclip", ["-selection", "clipboard", "-in"]) == 0,
                holds(value)
            else { throw .failed("xclip") }
            return Receipt(hasHint: false, folder: nil)
        case .wayland:
            let hasHint = Program.run("wl-copy", ["--help"])?.output.contains("--sensitive") == true
            // Older versions write into /tmp whatever is asked for; see `Receipt`.
            let runtime = ProcessFacts.variable("XDG_RUNTIME_DIR")
            let arguments = (hasHint ? ["--sensitive"] : []) + ["--type", "text/plain"]
            let status = SecretPipe.give(
                value, to: "wl-copy", arguments, runtime.map { ["TMPDIR": $0] } ?? [:])
            guard status == 0, holds(value) else { throw .failed("wl-copy") }
            return Receipt(hasHint: hasHint, folder: Clipboard.keeps(runtime))
        }
    }

    /// What is in it, as text; nil when there is none, or more than a value has.
    package func content() -> Secret? {
        switch kind {
        case .x11:
            SecretPipe.take(
                from: "xclip", ["-selection", "clipboard", "-out"], limit: Clipboard.longest)
        case .wayland:
            SecretPipe.take(
                from: "wl-paste", ["--no-newline", "--type", "text/plain"],
                limit: Clipboard.longest)
        }
    }

    /// Takes the value out: an empty text first, for the managers that put back what is missing.
    package func clear() {
        let empty = Secret(copying: "")
        switch kind {
        case .x11:
            let owner = SecretPipe.leave(
                "xclip", ["-quiet", "-selection", "clipboard", "-in"])
            sleep(1)
            guard let owner else { return }
            SecretPipe.end(owner)
            _ = SecretPipe.wait(for: owner)
        case .wayland:
            // Never ended with a signal: it would leave its file behind.
            _ = SecretPipe.give(empty, to: "wl-copy", ["--type", "text/plain"])
            sleep(1)
            _ = Program.run("wl-copy", ["--clear"])
        }
    }

    /// Whether the value arrived; the program may need a moment after it has said so.
    private func holds(_ value: Secret) -> Bool {
        for _ in 0..<20 {
            if content()?.equals(value) == true { return true }
            usleep(50_000)
        }
        return false
    }

    // MARK: Programs and files

    private static func isInstalled(_ program: String) -> Bool {
        (ProcessFacts.variable("PATH") ?? "").split(separator: ":").contains { folder in
            // SAFETY: the call only reads the path.
            unsafe access(folder + "/" + program, X_OK) == 0
        }
    }

    /// The folder of wl-copy's files: `asked` when it went there, else the usual one.
    private static func keeps(_ asked: String?) -> String {
        guard let asked,
            Files.names(in: asked).contains(where: { $0.hasPrefix("wl-copy-buffer-") })
        else { return "/tmp" }
        return asked
    }
}
