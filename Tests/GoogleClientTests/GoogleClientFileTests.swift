/// Google's client file: what is taken from it, and why another file is refused.
import GoogleClient
import Secrecy
import Testing

struct GoogleClientFileTests {
    private static let whole = """
        {"web":{
          "client_id":"123456789012-EXAMPLE.apps.googleusercontent.com",
          "project_id":"example-project",
          "auth_uri":"https://accounts.google.com/o/oauth2/auth",
          "token_uri":"https://evil.example/token",
          "auth_provider_x509_cert_url":"https://www.googleapis.com/oauth2/v1/certs",
          "client_secret":"EXAMPLE \\u002b secret ",
          "redirect_uris":["https://crm.example.com/webservice/OAuth/MailAccount/KEY", "x"],
          "javascript_origins":["https://crm.example.com"]
        }}

        """

    @Test func `a web client's file gives its four values and nothing else`() throws {
        let file = try GoogleClientFile(Secret(copying: Self.whole))
        #expect(
            Mirror(reflecting: file).children.compactMap(\.label)
                == ["clientID", "clientSecret", "projectID", "redirectURIs"])
        #expect(text(file.clientID) == "123456789012-EXAMPLE.apps.googleusercontent.com")
        // Decoded, and trimmed of nothing.
        #expect(text(file.clientSecret) == "EXAMPLE + secret ")
        #expect(file.projectID.map(text) == "example-project")
        #expect(
            file.redirectURIs.map(text)
                == ["https://crm.example.com/webservice/OAuth/MailAccount/KEY", "x"])
    }

    @Test func `what is optional may be left out`() throws {
        let file = try GoogleClientFile(
            Secret(copying: #"{"web":{"client_secret":"s","client_id":"i","new":{"client_id":1}}}"#)
        )
        #expect(text(file.clientID) == "i")
        #expect(text(file.clientSecret) == "s")
        #expect(file.projectID == nil)
        #expect(file.redirectURIs.isEmpty)
    }

    @Test(
        arguments: [
            ("", GoogleClientError.notJSON(line: 1, column: 1)),
            ("client_id=1", .notJSON(line: 1, column: 1)),
            ("\u{FEFF}{}", .notJSON(line: 1, column: 1)),
            ("{\"web\":{\n\"client_id\":}}", .notJSON(line: 2, column: 13)),
            (#"{"web":{"client_id":"i","client_id":"j"}}"#, .notJSON(line: 1, column: 25)),
            (#"{"web":{"client_id":"\ud800"}}"#, .notJSON(line: 1, column: 22)),
            (#"{"web":{}} x"#, .notJSON(line: 1, column: 12)),
            (#"{"web":1,"web":2}"#, .notJSON(line: 1, column: 10)),
            ("[]", .notAnObject), (#""web""#, .notAnObject), ("12", .notAnObject),
            ("[", .notJSON(line: 1, column: 2)),
            ("{}", .missing(field: "web")),
            (#"{"installed":{"client_id":"i","client_secret":"s"}}"#, .installed),
            (#"{"type":"service_account","private_key":"k"}"#, .serviceAccount),
            (#"{"client_id":"i","type":"authorized_user","refresh_token":"t"}"#, .authorizedUser),
            (#"{"type":"service_account"}"#, .serviceAccount),
            (#"{"type":"external_account","audience":"a"}"#, .unknownKind("external_account")),
            (#"{"type":{}}"#, .unknownKind("type")),
            (#"{"Web":{}}"#, .unknownKind("Web")),
            (
                #"{"GOCSPX-0123456789012345678901234567":1}"#,
                .unknownKind("GOCSPX-01234567890123456")
            ),
            (#"{"web":{},"installed":{}}"#, .severalKeys(["web", "installed"])),
            (
                #"{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0}"#,
                .severalKeys(["1", "2", "3", "4", "5", "6", "7", "8"])
            ),
            (#"{"web":[]}"#, .wrongType(field: "web")),
            (#"{"web":{"client_id":"i"}}"#, .noSecret),
            (#"{"web":{"client_secret":"s"}}"#, .missing(field: "client_id")),
            (#"{"web":{}}"#, .missing(field: "client_id")),
            (#"{"web":{"client_id":1,"client_secret":"s"}}"#, .wrongType(field: "client_id")),
            (
                #"{"web":{"client_id":"i","client_secret":null}}"#,
                .wrongType(field: "client_secret")
            ),
            (#"{"web":{"client_id":"","client_secret":"s"}}"#, .emptyValue(field: "client_id")),
            (
                #"{"web":{"client_id":"i","client_secret":""}}"#,
                .emptyValue(field: "client_secret")
            ),
            (
                #"{"web":{"client_id":"i","client_secret":"s","project_id":[]}}"#,
                .wrongType(field: "project_id")
            ),
            (
                #"{"web":{"client_id":"i","client_secret":"s","redirect_uris":"u"}}"#,
                .wrongType(field: "redirect_uris")
            ),
            (
                #"{"web":{"client_id":"i","client_secret":"s","redirect_uris":["u",1]}}"#,
                .wrongType(field: "redirect_uris")
            ),
            (
                #"{"web":{"client_id":"i","client_secret":"s","redirect_uris":[""]}}"#,
                .emptyValue(field: "redirect_uris")
            ),
        ] as [(String, GoogleClientError)])
    func `another file is refused with its reason`(source: String, error: GoogleClientError) {
        #expect(throws: error) { try GoogleClientFile(Secret(copying: source)) }
    }

    @Test func `a megabyte is read and a byte more is refused`() throws {
        let padding = String(
            repeating: " ", count: GoogleClientFile.longest - Self.whole.utf8.count)
        #expect(throws: Never.self) {
            try GoogleClientFile(Secret(copying: Self.whole + padding))
        }
        #expect(throws: GoogleClientError.tooLarge(limit: 1_048_576)) {
            try GoogleClientFile(Secret(copying: Self.whole + padding + " "))
        }
    }

    private func text(_ secret: Secret) -> String {
        secret.copiedIntoOrdinaryMemory() ?? "not UTF-8"
    }
}
