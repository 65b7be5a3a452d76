/// A connection to a mail server, and the conversation of a login over it.
internal import CCurl
internal import Secrecy

/// Encrypted, and its greeting was read.
struct MailConnection: ~Copyable {
    private let handle: Handle
    let greeting: MailGreeting

    init(_ server: MailServer, _ settings: NetworkSettings) throws(NetworkFault) {
        let received = Received(mostBodyBytes: 0)
        let handle = try Handle.new(
            settings, schemes: server.scheme, into: received, takesLines: true)
        try handle.set(CURLOPT_URL, server.address)
        try handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        try handle.set(CURLOPT_CONNECT_ONLY, 1)
        try handle.perform()
        self.handle = handle
        greeting = MailGreeting(received.lines, of: server.service)
    }

    func logInByIMAP(_ response: Secret) throws(NetworkFault) -> MailLogin {
        var reader = LineReader()
        if greeting.takesInitialResponse {
            try handle.send(line("k1 AUTHENTICATE XOAUTH2 ", response))
        } else {
            try handle.send(line("k1 AUTHENTICATE XOAUTH2"))
            guard try reader.next(from: handle).begins(with: "+") else { throw .notTheProtocol }
            try handle.send(line("", response))
        }
        var challenge: Secret?
        while true {
            let reply = try reader.next(from: handle)
            if reply.begins(with: "+") {
                // An empty answer to what is wrong with the token has the server say no.
                guard challenge == nil else { throw .notTheProtocol }
                challenge = decoded(reply[1..<reply.count].trimmed)
                try handle.send(line(""))
            } else if reply.begins(with: "k1 ok") {
                try handle.send(line("k2 LOGOUT"))
                return .accepted
            } else if reply.begins(with: "k1 no") {
                let busy = MailConnection.busy.first { reply.begins(with: "k1 no [\($0)]") }
                guard let busy else { return .refused(code: "NO", challenge: challenge) }
                return .unavailable(code: "NO [" + busy.uppercased() + "]")
            } else if reply.begins(with: "k1 ") {
                return .unavailable(code: "BAD")
            } else if !reply.begins(with: "*") {
                throw .notTheProtocol
            }
        }
    }

    func logInBySMTP(_ response: Secret) throws(NetworkFault) -> MailLogin {
        var reader = LineReader()
        try handle.send(line("AUTH XOAUTH2 ", response))
        var challenge: Secret?
        while true {
            let reply = try reader.next(from: handle)
            // Lines of one reply but the last have a hyphen behind the digits.
            if reply.count > 3, reply[3] == 0x2D { continue }
            if reply.begins(with: "334") {
                guard challenge == nil else { throw .notTheProtocol }
                challenge = decoded(reply[3..<reply.count].trimmed)
                try handle.send(line(""))
            } else if reply.begins(with: "235") {
                try handle.send(line("QUIT"))
                return .accepted
            } else {
                guard reply.begins(with: "4") || reply.begins(with: "5") else {
                    throw .notTheProtocol
                }
                // 4yz: try again (RFC 5321, 4.2.1). 50z: it does not know the command.
                let isAboutToken = reply.begins(with: "5") && !reply.begins(with: "50")
                return isAboutToken
                    ? .refused(code: code(of: reply), challenge: challenge)
                    : .unavailable(code: code(of: reply))
            }
        }
    }

    /// What a server answers that could say yes at another time (RFC 5530).
    private static let busy = ["unavailable", "inuse", "serverbug", "limit"]

    private func line(_ words: String, _ secret: Secret = Secret(copying: "")) -> Secret {
        var line = SecretBuilder(capacity: words.utf8.count + secret.count + 2)
        line.append(words)
        line.append(secret)
        line.append("\r\n")
        return Secret(line.finish())
    }

    private func decoded(_ text: Secret) -> Secret {
        let bytes = Base64.padded.decode(text.bytes) ?? []
        return Secret(copying: bytes.raw)
    }

    /// The digits and dots at the beginning, such as `535 5.7.8`; at most 16 characters.
    private func code(of reply: Secret) -> String {
        var code = ""
        for index in 0..<min(reply.count, 16) {
            switch reply[index] {
            case 0x30...0x39: code.append(Character(UnicodeScalar(reply[index])))
            case 0x2E where code.count > 4: code.append(".")
            case 0x20 where code.count == 3, 0x2D where code.count == 3: code.append(" ")
            default: return code.last == " " ? String(code.dropLast()) : code
            }
        }
        return code
    }
}
