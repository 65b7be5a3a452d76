/// Sessions on a vault whose merge left something to choose, and progress that follows the vault.
import Foundation
import Guides
import Secrecy
import Testing
import Vaults
import Walkthrough

@testable import Workspace

struct ConflictTests {
    /// A stand whose vault has two contents for each of some values, as a merge leaves them.
    private static func stand(_ values: [(String, String, String)]) throws -> Stand {
        let stand = try Stand()
        let vault = try stand.makeVault()
        let base = try stand.bytes("/vault/vault.age")
        let session = try stand.session()
        for (name, one, _) in values { try session.capture(name, one) }
        let ours = try stand.bytes("/vault/vault.age")
        try Data(base).write(to: URL(filePath: stand.vault + "/vault.age"))
        let other = try stand.session(on: "colleague")
        for (name, _, two) in values { try other.capture(name, two) }
        try Data(ours).write(to: URL(filePath: stand.root + "/ours"))
        try stand.merge(key: vault.key, theirs: stand.vault + "/vault.age")
        try Data(stand.bytes("/ours")).write(to: URL(filePath: stand.vault + "/vault.age"))
        return stand
    }

    private static func isConflict(_ fault: Fault?, _ input: String) -> Bool {
        guard case .conflict(input, let versions) = fault else { return false }
        return versions.count == 2 && versions.allSatisfy { $0.slot == "passphrase" }
    }

    @Test func `a value in conflict is refused wherever it would be used`() throws {
        let stand = try ConflictTests.stand([("project_id", "demo-1-one", "demo-1-two")])
        let session = try stand.session()
        let input = try session.input("project_id")
        for use in [
            { _ = try session.value(input) }, { _ = try session.captured(input) },
            { _ = try session.valueIfOpen(input) },
        ] {
            #expect(ConflictTests.isConflict(#expect(throws: Fault.self) { try use() }, input.id))
        }
        #expect(session.conflictIfOpen("project_id").count == 2)
        #expect(session.conflictIfOpen("app_name").isEmpty)
    }

    @Test func `an export is refused although everything is there`() throws {
        let stand = try ConflictTests.stand([("server_name", "One", "Two")])
        let session = try stand.session()
        let fault = #expect(throws: Fault.self) { _ = try session.form() }
        #expect(ConflictTests.isConflict(fault, "server_name"))
    }

    @Test func `what another value is compared with may be in conflict`() throws {
        let stand = try ConflictTests.stand([
            ("yetiforce_url", "https://a.example.com/", "https://b.example.com/")
        ])
        let session = try stand.session()
        let uri =
            "https://a.example.com/webservice/OAuth/MailAccount/"
            + String(repeating: "0", count: 32)
        try session.capture("redirect_uri", uri)
        #expect(try session.text("redirect_uri") == uri)
    }

    @Test func `a choice stands from then on, in the progress too`() throws {
        let stand = try ConflictTests.stand([
            ("audience", "internal", "external"), ("project_id", "demo-1-one", "demo-1-two"),
        ])
        let session = try stand.session()
        _ = try session.vault()
        // Until then neither counts as answered, and the guide asks again.
        let asked = try session.walkthrough()
        #expect(!asked.isAnswered(try session.input("audience")))
        #expect(!asked.isAnswered(try session.input("project_id")))
        let versions = session.conflictIfOpen("audience").map {
            $0.content?.copiedIntoOrdinaryMemory()
        }
        let number = try #require(versions.firstIndex(of: "internal")) + 1
        try session.choose(number, for: "audience")
        #expect(try session.text("audience") == "internal")
        let progress = try stand.session().walkthrough().progress
        #expect(progress.choices == ["audience": "internal"])
        #expect(throws: Fault.noConflict(input: "audience")) {
            try session.choose(1, for: "audience")
        }
        #expect(throws: Fault.noVersion(input: "project_id", number: 3, count: 2)) {
            try session.choose(3, for: "project_id")
        }
    }

    @Test func `capturing settles a conflict, and so does an import's value`() throws {
        let stand = try ConflictTests.stand([("project_id", "demo-1-one", "demo-1-two")])
        let session = try stand.session()
        try session.capture("project_id", "demo-1-one")
        #expect(try session.text("project_id") == "demo-1-one")
        #expect(try session.walkthrough().isAnswered(session.input("project_id")))
    }

    @Test func `with the vault open, captured is what the vault holds`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("project_id", "demo-project-1")
        try session.capture("audience", "internal")
        // As after a merge: the progress of one side, the vault of the other.
        try stand.write(
            #"""
            {"format":1,"guides":{"gmail":{"captured":{"app_name":"2026-11-22T10:00:00Z"},
            "answers":{"audience":{"value":"external","time":"2026-11-22T10:00:00Z"}}}}}
            """#, to: "/vault/progress/default.json")
        let open = try session.walkthrough()
        #expect(open.progress.captured.keys.sorted() == ["project_id"])
        #expect(open.progress.choices == ["audience": "internal"])
        let closed = try stand.session().walkthrough()
        #expect(closed.progress.captured.keys.sorted() == ["app_name"])
        #expect(closed.progress.choices == ["audience": "external"])
    }

    @Test func `what another session captured meanwhile is known at once`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        _ = try session.vault()
        try stand.session().capture("project_id", "demo-project-1")
        #expect(try session.walkthrough().progress.captured.keys.sorted() == ["project_id"])
        #expect(try session.text("project_id") == "demo-project-1")
    }

    @Test func `a restored generation brings the progress along`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("audience", "internal")
        try session.capture("project_id", "demo-project-1")
        try session.handle(.tick(step: "project", task: nil))
        try session.capture("audience", "external")
        try session.capture("app_name", "CRM")
        try session.restore(3)
        let progress = try stand.session().walkthrough().progress
        #expect(progress.choices == ["audience": "internal"])
        #expect(progress.captured.keys.sorted() == ["project_id"])
        #expect(progress.withdrawn == ["captured/app_name": Stand.time])
        #expect(progress.done.keys.sorted() == ["project"])
        // A progress that cannot be changed stops the restoring before anything is written.
        try stand.write("{", to: "/vault/progress/default.json")
        let before = try stand.snapshot()
        #expect(throws: Fault.self) { try session.restore(4) }
        #expect(try stand.snapshot() == before)
    }
}

extension Stand {
    /// Merges `theirs` into the file `ours` of this stand, as git would have it done.
    @discardableResult
    func merge(key: VaultKey, theirs: String) throws -> VaultMerge {
        try MergeFiles(ours: "ours", theirs: theirs, name: "vault/vault.age", in: environment())
            .mergeVault(key: key, slot: "passphrase", clock: Stand.clock)
    }
}
