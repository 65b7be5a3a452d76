/// What the browser brings back: one HTTP request, read without leaving secret memory.
package import Secrecy

/// What a request to our own port turned out to be.
package enum SignInAnswer: Sendable {
    /// The code for the token endpoint.
    case code(Secret)
    /// Google's own word for why there is no code, such as `access_denied`.
    case refused(String)
    /// Not the answer: from another page, another program, or another sign-in. `status` is what
    /// it is told; whoever is waited for may still come.
    case foreign(status: Int, isOtherState: Bool)

    /// Longer words are no error codes of RFC 6749.
    private static let longestError = 64

    /// `head`: from the request line to the empty line.
    package init(_ head: Secret, for ticket: SignInTicket) {
        let lines = head.split(by: 0x0A).map { line in
            line.last == 0x0D ? line[0..<line.count - 1] : line
        }
        let parts = lines.first?.split(by: 0x20) ?? []
        guard parts.count == 3, parts[2].isText("HTTP/1.1") || parts[2].isText("HTTP/1.0") else {
            self = .foreign(status: 400, isOtherState: false)
            return
        }
        // A page of another name that leads to this machine (DNS rebinding) names itself here.
        let hosts = lines.dropFirst().filter { $0.begins(caseless: "host:") }
        guard hosts.count == 1, hosts[0][5..<hosts[0].count].isTrimmed("localhost:\(ticket.port)")
        else {
            self = .foreign(status: 400, isOtherState: false)
            return
        }
        guard parts[0].isText("GET") else {
            self = .foreign(status: 405, isOtherState: false)
            return
        }
        let target = parts[1].split(by: 0x3F, most: 2)
        guard target[0].isText("/"), target.count == 2 else {
            self = .foreign(status: 404, isOtherState: false)
            return
        }
        self = SignInAnswer.judged(target[1], for: ticket)
    }

    private static func judged(_ query: Secret, for ticket: SignInTicket) -> SignInAnswer {
        var values: [String: Secret] = [:]
        for pair in query.split(by: 0x26) {
            let sides = pair.split(by: 0x3D, most: 2)
            guard let name = known.first(where: { sides[0].isText($0) }) else { continue }
            // Said twice, either could be meant: neither is taken.
            guard sides.count == 2, values[name] == nil, let value = sides[1].percentDecoded else {
                return .foreign(status: 400, isOtherState: false)
            }
            values[name] = value
        }
        guard let state = values["state"], state.equals(ticket.state) else {
            return .foreign(status: 400, isOtherState: values["state"] != nil)
        }
        // Where the answer says who gives it (RFC 9207), it has to be the one that was asked.
        if let issuer = values["iss"], !issuer.isText("https://" + GoogleEndpoints.signInHost) {
            return .foreign(status: 400, isOtherState: true)
        }
        switch (values["code"], values["error"]) {
        case (let code?, nil) where !code.isEmpty: return .code(code)
        case (nil, let error?): return .refused(word(error))
        default: return .foreign(status: 400, isOtherState: false)
        }
    }

    private static let known = ["state", "code", "error", "iss"]

    /// An error code as RFC 6749 allows it; anything else is not repeated.
    private static func word(_ error: Secret) -> String {
        guard error.count <= longestError, let text = error.copiedIntoOrdinaryMemory(),
            text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x5F })
        else { return "unknown" }
        return text
    }
}

extension Secret {
    /// The parts between the bytes `sign`, at most `most`: the last one is the whole rest.
    func split(by sign: UInt8, most: Int = .max) -> [Secret] {
        var parts: [Secret] = []
        var start = 0
        for index in 0..<count where self[index] == sign && parts.count + 1 < most {
            parts.append(self[start..<index])
            start = index + 1
        }
        return parts + [self[start..<count]]
    }

    var last: UInt8? { isEmpty ? nil : self[count - 1] }

    func isText(_ text: String) -> Bool { equals(Secret(copying: text)) }

    /// The same, but for blanks around it and the case of its letters.
    func isTrimmed(_ text: String) -> Bool {
        var (start, end) = (0, count)
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return end - start == text.utf8.count && self[start..<end].begins(caseless: text)
    }

    /// Whether it begins with `text`, which is in lower case.
    func begins(caseless text: String) -> Bool {
        guard count >= text.utf8.count else { return false }
        return text.utf8.enumerated().allSatisfy { index, byte in
            let own = self[index]
            return ((0x41...0x5A).contains(own) ? own + 0x20 : own) == byte
        }
    }

    /// What a value of a query means; nil where a `%` is not followed by two digits.
    var percentDecoded: Secret? {
        var bytes = SecretBuilder(capacity: count + 1)
        var index = 0
        while index < count {
            switch self[index] {
            case 0x25:
                guard index + 2 < count, let high = Secret.digit(self[index + 1]),
                    let low = Secret.digit(self[index + 2])
                else { return nil }
                bytes.append(high << 4 | low)
                index += 2
            case 0x2B: bytes.append(0x20)
            case let byte: bytes.append(byte)
            }
            index += 1
        }
        return Secret(bytes.finish())
    }

    private static func digit(_ sign: UInt8) -> UInt8? {
        switch sign {
        case 0x30...0x39: sign - 0x30
        case 0x41...0x46: sign - 0x41 + 10
        case 0x61...0x66: sign - 0x61 + 10
        default: nil
        }
    }
}
