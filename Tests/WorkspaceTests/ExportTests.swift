/// The form: whole, or what is missing and where it is captured.
import Foundation
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
