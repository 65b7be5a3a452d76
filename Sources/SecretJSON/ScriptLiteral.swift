/// A string for a script: JSON that can stand inside HTML, and in which nothing hides.
package import Secrecy

extension SecretBuilder {
    /// Appends `value` as a string literal of JavaScript, quotation marks included.
    ///
    /// No `<` stands in it, so that no tag or comment begins or ends there; no line feed, U+2028
    /// or U+2029, which older engines take for the end of a line; and no character that is not
    /// seen or turns the direction of writing: the script is there to be read before it is run.
    /// Traps unless `value.isUTF8`, as `JSONWriter` does.
    package mutating func appendScriptLiteral(_ value: Secret) {
        precondition(value.isUTF8, "a string of a script is UTF-8")
        append(Sign.quote)
        appendEscaped(value.bytes, escapesLessThan: true, escapesUnseen: true)
        append(Sign.quote)
    }
    /// The same for a text that is not secret.
    package mutating func appendScriptLiteral(_ text: String) {
        append(Sign.quote)
        appendEscaped(Array(text.utf8).raw, escapesLessThan: true, escapesUnseen: true)
        append(Sign.quote)
    }
}
