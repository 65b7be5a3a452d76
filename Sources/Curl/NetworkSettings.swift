/// How long and how much: every question ends, whatever the other side does.

/// Limits of one question, and who is trusted.
package struct NetworkSettings: Sendable {
    /// For everything: looking up the name, connecting, TLS, the whole answer.
    package let seconds: Int

    /// Certificates in PEM that are trusted beside the system's; nil: the system's alone.
    package let authorityFile: String?

    /// What Krok calls itself, such as `krok/1.0`; the empty text sends nothing.
    package let agent: String

    /// How long a question takes at most unless a person says otherwise.
    package static let usualSeconds = 20

    /// What a person may say.
    package static let allowedSeconds = 1...300

    package init(
        seconds: Int = NetworkSettings.usualSeconds, authorityFile: String? = nil,
        agent: String = ""
    ) {
        let allowed = NetworkSettings.allowedSeconds
        self.seconds = min(max(seconds, allowed.lowerBound), allowed.upperBound)
        self.authorityFile = authorityFile
        self.agent = agent
    }

    /// Until the connection stands, TLS included.
    var connectMilliseconds: Int { seconds * 1000 * 3 / 4 }

    /// Status lines and headers of one answer, or all lines of a mail server.
    static let mostHeaderBytes = 1 << 16

    /// The system's folder of trusted certificates where libcurl was built without one; Debian's.
    static let usualAuthorities = "/etc/ssl/certs"
}
