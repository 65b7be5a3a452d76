/// Whoever carries a question out, so that tests can stand in for it.
package import Curl
package import Secrecy

/// The three ways in which Krok speaks to others.
package struct Network: Sendable {
    private let asking: @Sendable (HTTPSRequest) throws(NetworkFault) -> HTTPSResponse
    private let greeting: @Sendable (MailServer) throws(NetworkFault) -> MailGreeting
    private let loggingIn:
        @Sendable (MailServer, _ user: Secret, _ token: Secret) throws(NetworkFault) -> MailLogin

    package init(
        ask: @escaping @Sendable (HTTPSRequest) throws(NetworkFault) -> HTTPSResponse,
        greet: @escaping @Sendable (MailServer) throws(NetworkFault) -> MailGreeting,
        logIn: @escaping @Sendable (MailServer, Secret, Secret) throws(NetworkFault) -> MailLogin
    ) {
        asking = ask
        greeting = greet
        loggingIn = logIn
    }

    /// Nobody: for whoever has no business with the network.
    package static var none: Network {
        Network(
            ask: { (_) throws(NetworkFault) in throw .failed },
            greet: { (_) throws(NetworkFault) in throw .failed },
            logIn: { (_, _, _) throws(NetworkFault) in throw .failed })
    }

    /// The world, by libcurl.
    package static func live(_ settings: NetworkSettings) -> Network {
        let client = Client(settings)
        return Network(
            ask: { (request) throws(NetworkFault) in try client.ask(request) },
            greet: { (server) throws(NetworkFault) in try client.greet(server) },
            logIn: { (server, user, token) throws(NetworkFault) in
                try client.logIn(to: server, user: user, token: token)
            })
    }

    package func ask(_ request: HTTPSRequest) throws(NetworkFault) -> HTTPSResponse {
        try asking(request)
    }

    package func greet(_ server: MailServer) throws(NetworkFault) -> MailGreeting {
        try greeting(server)
    }

    package func logIn(
        to server: MailServer, user: Secret, token: Secret
    ) throws(NetworkFault) -> MailLogin {
        try loggingIn(server, user, token)
    }
}
