/// The form as shell variables, to be sourced by any POSIX shell.
internal import Secrecy

extension MailServerForm {
    /// Inside single quotes a shell reads every byte as it stands, line feeds and `$` too.
    func environment(reveal: Bool, words: ExportWords) -> Secret {
        var builder = SecretBuilder()
        // Without line feeds the note cannot leave its comment.
        builder.append("# \(visible(reveal ? words.revealed : words.masked))\n")
        for entry in entries {
            builder.appendVariable(entry.field.name, entry.value(reveal: reveal))
        }
        builder.appendVariable(MailServerForm.redirectURIName, redirectURI(reveal: reveal))
        return Secret(builder.finish())
    }
}

extension SecretBuilder {
    fileprivate mutating func appendVariable(_ name: String, _ value: Secret) {
        append("YETIFORCE_\(name.uppercased())='")
        for index in 0..<value.count {
            if value[index] == UInt8(ascii: "'") {
                append(#"'\''"#)
            } else {
                append(value[index])
            }
        }
        append("'\n")
    }
}
