/// What is asked of whom, said before it is asked.
package import Guides

/// One question, as data: sentences are made by the faces.
package struct CheckQuestion: Sendable, Equatable {
    package let name: CheckName

    /// The input that it is about, where it is about one value.
    package let input: String?

    /// Host and port, such as `oauth2.googleapis.com:443`; nil: nobody is asked.
    package let recipient: String?

    /// What leaves this machine, beside the question itself.
    package let sends: [Sent]

    /// The raw values are keys of the interface words and of `--json`.
    package enum Sent: String, Sendable, Equatable, CaseIterable {
        case clientID = "client-id"
        case clientSecret = "client-secret"
        case redirectURI = "redirect-uri"
        /// An authorisation code that nobody gave out.
        case madeUpCode = "made-up-code"
        /// A key in the place of YetiForce's own.
        case madeUpKey = "made-up-key"
        /// The address of this machine that the sign-in comes back to.
        case signInAddress = "sign-in-address"
        case mailbox
        /// The code that the browser brought back, and what proves that it was asked for here.
        case code
        /// The token that Google gave for it.
        case token
    }

    package init(
        _ name: CheckName, input: String? = nil, recipient: String? = nil, sends: [Sent] = []
    ) {
        self.name = name
        self.input = input
        self.recipient = recipient
        self.sends = sends
    }
}
