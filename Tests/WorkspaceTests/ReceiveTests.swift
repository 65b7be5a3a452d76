/// What a colleague exported: compared first, taken in whole or not at all.
import Age
import Foundation
import Handover
import Platform
import Secrecy
import Testing
import Vaults
import Walkthrough
import Workspace
import YetiForce

struct ReceiveTests {
    private static let values = [
        "name": "Google", "redirect_uri_id": "Gmail OAuth",
        "client_id": "123456789012-abcdefghij.apps.googleusercontent.com",
        "client_secret": "GOCSPX-EXAMPLE_EXAMPLE_EXAMPLE_1234",
    ]
    private static let uri =
        "https://crm.example.com/webservice/OAuth/MailAccount/0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    private static let inputs = [
        "server_name", "client_id", "client_secret", "redirect_app", "redirect_uri",
    ]

    private static func document(
        _ values: [String: String] = values, guide: String = "gmail"
    ) -> Secret {
        let form = MailServerForm(
            values: values.mapValues { Secret(copying: $0) },
            redirectURI: Secret(copying: uri), profile: "Ktoś", guide: guide)
        let words = ExportWords(
            title: "", profile: "", field: "", value: "", name: "", redirectURI: "", masked: "",
            revealed: "", missing: "", fill: FillWords { _ in "" })
        return form.render(as: .json, reveal: true, language: .pl, words: words)
    }

    private static func plan(
        _ session: Session, _ document: Secret = document()
    ) throws -> Session.ReceivePlan {
        try session.plan(session.receivedForm(document, from: "p"))
    }

    private static func stand() throws -> Stand {
        let stand = try Stand()
        try stand.makeVault()
        return stand
    }

    @Test func `everything is taken in, in one save, with history and progress`() throws {
        let stand = try ReceiveTests.stand()
        let session = try stand.session()
        let plan = try ReceiveTests.plan(session)
        #expect(plan.changes.map(\.input) == ReceiveTests.inputs)
        #expect(plan.changes.allSatisfy { $0.change == .new } && plan.warnings.isEmpty)
        let before = try session.vault().document.generation
        #expect(try session.carryOut(plan) == ReceiveTests.inputs)
        let document = try stand.open().document
        #expect(document.generation == before + 1)
        #expect(document.history.map(\.event) == [.made] + Array(repeating: .imported, count: 5))
        #expect(document.value("client_secret", of: "default")?.kind == "secret")
        #expect(document.value("redirect_uri", of: "default")?.isSensitive == true)
        #expect(try session.text("redirect_uri") == ReceiveTests.uri)
        #expect(try session.text("server_name") == "Google")
        #expect(
            try session.walkthrough().progress.captured.keys.sorted()
                == ReceiveTests.inputs.sorted())
    }

    @Test func `a plan says what is new, the same and replaced, and writes nothing`() throws {
        let stand = try ReceiveTests.stand()
        let session = try stand.session()
        try session.capture("server_name", "Google")
        try session.capture("redirect_app", "Another")
        let before = try stand.snapshot()
        let plan = try ReceiveTests.plan(session)
        #expect(plan.changes.map(\.change) == [.same, .new, .new, .replaced, .new])
        #expect(try stand.snapshot() == before)
    }

    @Test func `a value that was captured while somebody answered is not replaced unsaid`() throws {
        let stand = try ReceiveTests.stand()
        let session = try stand.session()
        let plan = try ReceiveTests.plan(session)
        try stand.session().capture("server_name", "Meanwhile")
        let before = try stand.snapshot()
        #expect(throws: Fault.changedMeanwhile(inputs: ["server_name"])) {
            try session.carryOut(plan)
        }
        #expect(try stand.snapshot() == before)
        #expect(try session.carryOut(plan, whateverComes: true) == ReceiveTests.inputs)
    }

    @Test func `one refused value and nothing is taken in`() throws {
        let stand = try ReceiveTests.stand()
        let session = try stand.session()
        _ = try session.vault()
        let before = try stand.snapshot()
        let swapped = ReceiveTests.values.merging(
            ["client_id": "GOCSPX-EXAMPLE_EXAMPLE_EXAMPLE_1234"]
        ) { $1 }
        #expect(
            throws: Fault.refusedValue(input: "client_id", .like(input: "client_secret"))
        ) { _ = try ReceiveTests.plan(session, ReceiveTests.document(swapped)) }
        #expect(try stand.snapshot() == before)
    }

    @Test func `an export of another guide is refused`() throws {
        let session = try ReceiveTests.stand().session()
        #expect(
            throws: Fault.received(path: "p", .otherGuide("tiny", expected: "gmail"))
        ) {
            _ = try session.receivedForm(ReceiveTests.document(guide: "tiny"), from: "p")
        }
    }

    @Test func `identities open the vault where they fit, and are passed over where not`() throws {
        let stand = try ReceiveTests.stand()
        let identity = X25519Identity.generate()
        try stand.open().addSlot("me", recipient: identity.recipient.text)
        let session = try stand.session()
        #expect(
            try !session.openIfFits(IdentityFile.render(X25519Identity.generate()), slot: nil))
        #expect(!session.isOpen)
        #expect(try session.openIfFits(IdentityFile.render(identity), slot: nil))
        #expect(session.isOpen)
        _ = try session.carryOut(ReceiveTests.plan(session))
        #expect(stand.askedCount == 0)
    }

    @Test func `whoever is named is read, checked and put together`() throws {
        let stand = try Stand()
        let one = X25519Identity.generate().recipient.text
        let two = X25519Identity.generate().recipient.text
        try stand.write("# team\n\(one)\n\(two)\n", to: "/team.txt")
        let team = stand.root + "/team.txt"
        let found = try Session.addressees([one, team], in: stand.environment())
        #expect(try found == [Addressee(one), Addressee(two)])
        #expect(
            throws: Fault.handover(path: "age1x", .badRecipient(line: 0, kind: nil))
        ) { try Session.addressees(["age1x"], in: stand.environment()) }
        #expect(throws: Fault.handover(path: "--to", .secretAsRecipient)) {
            try Session.addressees(["AGE-SECRET-KEY-1X"], in: stand.environment())
        }
        #expect(throws: Fault.file(FileFault(.missing, at: stand.root + "/none"))) {
            try Session.addressees([stand.root + "/none"], in: stand.environment())
        }
    }
}
