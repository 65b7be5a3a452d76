/// Why a file is not what Google's console gives for a web client; never a value of the file.

/// A refusal of a client file; `field` is a key of the format, not a text from the file.
package enum GoogleClientError: Error, Equatable {
    case notJSON(line: Int, column: Int)
    case tooLarge(limit: Int)
    case notAnObject
    /// The client was created as a desktop application.
    case installed
    case serviceAccount
    case authorizedUser
    /// The one key, or the `type`, that the file has instead; cut to 24 characters.
    case unknownKind(String)
    /// The first eight keys of the file, each cut to 24 characters.
    case severalKeys([String])
    /// Google writes the secret only into the file that is downloaded when the client is created.
    case noSecret
    case missing(field: String)
    case wrongType(field: String)
    case emptyValue(field: String)
}
