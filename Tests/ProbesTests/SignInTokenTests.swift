/// The answers of a token endpoint.
import Secrecy
import Testing

@testable import Probes

struct SignInTokenTests {
    private func token(_ body: String) -> SignInToken? { SignInToken(Secret(copying: body)) }

    @Test func `a whole answer`() throws {
        // {"email":"a@b.example"}
        let claims = "eyJlbWFpbCI6ImFAYi5leGFtcGxlIn0"
        let token = try #require(
            token(
                """
                {"access_token":"ya29.x","expires_in":3599,"token_type":"Bearer",
                "scope":"openid https://mail.google.com/","id_token":"e30.\(claims).sig"}
                """))
        #expect(token.access.isText("ya29.x"))
        #expect(token.mailbox == "a@b.example")
        #expect(token.hasMailScope)
    }

    @Test(arguments: [
        #"{"access_token":"x","scope":"openid"}"#,
        #"{"access_token":"x","scope":"https://mail.google.com/x"}"#,
        #"{"access_token":"x","scope":""}"#,
    ])
    func `a token without the mail scope`(body: String) {
        #expect(token(body)?.hasMailScope == false)
    }

    @Test func `an answer that does not name the scopes grants what was asked`() {
        #expect(token(#"{"access_token":"x"}"#)?.hasMailScope == true)
    }

    @Test(arguments: ["e30", "a.b", "..", "e30.%.x", "e30.e30.x", "e30.W10.x"])
    func `an ID token that cannot be read says nothing and harms nothing`(identity: String) {
        let token = token(#"{"access_token":"x","id_token":"\#(identity)"}"#)
        #expect(token != nil && token?.mailbox == nil)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #"{"access_token":""}"#, #"{"access_token":1}"#,
        #"{"access_token":"x""#, #"{"access_token":"x"} x"#, "<html>",
    ])
    func `what is no token is none`(body: String) {
        #expect(token(body) == nil)
    }
}
