/// What tells that files were saved, without reading them.
internal import Platform

/// The look of a vault's folders: a save renames a file into place, which a folder remembers.
package struct FileMark: Equatable, Sendable {
    private let marks: [Files.Mark?]

    /// How the vault in the folder `path` looks now.
    package init(ofVault path: String) {
        marks = ["", "/vault.age", "/keys", "/progress"].map { Files.mark(of: path + $0) }
    }

    /// Whether the last save is so recent that another one could look the same.
    ///
    /// File systems stamp times with the kernel's tick, some milliseconds apart.
    package var isFresh: Bool {
        let newest = marks.compactMap { $0?.nanosecondsSince1970 }.max() ?? 0
        return ProcessFacts.nanoseconds - newest < 100_000_000
    }
}
