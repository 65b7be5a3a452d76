/// Google's file: compared first, taken in whole or not at all.
import Foundation
import GoogleClient
import Platform
import Secrecy
import Testing
import Vaults
import Walkthrough
import Workspace

struct ImportTests {
    private static let id = "123456789012-abcdefghij.apps.googleusercontent.com"
    private static let secret = "GOCSPX-EXAMPLE_EXAMPLE_EXAMPLE_1234"
    private static let uri =
        "https://crm.example.com/webservice/OAuth/MailAccount/0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    private static func file(
        id: String = id, secret: String = secret, project: String? = "demo-project-1",
        uris: [String] = [uri]
    ) -> String {
        let project = project.map { #""project_id":"\#($0)","# } ?? ""
        let list = uris.map { "\"" + $0 + "\"" }.joined(separator: ",")
        return #"{"web":{"client_id":"\#(id)",\#(project)"#
            + #""auth_uri":"https://accounts.google.com/o/oauth2/auth","#
            + #""client_secret":"\#(secret)","redirect_uris":[\#(list)]}}"#
    }

    /// A stand with a vault and the file in it.
    private static func stand(_ file: String) throws -> Stand {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write(file, to: "/client.json")
        return stand
    }

    private static func plan(
        _ session: Session, _ stand: Stand
    ) throws(Fault) -> Session.ImportPlan {
        try session.planImport(stand.root + "/client.json")
    }

    @Test func `a file that fits is taken in whole`() throws {
        let stand = try ImportTests.stand(ImportTests.file())
        let session = try stand.session()
        let plan = try ImportTests.plan(session, stand)
        #expect(plan.doubts == [])
        #expect(plan.path == stand.root + "/client.json")
        let before = try session.vault().document.generation
        #expect(
            try session.carryOut(plan) == ["client_id", "client_secret", "project_id"])
        #expect(try session.text("client_id") == ImportTests.id)
        #expect(try session.text("client_secret") == ImportTests.secret)
        #expect(try session.text("project_id") == "demo-project-1")
        let document = try stand.open().document
        #expect(document.generation == before + 1)
        #expect(
            document.history.map(\.event) == [.made, .imported, .imported, .imported, .imported])
        #expect(document.history.last?.subject == "registered_uris")
        #expect(document.value("client_secret", of: "default")?.kind == "secret")
        #expect(
            try session.walkthrough().progress.captured.keys.sorted()
                == ["client_id", "client_secret", "project_id"])
    }

    @Test func `planning writes nothing, deleting is separate`() throws {
        let stand = try ImportTests.stand(ImportTests.file(project: nil))
        let session = try stand.session()
        let before = try stand.snapshot()
        let plan = try ImportTests.plan(session, stand)
        #expect(try stand.snapshot() == before)
        #expect(try session.carryOut(plan) == ["client_id", "client_secret"])
        #expect(FileManager.default.fileExists(atPath: plan.path))
        #expect(try session.deleteImported(plan))
        #expect(!FileManager.default.fileExists(atPath: plan.path))
    }

    @Test func `what does not fit is told, all of it`() throws {
        let stand = try ImportTests.stand(ImportTests.file())
        let session = try stand.session()
        let otherURI = ImportTests.uri.replacing("crm.", with: "test.")
        try session.capture("redirect_uri", otherURI)
        try session.capture("project_id", "other-project")
        try session.capture("client_id", "9" + ImportTests.id.dropFirst())
        #expect(
            try ImportTests.plan(session, stand).doubts == [
                .redirectURI,
                .project(captured: "other-project", file: "demo-project-1"),
                .client(captured: "9" + ImportTests.id.dropFirst(), file: ImportTests.id),
            ])
    }

    @Test func `a doubt that comes up while somebody answers is not passed over`() throws {
        let stand = try ImportTests.stand(ImportTests.file())
        let session = try stand.session()
        let plan = try ImportTests.plan(session, stand)
        #expect(plan.doubts == [])
        let other = "9" + ImportTests.id.dropFirst()
        try stand.session().capture("client_id", other)
        let before = try stand.snapshot()
        let doubt = ImportDoubt.client(captured: other, file: ImportTests.id)
        #expect(throws: Fault.doubtfulImport([doubt])) { try session.carryOut(plan) }
        #expect(try stand.snapshot() == before)
        // Whoever said beforehand that it does not matter gets what was asked for.
        _ = try session.carryOut(plan, whateverComes: true)
        #expect(try session.text("client_id") == ImportTests.id)
    }

    @Test func `the captured redirect URI may be any of the file's`() throws {
        let stand = try ImportTests.stand(
            ImportTests.file(uris: ["https://other.example.com/", ImportTests.uri]))
        let session = try stand.session()
        try session.capture("redirect_uri", ImportTests.uri)
        #expect(try ImportTests.plan(session, stand).doubts == [])
        let none = try ImportTests.stand(ImportTests.file(uris: []))
        let other = try none.session()
        try other.capture("redirect_uri", ImportTests.uri)
        #expect(try ImportTests.plan(other, none).doubts == [.redirectURI])
    }

    @Test(arguments: [
        ("", GoogleClientError.notJSON(line: 1, column: 1)),
        (#"{"installed":{"client_id":"x"}}"#, .installed),
        (#"{"type":"service_account"}"#, .serviceAccount),
        (#"{"web":{"client_id":"123"}}"#, .noSecret),
        (#"{"web":{},"installed":{}}"#, .severalKeys(["web", "installed"])),
    ])
    func `a refused file saves nothing`(text: String, error: GoogleClientError) throws {
        let stand = try ImportTests.stand(text)
        let before = try stand.snapshot()
        let session = try stand.session()
        let path = stand.root + "/client.json"
        #expect(throws: Fault.refusedImport(path: path, error)) {
            _ = try ImportTests.plan(session, stand)
        }
        #expect(try stand.snapshot() == before)
        #expect(stand.askedCount == 0, "a passphrase for nothing")
    }

    @Test func `values that the guide refuses are refused before anything is saved`() throws {
        let swapped = ImportTests.file(id: ImportTests.secret, secret: ImportTests.id)
        let stand = try ImportTests.stand(swapped)
        let before = try stand.snapshot()
        let session = try stand.session()
        #expect(throws: Fault.refusedValue(input: "client_id", .like(input: "client_secret"))) {
            _ = try ImportTests.plan(session, stand)
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `a missing file is told as such`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let path = stand.root + "/nowhere.json"
        #expect(throws: Fault.file(FileFault(.missing, at: path))) {
            _ = try stand.session().planImport(path)
        }
    }

    @Test func `a file of more than a mebibyte is refused unread`() throws {
        let stand = try ImportTests.stand(String(repeating: " ", count: (1 << 20) + 1))
        let path = stand.root + "/client.json"
        #expect(throws: Fault.refusedImport(path: path, .tooLarge(limit: 1 << 20))) {
            _ = try ImportTests.plan(stand.session(), stand)
        }
    }

    /// Blanks around a value are taken away wherever a value is captured; that is no failure.
    @Test func `a file with a blank behind its secret is taken in`() throws {
        let stand = try ImportTests.stand(ImportTests.file(secret: ImportTests.secret + " "))
        let session = try stand.session()
        let plan = try ImportTests.plan(session, stand)
        #expect(throws: Never.self) { try session.carryOut(plan) }
        #expect(try session.text("client_secret") == ImportTests.secret)
    }

    @Test func `importing the same file again changes nothing`() throws {
        let stand = try ImportTests.stand(ImportTests.file())
        let session = try stand.session()
        _ = try session.carryOut(ImportTests.plan(session, stand))
        let before = try stand.bytes("/vault/vault.age")
        let plan = try ImportTests.plan(session, stand)
        #expect(plan.doubts == [])
        _ = try session.carryOut(plan)
        #expect(try stand.bytes("/vault/vault.age") == before)
    }
}
