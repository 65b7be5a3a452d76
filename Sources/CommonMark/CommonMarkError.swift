/// What makes a text unfit to be parsed, and where.

/// A refusal of `CommonMark.parse`: the first one found, reading from the top.
package struct CommonMarkError: Error, Sendable, Hashable {
    package let reason: Reason
    package let line: Int
    package let column: Int

    /// Why the text is refused; the numbers are the limits.
    package enum Reason: Sendable, Hashable {
        case tooLong(limit: Int)
        /// Too many bytes in lines without an empty line between them.
        case paragraphTooLong(limit: Int)
        /// Too many bytes if every reference were written out where it stands.
        case referencesTooLong(limit: Int)
        case tooManyColumns(limit: Int)
        /// Rows times columns of all tables: cmark fills up short rows.
        case tooManyCells(limit: Int)
        case nestedTooDeeply(limit: Int)
        /// A `<!--`, `<!X`, `<?` or `<![CDATA[` without its end; holds the opening.
        case unclosedDeclaration(String)
        case unclosedFence
        case zeroByte
    }
}
