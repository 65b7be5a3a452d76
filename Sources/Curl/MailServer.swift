/// A mail server, what it says about itself, and what it says to a login.
package import Secrecy

/// Where and how mail is read or sent.
package struct MailServer: Sendable, Hashable {
    package enum Service: String, Sendable, Hashable {
        case imap, smtp
    }

    package enum Encryption: String, Sendable, Hashable {
        /// TLS from the first byte; YetiForce calls it `ssl`.
        case implicit
        /// STARTTLS, which has to succeed; YetiForce calls it `tls`.
        case startTLS
    }

    package let service: Service
    package let host: String
    package let port: Int
    package let encryption: Encryption

    package init(
        _ service: Service, host: String, port: Int, encryption: Encryption = .implicit
    ) {
        self.service = service
        self.host = host
        self.port = port
        self.encryption = encryption
    }

    var scheme: String { service.rawValue + (encryption == .implicit ? "s" : "") }

    /// The path is the name that SMTP's EHLO gives: without one it would be this machine's.
    var address: String { "\(scheme)://\(host):\(port)/" + (service == .smtp ? "localhost" : "") }
}

/// What a server says about itself once the connection is encrypted.
package struct MailGreeting: Sendable, Equatable {
    /// Words such as `AUTH=XOAUTH2` (IMAP) or `AUTH`, `XOAUTH2` (SMTP), in capitals.
    package let capabilities: Set<String>

    package init(capabilities: Set<String>) { self.capabilities = capabilities }

    /// Whether a login by a token of OAuth 2 is offered.
    package var offersXOAUTH2: Bool {
        !capabilities.isDisjoint(with: ["AUTH=XOAUTH2", "XOAUTH2"])
    }

    /// IMAP alone: whether the token may stand in the first line (RFC 4959).
    var takesInitialResponse: Bool { capabilities.contains("SASL-IR") }

    /// Reads what libcurl saw; lines before STARTTLS could come from anybody and do not count.
    init(_ lines: [String], of service: MailServer.Service) {
        var words: Set<String> = []
        switch service {
        case .imap:
            for line in lines {
                let parts = line.uppercased().split(separator: " ")
                // A new capability line replaces the one before it.
                guard parts.count > 1, parts[0] == "*", parts[1] == "CAPABILITY" else { continue }
                words = Set(parts.dropFirst(2).map(String.init))
            }
        case .smtp:
            // `220` greets, and answers STARTTLS: what counts stands behind the last one.
            let start = lines.lastIndex { $0.hasPrefix("220") }.map { $0 + 1 } ?? 0
            for line in lines[start...] where line.hasPrefix("250") {
                let parts = line.dropFirst(4).uppercased()
                    .split { $0 == " " || $0 == "=" }.map(String.init)
                words.formUnion(parts)
            }
        }
        capabilities = words
    }
}

/// How a login by XOAUTH2 ended.
package enum MailLogin: Sendable {
    case accepted
    /// `code` is the server's: `NO`, or SMTP's three digits with RFC 3463's behind them.
    /// `challenge` is what it said about the token, decoded: Google sends JSON with `status`.
    case refused(code: String, challenge: Secret?)
    /// The server is busy, being mended, or knows no such command: nothing about the token.
    case unavailable(code: String)
}
