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
            // Somebody else's folder, say in a shared /tmp, is not what a person means.
            if Files.permissions(candidate)?.own == true, isMarked(candidate) {
                return candidate
            }
            guard above != "/", let slash = above.lastIndex(of: "/") else { return nil }
            above = slash == above.startIndex ? "/" : String(above[..<slash])
        }
    }

    /// Whether a folder's README begins with the mark.
    package static func isMarked(_ folder: String) -> Bool {
        let readme = Files.beginning(of: folder + "/README.md", count: mark.utf8.count)
        return readme?.copiedIntoOrdinaryMemory() == mark
    }

    /// Whether a vault has been made here: `vault.age` stands in the folder.
    package var isMade: Bool { Files.permissions(path + "/vault.age") != nil }
}
