/// Profiles: one for each client of a firm.
import Secrecy
import Testing
import Vaults
import Walkthrough
import Workspace

struct ProfileTests {
    private static func place(_ stand: Stand) -> VaultPlace {
        VaultPlace(option: stand.vault, in: stand.environment())
    }

    @Test func `profiles are listed in order, none where there is no vault`() throws {
        let stand = try Stand()
        let place = ProfileTests.place(stand)
        #expect(try Session.profiles(at: place) == [])
        try stand.makeVault()
        #expect(try Session.profiles(at: place) == [])
        try Session.makeProfile("Zażółć", at: place)
        try Session.makeProfile("Cafe\u{301}", at: place)
        #expect(try Session.profiles(at: place) == ["Caf\u{E9}", "Zażółć"])
        #expect(throws: Fault.profileExists("Caf\u{E9}")) {
            try Session.makeProfile("Caf\u{E9}", at: place)
        }
    }

    @Test func `a file in a form that Krok does not give is no profile`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let place = ProfileTests.place(stand)
        try Session.makeProfile("Klient", at: place)
        for name in ["Cafe\u{301}", ".x", "a ", "-a", "a:b"] {
            try stand.write("{\"format\":2,\"guides\":{}}", to: "/vault/progress/\(name).json")
        }
        #expect(try Session.profiles(at: place) == ["Klient"])
    }

    @Test func `two profiles share a vault and nothing else`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let (one, other) = (try stand.session(), try stand.session(profile: "Klient"))
        try one.capture("project_id", "first-project")
        try other.capture("project_id", "second-project")
        try one.handle(.tick(step: "project", task: nil))
        try one.vault().refresh()
        #expect(try one.text("project_id") == "first-project")
        #expect(try other.text("project_id") == "second-project")
        #expect(try other.walkthrough().progress.done == [:])
    }

    @Test func `a renamed profile keeps values and ticks`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("project_id", "demo-project-1")
        try session.renameProfile(to: "Klient")
        let renamed = try stand.session(profile: "Klient")
        #expect(try renamed.text("project_id") == "demo-project-1")
        #expect(try renamed.walkthrough().progress.captured.keys.sorted() == ["project_id"])
        #expect(try Session.profiles(at: ProfileTests.place(stand)) == ["Klient"])
    }

    @Test func `a name that is taken, by ticks or by values, is refused`() throws {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let session = try stand.session()
        try session.capture("project_id", "demo-project-1")
        try Session.makeProfile("ticks", at: ProfileTests.place(stand))
        try vault.set("a", "1", of: "values")
        let before = try stand.snapshot()
        for name in ["ticks", "values"] {
            #expect(throws: Fault.profileExists(name)) { try session.renameProfile(to: name) }
        }
        #expect(throws: Fault.badProfileName("a/b", .character("/"))) {
            try session.renameProfile(to: "a/b")
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `a removed profile leaves neither values nor ticks`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("project_id", "demo-project-1")
        try session.removeProfile()
        #expect(try Session.profiles(at: ProfileTests.place(stand)) == [])
        #expect(try session.text("project_id") == nil)
        #expect(try session.walkthrough().progress == Progress())
    }

    @Test func `a progress file that is broken is told with its path and left`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write("{\"format\":1,\n nonsense", to: "/vault/progress/default.json")
        let before = try stand.snapshot()
        let session = try stand.session()
        let broken = Fault.brokenProgress(
            path: stand.vault + "/progress/default.json", line: 2, column: 2)
        #expect(throws: broken) { _ = try session.walkthrough() }
        #expect(throws: broken) { try session.handle(.forward) }
        #expect(try stand.snapshot() == before)
    }

    @Test func `progress of another guide in the same profile stays`() throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.write(
            #"{"format":1,"guides":{"other":{"done":{"s":"t"}}}}"#,
            to: "/vault/progress/default.json")
        try stand.session().handle(.tick(step: "project", task: nil))
        let text = String(decoding: try stand.bytes("/vault/progress/default.json"), as: UTF8.self)
        #expect(text.contains(#""other": {"#) && text.contains(#""project": "2026-"#))
    }
}
