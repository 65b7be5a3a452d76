/// Whether there is anybody to ask.
internal import Platform

/// A command that needs an answer and has no terminal fails instead of guessing.
enum TerminalInput {
    static var isThere: Bool { Terminal.takesInput }
}
