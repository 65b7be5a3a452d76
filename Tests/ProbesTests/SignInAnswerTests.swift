/// What a browser brings back, and what others bring.
import Secrecy
import Testing

@testable import Probes

struct SignInAnswerTests {
    private static let ticket = SignInTicket(port: 53682)
    private static let state = ticket.state.copiedIntoOrdinaryMemory() ?? ""

    /// The answer to a request in one line: `code …`, `refused …`, `foreign …`.
    private static func answer(_ line: String, host: String = "localhost:53682") -> String {
        let head = line.replacing("STATE", with: state) + "\r\nHost: \(host)\r\nAccept: */*\r\n\r\n"
        return answer(head: head)
    }

    private static func answer(head: String) -> String {
        switch SignInAnswer(Secret(copying: head), for: ticket) {
        case .code(let code): "code " + (code.copiedIntoOrdinaryMemory() ?? "?")
        case .refused(let error): "refused " + error
        case .foreign(let status, let isOtherState):
            "foreign \(status)" + (isOtherState ? " other" : "")
        }
    }

    @Test(arguments: [
        ("GET /?code=4/abc&state=STATE HTTP/1.1", "code 4/abc"),
        ("GET /?state=STATE&scope=x%20y&code=4%2Fabc%2B&authuser=0 HTTP/1.1", "code 4/abc+"),
        ("GET /?iss=https://accounts.google.com&code=x&state=STATE HTTP/1.1", "code x"),
        ("GET /?iss=https%3A%2F%2Faccounts.google.com&code=x&state=STATE HTTP/1.0", "code x"),
        ("GET /?error=access_denied&state=STATE HTTP/1.1", "refused access_denied"),
        ("GET /?error=%3Cscript%3E&state=STATE HTTP/1.1", "refused unknown"),
        (
            "GET /?error=\(String(repeating: "x", count: 65))&state=STATE HTTP/1.1",
            "refused unknown"
        ),
    ])
    func `the answer of this sign-in`(line: String, expected: String) {
        #expect(SignInAnswerTests.answer(line) == expected)
    }

    @Test(arguments: [
        ("GET /?code=x&state=other HTTP/1.1", "foreign 400 other"),
        ("GET /?code=x&state= HTTP/1.1", "foreign 400 other"),
        ("GET /?code=x HTTP/1.1", "foreign 400"),
        ("GET /?code=x&state=STATE&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?code=x&code=x&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?code=x&error=y&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?code=&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?code=%4&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?code=%zz&state=STATE HTTP/1.1", "foreign 400"),
        ("GET /?iss=https://evil.example&code=x&state=STATE HTTP/1.1", "foreign 400 other"),
        ("GET / HTTP/1.1", "foreign 404"), ("GET /favicon.ico HTTP/1.1", "foreign 404"),
        ("GET //?code=x&state=STATE HTTP/1.1", "foreign 404"),
        ("GET /x?code=x&state=STATE HTTP/1.1", "foreign 404"),
        ("GET http://localhost:53682/?code=x&state=STATE HTTP/1.1", "foreign 404"),
        ("POST /?code=x&state=STATE HTTP/1.1", "foreign 405"),
        ("get /?code=x&state=STATE HTTP/1.1", "foreign 405"),
        ("HEAD /?code=x&state=STATE HTTP/1.1", "foreign 405"),
        ("GET /?code=x&state=STATE HTTP/2", "foreign 400"),
        ("GET /?code=x&state=STATE", "foreign 400"), ("GET  / HTTP/1.1", "foreign 400"),
        ("", "foreign 400"), ("\u{16}\u{3}\u{1}", "foreign 400"),
    ])
    func `what is not`(line: String, expected: String) {
        #expect(SignInAnswerTests.answer(line) == expected)
    }

    @Test(arguments: [
        "evil.example", "localhost", "localhost:53683", "localhost:53682.evil.example",
        "127.0.0.1:53682", "",
    ])
    func `another name for this machine is another page's`(host: String) {
        let line = "GET /?code=x&state=STATE HTTP/1.1"
        #expect(SignInAnswerTests.answer(line, host: host) == "foreign 400")
    }

    @Test func `the host's letters and blanks do not matter, and there is one`() {
        let line = "GET /?code=x&state=\(SignInAnswerTests.state) HTTP/1.1\r\n"
        #expect(
            SignInAnswerTests.answer(head: line + "hOST:\t LOCALHOST:53682 \r\n\r\n") == "code x")
        #expect(SignInAnswerTests.answer(head: line + "\r\n") == "foreign 400")
        let host = "Host: localhost:53682\r\n"
        #expect(SignInAnswerTests.answer(head: line + host + host + "\r\n") == "foreign 400")
    }

    @Test func `the address holds what the standards want and no secret`() throws {
        let ticket = SignInAnswerTests.ticket
        let address = try #require(
            ticket.address(
                client: Secret(copying: "id"), mailbox: Secret(copying: "ą@b.example")
            ).copiedIntoOrdinaryMemory())
        #expect(address.hasPrefix("https://accounts.google.com/o/oauth2/v2/auth?client_id=id&"))
        #expect(address.contains("&redirect_uri=http%3A%2F%2Flocalhost%3A53682%2F&"))
        #expect(address.contains("&scope=openid%20email%20https%3A%2F%2Fmail.google.com%2F&"))
        #expect(address.contains("&access_type=online&login_hint=%C4%85%40b.example"))
        #expect(address.contains("&code_challenge_method=S256&"))
        let verifier = try #require(ticket.verifier.copiedIntoOrdinaryMemory())
        #expect(verifier.utf8.count == 43 && !address.contains(verifier))
    }

    @Test func `no two tickets are alike`() {
        let (one, other) = (SignInTicket(port: 1), SignInTicket(port: 1))
        #expect(!one.state.equals(other.state) && !one.verifier.equals(other.verifier))
        #expect(!one.state.equals(one.verifier))
    }
}
