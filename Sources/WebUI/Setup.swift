/// What a server is started with.
package import Guides
package import Probes
package import Words
package import Workspace
internal import Secrecy

/// Fixed for one run.
package struct Setup: Sendable {
    package let environment: Environment
    package let place: VaultPlace
    package let memory: Memory
    package let shelf: GuideShelf
    /// What the shelf knows the guide of the start by, and what the guide calls itself.
    package let guideName: String
    package let guideID: String
    package let profile: String?
    /// The interface's words by language.
    package let words: [String: Words]
    package let language: String
    package let labels: LabelChoice
    package let idle: Duration
    /// The folder that stands for `content/`; nil: the files that the binary carries.
    package let content: String?
    package let version: String
    /// Whom checks ask; and whose certificates are trusted beside the system's.
    package let network: Network
    package let authorities: String?

    package init(
        environment: Environment, place: VaultPlace, memory: Memory, shelf: GuideShelf,
        guideName: String, guideID: String, profile: String?, words: [String: Words],
        language: String, labels: LabelChoice, idle: Duration, content: String?, version: String,
        network: Network, authorities: String?
    ) {
        self.environment = environment
        self.place = place
        self.memory = memory
        self.shelf = shelf
        self.guideName = guideName
        self.guideID = guideID
        self.profile = profile
        self.words = words
        self.language = language
        self.labels = labels
        self.idle = idle
        self.content = content
        self.version = version
        self.network = network
        self.authorities = authorities
    }

    /// Words in any language, for a language that has none.
    var usualWords: Words {
        guard let words = words["en"] ?? words.values.first else {
            preconditionFailure("a server without words")
        }
        return words
    }
}
