/// Asking mail servers: what they offer, and whether a token opens a mailbox.
package import Secrecy

extension Client {
    /// Connects, encrypts and reads what the server offers; logs nobody in.
    package func greet(_ server: MailServer) throws(NetworkFault) -> MailGreeting {
        try MailConnection(server, settings).greeting
    }

    /// Logs in by XOAUTH2 and out again.
    ///
    /// The token goes from locked memory into the connection, not through libcurl's options.
    package func logIn(
        to server: MailServer, user: Secret, token: Secret
    ) throws(NetworkFault) -> MailLogin {
        let connection = try MailConnection(server, settings)
        let response = Client.initialResponse(user: user, token: token)
        return switch server.service {
        case .imap: try connection.logInByIMAP(response)
        case .smtp: try connection.logInBySMTP(response)
        }
    }

    /// `base64("user=" USER ^A "auth=Bearer " TOKEN ^A ^A)`, as Google documents XOAUTH2.
    package static func initialResponse(user: Secret, token: Secret) -> Secret {
        var text = SecretBuilder(capacity: user.count + token.count + 32)
        text.append("user=")
        text.append(user)
        text.append("\u{1}auth=Bearer ")
        text.append(token)
        text.append("\u{1}\u{1}")
        return Secret(Base64.padded.encodedSecretly(Secret(text.finish()).bytes))
    }
}
