/// The form: whole, or what is missing and where it is captured.
import Foundation
import Guides
import Platform
import Secrecy
import Testing
import Workspace
import YetiForce

struct ExportTests {
    private static let values = [
        ("server_name", "Google"), ("redirect_app", "Gmail OAuth"),
        ("client_id", "123456789012-abcdefghij.apps.googleusercontent.com"),
        ("client_secret", "GOCSPX-EXAMPLE_EXAMPLE_EXAMPLE_1234"),
        (
            "redirect_uri",
            "https://crm.example.com/webservice/OAuth/MailAccount/0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        ),
    ]

    private static let steps = [
        "server_name": "mail-server", "redirect_app": "webservice", "client_id": "client",
        "client_secret": "client", "redirect_uri": "redirect-uri",
    ]

    @Test func `an empty vault misses every value, each with its step, in the form's order`()
        throws
    {
        let stand = try Stand()
        try stand.makeVault()
        #expect(
            throws: Fault.missingValues(
                ["server_name", "client_id", "client_secret", "redirect_app", "redirect_uri"].map {
                    MissingValue(input: $0, step: ExportTests.steps[$0])
                })
        ) { _ = try stand.session().form() }
    }

    @Test(arguments: values.map(\.0))
    func `one missing value is named alone`(missing: String) throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        for (name, value) in ExportTests.values where name != missing {
            try session.capture(name, value)
        }
        #expect(
            throws: Fault.missingValues([
                MissingValue(input: missing, step: ExportTests.steps[missing])
            ])
        ) { _ = try session.form() }
    }

    @Test func `a complete form holds exactly what was captured`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        for (name, value) in ExportTests.values { try session.capture(name, value) }
        let form = try session.form()
        #expect(form.profile == "default" && form.guide == "gmail")
        #expect(
            form.redirectURI.value.copiedIntoOrdinaryMemory()
                == ExportTests.values.last?.1)
        var found: [String: String] = [:]
        for entry in form.entries {
            found[entry.field.name] = entry.value.copiedIntoOrdinaryMemory()
        }
        #expect(found.count == 18)
        #expect(found["name"] == "Google")
        #expect(found["redirect_uri_id"] == "Gmail OAuth")
        #expect(found["client_secret"] == "GOCSPX-EXAMPLE_EXAMPLE_EXAMPLE_1234")
    }

    private static func whole() throws -> (stand: Stand, session: Session) {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        for (name, value) in ExportTests.values { try session.capture(name, value) }
        return (stand, session)
    }

    @Test func `a script alone asks for YetiForce's address, and says which step captures it`()
        throws
    {
        let (stand, session) = try ExportTests.whole()
        defer { withExtendedLifetime(stand) {} }
        for format in ExportFormat.allCases where format != .fill {
            #expect(try session.form(for: format).address.isEmpty)
        }
        #expect(
            throws: Fault.missingValues([MissingValue(input: "yetiforce_url", step: "prepare")])
        ) { _ = try session.form(for: .fill) }
        try session.capture("yetiforce_url", "https://crm.example.com/")
        let form = try session.form(for: .fill)
        #expect(form.address.equals(Secret(copying: "https://crm.example.com/")))
    }

    @Test(arguments: [
        ("crm.example.com", false), ("ftp://crm.example.com/", false), ("https://", false),
        ("https:///", false), ("https:///crm", false), ("javascript:alert(1)", false),
        ("https://anna:pass@crm.example.com/", false),
        ("javascript://alert(1)", false), ("https://crm.example.com\\@evil.example/", false),
        ("https://crm.example.com:80.example/", false), ("https://:80/", false),
        ("https://crm.example.com:", false), ("https://[::1/", false), ("https://[]/", false),
        ("https://a\"b/", false), ("https://[::1]x/", false), ("https://[::1]:8080", true),
        ("https://crm.example.com", true), ("http://127.0.0.1:8080/crm/", true),
        ("HTTPS://CRM.example.com?", true), ("https://[::1]/", true),
        ("https://żółw.example/", true),
    ])
    func `an address that no browser opens is refused for a script`(url: String, fits: Bool) throws
    {
        let (stand, _) = try ExportTests.whole()
        defer { withExtendedLifetime(stand) {} }
        // A vault may hold what was captured before, or for a guide that asks for less.
        let lax = try CaptureTests.guide("kind: text", input: "yetiforce_url")
        try stand.session(guide: lax).capture("yetiforce_url", url)
        let session = try stand.session()
        if fits {
            _ = try session.form(for: .fill)
        } else {
            #expect(throws: Fault.badAddress(input: "yetiforce_url")) {
                _ = try session.form(for: .fill)
            }
        }
        _ = try session.form()
    }

    @Test func `a guide that names no address makes no script`() throws {
        let manifest = """
            id: mini
            source: en
            locales: [en]
            form:
              id: yetiforce-mail-server
              fields: { name: thing }
            inputs:
              thing: { kind: text }
            steps:
              - id: one
                asks: [thing]
            """
        let text = """
            # Mini

            ## One
            <!-- step: one -->

            - Thing <!-- input: thing -->
            """
        let loaded = Guide.load(
            id: "mini", manifest: SourceFile(path: "guide.yml", text: manifest),
            texts: ["en": SourceFile(path: "en.md", text: text)])
        let guide: Guide = try #require(loaded.guide, "\(loaded.problems)")
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session(guide: guide)
        #expect(throws: Fault.noAddress(guide: "mini")) { _ = try session.form(for: .fill) }
    }

    @Test func `making a form writes nothing`() throws {
        let stand = try Stand()
        try stand.makeVault()
        let session = try stand.session()
        for (name, value) in ExportTests.values { try session.capture(name, value) }
        let before = try stand.snapshot()
        _ = try session.form()
        #expect(try stand.snapshot() == before)
    }

    @Test func `an export is written for its owner alone, in the place of what stood there`()
        throws
    {
        let stand = try Stand()
        try stand.write("old", to: "/form.csv")
        try stand.permit(0o644, "/form.csv")
        try Session.write(Secret(copying: "new"), to: stand.root + "/form.csv")
        #expect(String(decoding: try stand.bytes("/form.csv"), as: UTF8.self) == "new")
        #expect(try stand.permissions("/form.csv") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: stand.root) == ["form.csv"])
    }

    @Test func `an export into a folder that is not there leaves nothing`() throws {
        let stand = try Stand()
        let path = stand.root + "/none/form.csv"
        #expect(throws: Fault.file(FileFault(.cannotCreate, at: path))) {
            try Session.write(Secret(copying: "new"), to: path)
        }
    }
}
