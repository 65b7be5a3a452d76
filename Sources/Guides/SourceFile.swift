/// A file of a guide, as read by somebody else.

/// A file's bytes and the name to complain under.
package struct SourceFile: Sendable, Hashable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A text that stands in the program.
    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}
