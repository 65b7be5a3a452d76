/// What libcurl is given to say, and how what servers say is read.
import Secrecy
import Testing

@testable import Curl

struct TextTests {
    private func secret(_ text: String) -> Secret { Secret(copying: text) }

    // The macro cannot take what is lent.
    private func header(_ line: String, _ received: Received) -> Bool {
        received.takeHeader(secret(line).bytes)
    }

    private func body(_ piece: String, _ received: Received) -> Bool {
        received.takeBody(secret(piece).bytes)
    }

    @Test func `a form encodes all but unreserved characters`() {
        var form = FormText()
        form.add("code", "4/żółw +&=\n")
        form.add("empty", "")
        form.add("a-Z_0.9~", "-._~")
        #expect(
            form.finish().copiedIntoOrdinaryMemory()
                == "code=4%2F%C5%BC%C3%B3%C5%82w%20%2B%26%3D%0A&empty=&a-Z_0.9~=-._~")
    }

    @Test func `an address is continued by its query`() {
        var address = FormText(address: "https://example.com/auth")
        address.add("scope", "openid")
        let text = address.finish().copiedIntoOrdinaryMemory()
        #expect(text == "https://example.com/auth?scope=openid")
    }

    /// Google's published vector (developers.google.com, "OAuth 2.0 Mechanism").
    @Test func `the first response of XOAUTH2 is Google's`() {
        let response = Client.initialResponse(
            user: secret("someuser@example.com"),
            token: secret("ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"))
        #expect(
            response.copiedIntoOrdinaryMemory()
                == "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52"
                + "YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==")
    }

    @Test func `IMAP's last capability line counts`() {
        let greeting = MailGreeting(
            [
                "* OK ready", "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2", "A001 OK done",
                "* capability imap4rev1 sasl-ir auth=plain",
            ], of: .imap)
        #expect(!greeting.offersXOAUTH2)
        #expect(greeting.takesInitialResponse)
    }

    @Test func `what SMTP offers before STARTTLS does not count`() {
        let before = ["220 hello", "250-mx", "250-STARTTLS", "250 AUTH XOAUTH2", "220 go ahead"]
        #expect(!MailGreeting(before + ["250-mx", "250 AUTH PLAIN"], of: .smtp).offersXOAUTH2)
        #expect(MailGreeting(before + ["250 AUTH PLAIN XOAUTH2"], of: .smtp).offersXOAUTH2)
        #expect(MailGreeting(["220 hello", "250 AUTH=XOAUTH2"], of: .smtp).offersXOAUTH2)
    }

    @Test func `a status line begins anew, the first location counts`() {
        let received = Received(mostBodyBytes: 4)
        for line in [
            "HTTP/1.1 100 Continue\r\n", "Location: https://a.example\r\n", "\r\n",
            "HTTP/1.1 302 Found\r\n", "LOCATION:  https://b.example \r\n", "location: /c\r\n",
        ] {
            #expect(header(line, received))
        }
        #expect(received.status == 302)
        #expect(received.location?.copiedIntoOrdinaryMemory() == "https://b.example")
    }

    @Test func `a body is cut at the limit, headers end there`() {
        let received = Received(mostHeaderBytes: 10, mostBodyBytes: 4)
        #expect(body("abc", received))
        #expect(!body("def", received))
        #expect(!received.isBodyWhole)
        #expect(received.body().copiedIntoOrdinaryMemory() == "abcd")
        #expect(header("x: 45678\r\n", received))
        #expect(!header("y", received))
        #expect(received.hasTooManyHeaders)
    }

    @Test func `nothing but https is asked`() {
        for address in ["http://localhost", "file:///etc/passwd", "https:/x", ""] {
            #expect(throws: NetworkFault.badAddress) {
                try Client(NetworkSettings()).ask(HTTPSRequest(secret(address)))
            }
        }
    }
}
