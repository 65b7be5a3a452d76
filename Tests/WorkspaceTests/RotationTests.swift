/// Two client secrets at once: the one in use and the one before it.
import Guides
import Secrecy
import Testing
import Vaults
import Workspace

struct RotationTests {
    private static let first = "GOCSPX-aaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    private static let second = "GOCSPX-bbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    private static let third = "GOCSPX-cccccccccccccccccccccccccccc"

    private func session() throws -> (Stand, Session) {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("client_secret", RotationTests.first)
        try session.capture("client_secret", RotationTests.second)
        return (stand, session)
    }

    private func previous(_ session: Session) throws -> String? {
        try session.previousIfOpen(session.input("client_secret"))?
            .content.copiedIntoOrdinaryMemory()
    }

    @Test func `the secret before stays until it is dropped`() throws {
        let (stand, session) = try session()
        #expect(try session.text("client_secret") == RotationTests.second)
        #expect(try previous(session) == RotationTests.first)
        // Read back from the file, in a session of its own.
        let other = try stand.session()
        #expect(try other.text("client_secret") == RotationTests.second)
        #expect(try previous(other) == RotationTests.first)
        try other.drop(.older, of: other.input("client_secret"))
        #expect(try previous(other) == nil)
        #expect(try other.text("client_secret") == RotationTests.second)
        #expect(try other.vault().document.history.last?.event == .previousRemoved)
        #expect(throws: Fault.noPrevious(input: "client_secret")) {
            try other.drop(.older, of: other.input("client_secret"))
        }
    }

    @Test func `a third secret pushes none out in silence`() throws {
        let (stand, session) = try session()
        let before = try stand.snapshot()
        #expect(throws: Fault.twoSecrets(input: "client_secret")) {
            try session.capture("client_secret", RotationTests.third)
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `the newer one can be taken back`() throws {
        let (_, session) = try session()
        try session.drop(.newer, of: session.input("client_secret"))
        #expect(try session.text("client_secret") == RotationTests.first)
        #expect(try previous(session) == nil)
        try session.capture("client_secret", RotationTests.third)
        #expect(try previous(session) == RotationTests.first)
    }

    @Test func `setting the older one again swaps the two`() throws {
        let (_, session) = try session()
        try session.capture("client_secret", RotationTests.first)
        #expect(try session.text("client_secret") == RotationTests.first)
        #expect(try previous(session) == RotationTests.second)
    }

    @Test func `the same secret once more changes nothing`() throws {
        let (stand, session) = try session()
        let before = try stand.snapshot()
        try session.capture("client_secret", RotationTests.second)
        #expect(try stand.snapshot() == before)
    }

    @Test func `unset drops both`() throws {
        let (_, session) = try session()
        try session.withdraw(session.input("client_secret"))
        #expect(try session.text("client_secret") == nil)
        #expect(try previous(session) == nil)
        try session.capture("client_secret", RotationTests.third)
        #expect(try previous(session) == nil)
    }

    @Test func `a value that is no secret keeps nothing`() throws {
        let (_, session) = try session()
        try session.capture("project_id", "demo-111111")
        try session.capture("project_id", "demo-222222")
        let value = try session.vault().document.value("project_id", of: "default")
        #expect(value?.previous == nil)
    }
}
