/// Checks as a use case: which are made, what they prove, and that they write nothing.
import Curl
import Guides
import Probes
import Secrecy
import Synchronization
import Testing
import Vaults
import Walkthrough
import Workspace

struct CheckTests {
    private static let uri =
        "https://crm.example.com/webservice/OAuth/MailAccount/TESTKEY"
        + String(repeating: "0", count: 25)

    private func filled(_ stand: Stand) throws -> Session {
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("yetiforce_url", "https://crm.example.com/")
        try session.capture("redirect_uri", CheckTests.uri)
        try session.capture(
            "client_id", "000000000000-exampleexampleexample.apps.googleusercontent.com")
        try session.capture("client_secret", "GOCSPX-EXAMPLE-not-a-real-secret-00")
        return session
    }

    /// A session whose world answers like this.
    private func session(
        _ stand: Stand, token: String = "invalid_grant", place: String = "/v3/signin/identifier"
    ) throws -> Session {
        let environment = Environment(
            clock: Stand.clock, home: stand.root + "/home", workingFolder: stand.root,
            network: { _ in
                Network(
                    ask: { (request) throws(NetworkFault) in
                        request.form == nil
                            ? HTTPSResponse(
                                status: 302, location: Secret(copying: place),
                                body: Secret(copying: ""))
                            : HTTPSResponse(
                                status: 400, body: Secret(copying: #"{"error":"\#(token)"}"#))
                    },
                    greet: { (_) throws(NetworkFault) in throw .timedOut },
                    logIn: { (_, _, _) throws(NetworkFault) in throw .failed })
            }, variables: { _ in nil })
        let passphrase = stand.passphrase
        return Session(
            environment: environment, place: VaultPlace(option: stand.vault, in: environment),
            guide: try GuideShelf(content: nil).guide("gmail"), profile: "default"
        ) { (_, _) throws(Fault) in passphrase }
    }

    private func names(_ results: [CheckResult]) -> [String] {
        results.map { $0.question.name.rawValue + ($0.question.input.map { ":" + $0 } ?? "") }
    }

    @Test func `a step, a value and a check choose what is looked at`() throws {
        let session = try filled(Stand())
        let all = try session.checkSheet(nil)
        #expect(all.results.allSatisfy { $0.verdict == .right })
        #expect(all.questions.count == 6)
        let step = try session.checkSheet("client")
        #expect(names(step.results) == ["form:client_id", "form:client_secret"])
        #expect(step.questions.map(\.name) == [.credentials, .redirectURI])
        let value = try session.checkSheet("redirect_uri")
        #expect(
            names(value.results) == ["form:redirect_uri", "redirect-address:redirect_uri"])
        #expect(value.questions.map(\.name) == [.redirectURI])
        let secret = try session.checkSheet("client_secret")
        #expect(names(secret.results) == ["form:client_secret"])
        #expect(secret.questions.map(\.name) == [.credentials])
        let check = try session.checkSheet("imap")
        #expect(check.results == [])
        #expect(check.questions.map(\.name) == [.imap])
        #expect(throws: Fault.self) { try session.checkSheet("nowhere") }
    }

    @Test func `checking changes no file`() throws {
        let stand = try Stand()
        _ = try filled(stand)
        let before = try stand.snapshot()
        let session = try session(stand)
        let sheet = try session.checkSheet(nil)
        let results = session.ask(sheet, NetworkSettings())
        #expect(results.count == sheet.results.count + 6)
        #expect(try stand.snapshot() == before)
    }

    @Test func `a step is proved when all that prove it are right, and not before`() throws {
        let stand = try Stand()
        _ = try filled(stand)
        try stand.session().capture("sign_in", "never")
        func proves(_ session: Session) throws -> Bool {
            let step = try #require(session.guide.step("client"))
            let results = session.ask(try session.checkSheet("client"), NetworkSettings())
            return try session.prove(step, by: results)
        }
        #expect(try !proves(session(stand, token: "invalid_client")))
        #expect(try !proves(session(stand, place: "/elsewhere")))
        let right = try session(stand)
        let step = try #require(right.guide.step("client"))
        #expect(try !right.prove(step, by: right.checkSheet("client").results))
        #expect(try proves(right))
        #expect(try right.walkthrough().state(of: step) == .done)
        #expect(try right.walkthrough().openTasks(of: step).count > 0)
        // What is done already is not proved again.
        #expect(try !proves(right))
    }

    @Test func `a step that lacks a value is not proved`() throws {
        let stand = try Stand()
        let filled = try filled(stand)
        let step = try #require(filled.guide.step("client"))
        let right = try session(stand)
        let results = right.ask(try right.checkSheet("client"), NetworkSettings())
        try filled.withdraw(filled.input("client_secret"))
        #expect(try !right.prove(step, by: results))
    }

    @Test func `a step that mends is named where something is to be mended`() throws {
        let stand = try Stand()
        let session = try filled(stand)
        try session.capture("yetiforce_url", "https://www.example.com/")
        let results = try session.checkSheet("redirect-address").results
        #expect(results.map(\.step) == ["redirect-uri"])
        #expect(try session.checkSheet("ports").results.map(\.step) == [nil])
    }

    @Test func `a file without certificates is no authority`() throws {
        let stand = try Stand()
        try stand.write("nothing", to: "/ca.pem")
        let environment = stand.environment()
        #expect(throws: Fault.noAuthority(path: stand.root + "/ca.pem")) {
            try environment.settings(authorities: "ca.pem", agent: "")
        }
        #expect(throws: Fault.self) {
            try environment.settings(authorities: "none.pem", agent: "")
        }
        #expect(try environment.settings(authorities: nil, agent: "").authorityFile == nil)
    }
}
