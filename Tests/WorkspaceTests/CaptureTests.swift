/// Capturing and withdrawing values, and the progress that goes with them.
import Guides
import Secrecy
import Testing
import Vaults
import Walkthrough
import Workspace

struct CaptureTests {
    @Test func `a value goes to the vault, its name to the progress`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        #expect(try session.capture("project_id", " demo-project-1\n") == [])
        #expect(try session.text("project_id") == "demo-project-1")
        let progress = try session.walkthrough().progress
        #expect(progress.captured == ["project_id": Stand.time])
        #expect(progress.answers == [:])
        let file = try stand.bytes("/vault/progress/default.json")
        #expect(!String(decoding: file, as: UTF8.self).contains("demo-project-1"))
        #expect(try stand.permissions("/vault/progress/default.json") == 0o600)
    }

    @Test(arguments: ["internal", " internal\r\n", "\u{A0}internal", "\u{FEFF}internal\u{200B}"])
    func `an answer goes to the vault and to the progress alike`(typed: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("audience", typed)
        #expect(try session.text("audience") == "internal")
        #expect(try session.walkthrough().progress.choices == ["audience": "internal"])
        let excluded = try session.walkthrough().path.filter {
            if case .excluded = $0.state { true } else { false }
        }
        let steps = ["data-access", "test-users", "branding", "publish"]
        #expect(excluded.map(\.step.id) == steps)
    }

    @Test func `the passphrase is asked for once, when a value is first needed`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        _ = try session.walkthrough()
        try session.handle(.tick(step: "project", task: nil))
        #expect(try session.valueIfOpen(session.input("project_id")) == nil)
        #expect(!session.isOpen)
        #expect(stand.askedCount == 0)
        try session.capture("project_id", "demo-project-1")
        _ = try session.text("project_id")
        #expect(session.isOpen)
        #expect(try session.valueIfOpen(session.input("project_id")) != nil)
        #expect(stand.askedCount == 1)
    }

    @Test func `nobody is asked where there is no vault`() throws {
        let stand = try Stand()
        let session = try stand.session()
        #expect(throws: Fault.noVault(path: stand.vault)) { _ = try session.vault() }
        #expect(throws: Fault.noVault(path: stand.vault)) {
            try session.handle(.tick(step: "project", task: nil))
        }
        #expect(stand.askedCount == 0)
        #expect(try session.walkthrough().progress == Progress())
    }

    @Test(arguments: [
        (
            "client_id", "GOCSPX-aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            ValueRefusal.like(input: "client_secret")
        ),
        ("project_id", "two words", .space),
        ("audience", "everybody", .notAnOption(["internal", "external"])),
        ("redirect_uri", "http://crm.example.com/x", .http),
        ("redirect_uri", "https://192.0.2.7/x", .ipAddress),
        (
            "server_name", "123456789012345678901234567890123456789012345678901",
            .tooLong(longest: 50, found: 51)
        ),
        ("mailbox", "  ", .empty),
    ])
    func `a refused value leaves vault and progress as they were`(
        name: String, value: String, refusal: ValueRefusal
    ) throws {
        let stand = try Stand()
        try stand.makeVault()
        let before = try stand.snapshot()
        let session = try stand.session()
        #expect(throws: Fault.refusedValue(input: name, refusal)) {
            try session.capture(name, value)
        }
        #expect(try stand.snapshot() == before)
    }

    @Test func `a warning keeps the value`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        #expect(try session.capture("project_id", "Demo") == [.pattern])
        #expect(try session.text("project_id") == "Demo")
    }

    @Test func `a withdrawn value is gone; withdrawing it again says which step asks`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        try session.capture("project_id", "demo-project-1")
        try session.capture("audience", "external")
        for (name, step) in [("project_id", "project"), ("audience", "consent")] {
            let input = try session.input(name)
            try session.withdraw(input)
            #expect(try session.value(input) == nil)
            #expect(throws: Fault.notCaptured(input: name, step: step)) {
                try session.withdraw(input)
            }
            #expect(throws: Fault.notCaptured(input: name, step: step)) {
                _ = try session.captured(input)
            }
        }
        let progress = try session.walkthrough().progress
        #expect(progress.captured == [:] && progress.answers == [:])
    }

    // MARK: Kinds

    /// A guide with one input; another guide may declare the same one in another way.
    static func guide(_ declaration: String, input: String = "thing") throws -> Guide {
        let manifest = """
            id: mini
            source: en
            locales: [en]
            inputs:
              \(input):
                \(declaration)
            steps:
              - id: one
                asks: [\(input)]
            """
        let text = """
            # Mini

            ## One
            <!-- step: one -->

            - Thing <!-- input: \(input) -->
            """
        let loaded = Guide.load(
            id: "mini", manifest: SourceFile(path: "guide.yml", text: manifest),
            texts: ["en": SourceFile(path: "en.md", text: text)])
        return try #require(loaded.guide, "\(loaded.problems)")
    }

    @Test(arguments: [
        ("kind: secret", "kind: text"),
        ("kind: secret", "{ kind: text, sensitive: true }"),
        ("{ kind: url, sensitive: true }", "kind: url"),
    ])
    func `a guide that is less careful with a value does not get it`(
        strict: String, lax: String
    ) throws {
        let stand = try Stand()
        try stand.makeVault()
        let careful = try stand.session(guide: CaptureTests.guide(strict))
        try careful.capture("thing", "https://one.example/")
        let session = try stand.session(guide: CaptureTests.guide(lax))
        #expect(throws: Fault.lessCareful(input: "thing")) { _ = try session.text("thing") }
        _ = try session.vault()
        #expect(throws: Fault.lessCareful(input: "thing")) {
            _ = try session.valueIfOpen(session.input("thing"))
        }
        // Nor may it come to be kept with less care.
        #expect(throws: Fault.lessCareful(input: "thing")) {
            try session.capture("thing", "https://other.example/")
        }
    }

    @Test(arguments: [
        ("kind: text", "kind: secret"), ("{ kind: url, sensitive: true }", "kind: secret"),
        ("kind: secret", "kind: secret"), ("kind: text", "kind: url"),
    ])
    func `a guide that is as careful, or more, gets it`(lax: String, strict: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        try stand.session(guide: CaptureTests.guide(lax)).capture("thing", "https://one.example/")
        let session = try stand.session(guide: CaptureTests.guide(strict))
        #expect(try session.text("thing") == "https://one.example/")
    }

    // MARK: Names

    @Test func `unknown names are told with those that there are`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        let inputs = session.guide.inputs.map(\.id)
        let steps = session.guide.steps.map(\.id)
        #expect(throws: Fault.unknownInput("x", known: inputs)) { _ = try session.input("x") }
        #expect(throws: Fault.unknownStep("x", known: steps)) {
            try session.handle(.tick(step: "x", task: nil))
        }
        let fault = #expect(throws: Fault.self) {
            try session.handle(.tick(step: "project", task: "x"))
        }
        guard case .unknownTask("project", "x", let known) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(!known.isEmpty)
        #expect(throws: Fault.isReference(step: "trouble")) {
            try session.handle(.skip(step: "trouble", reason: "r"))
        }
    }
}
