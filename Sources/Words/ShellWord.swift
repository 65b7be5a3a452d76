/// One word of a command that a person copies into a shell.

/// Quotes what a shell would take apart.
///
/// Names and paths come from other people, by git for example: `keys/a;id.age` must not become
/// two commands when somebody pastes what Krok advises.
package enum ShellWord {
    /// The text as one word of any POSIX shell: itself where nothing in it means something there.
    package static func quoted(_ text: String) -> String {
        guard text.isEmpty || !text.unicodeScalars.allSatisfy(isPlain) else { return text }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: #"'\''"#) + "'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "@", "%", "+", ":", ",", ".", "/", "-": true
        default: false
        }
    }
}
