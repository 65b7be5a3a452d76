/// Which vault is meant, and why.
internal import Platform
internal import Secrecy

/// A vault's folder and how it was chosen.
package struct VaultPlace: Sendable, Equatable {
    /// Who chose the folder.
    package enum Choice: String, Sendable {
        case option, environment, nearby, usual
    }

    package let path: String
    package let choice: Choice

    /// The first line of the `README.md` of every vault.
    package static let mark = "<!-- krok vault -->"

    /// `--vault`, else `KROK_VAULT`, else the nearest marked `vault/` upward, else the usual one.
    package init(option: String?, in environment: Environment) {
        if let option {
            (path, choice) = (environment.absolute(option), .option)
        } else if let named = environment.variable("KROK_VAULT") {
            (path, choice) = (environment.absolute(named), .environment)
        } else if let near = VaultPlace.nearest(to: environment.workingFolder) {
            (path, choice) = (near, .nearby)
        } else {
            (path, choice) = (environment.usualVault, .usual)
        }
    }

    private static func nearest(to folder: String) -> String? {
        var above = folder
        while true {
            let candidate = (above == "/" ? "" : above) + "/vault"
            if isMarked(candidate) { return candidate }
            guard above != "/", let slash = above.lastIndex(of: "/") else { return nil }
            above = slash == above.startIndex ? "/" : String(above[..<slash])
        }
    }

    /// Whether a folder's README begins with the mark.
    package static func isMarked(_ folder: String) -> Bool {
        guard let readme = try? Files.read(folder + "/README.md", limit: 1 << 20),
            readme.count >= mark.utf8.count
        else { return false }
        return readme[0..<mark.utf8.count].copiedIntoOrdinaryMemory() == mark
    }

    /// Whether a vault has been made here: `vault.age` stands in the folder.
    package var isMade: Bool { Files.permissions(path + "/vault.age") != nil }
}
