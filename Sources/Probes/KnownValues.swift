/// What is known when checks are made: only what the vault and the answers have.
package import Secrecy

/// The values that checks look at; a check whose values are missing is not listed.
package struct KnownValues: Sendable {
    package var clientID: Secret?
    package var clientSecret: Secret?
    package var redirectURI: Secret?

    /// YetiForce's address, which is no secret.
    package var yetiforceURL: String?

    /// The redirect URIs in Google's file as it was imported last; nil: none was imported.
    package var registeredURIs: [Secret]?

    /// `internal` or `external`.
    package var audience: String?
    /// `testing` or `production`.
    package var publishing: String?

    package var mail: [MailPair] = []

    /// The port of the trial sign-in, where it has to be gone by now; nil: that is not asked.
    package var signInPort: UInt16?

    package init() {}

    /// One half of YetiForce's form: how a service is reached.
    package struct MailPair: Sendable, Equatable {
        /// `imap` or `smtp`.
        package let service: String
        /// `ssl`, `tls` or empty.
        package let encryption: String
        package let port: String

        package init(service: String, encryption: String, port: String) {
            self.service = service
            self.encryption = encryption
            self.port = port
        }
    }
}
