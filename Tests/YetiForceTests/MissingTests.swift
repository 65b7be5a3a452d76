/// A form with gaps names them, and renders all the same.
import Secrecy
import Testing
import YetiForce

struct MissingTests {
    @Test func `a filled form misses nothing and an empty one names all`() {
        #expect(form().missing == [])
        #expect(
            form([:], redirectURI: nil).missing
                == ["name", "client_id", "client_secret", "redirect_uri_id", "redirect_uri"])
    }

    @Test(arguments: captured.keys.sorted())
    func `each captured value is missed by its name`(name: String) {
        #expect(form(captured.filter { $0.key != name }).missing == [name])
        #expect(form(captured.merging([name: ""]) { $1 }).missing == [name])
        #expect(form(captured.merging([name: "a\u{0}b"]) { $1 }).missing == [name])
    }

    @Test func `bytes that are not UTF-8 are as good as missing`() {
        let broken = Secret(copying: ([0x61, 0xC3, 0x28] as [UInt8]).raw)
        let form = MailServerForm(
            values: ["name": broken], redirectURI: broken, profile: "p", guide: "g")
        #expect(form.missing.first == "name")
        #expect(form.missing.last == "redirect_uri")
        for format in ExportFormat.allCases {
            #expect(form.text(format, reveal: true) != "not UTF-8")
        }
    }

    @Test func `only a script misses the address`() {
        for format in ExportFormat.allCases {
            #expect(form(address: nil).missing(for: format) == (format == .fill ? ["address"] : []))
            #expect(form().missing(for: format) == [])
        }
        #expect(form([:], redirectURI: nil, address: "").missing(for: .fill).last == "address")
    }

    @Test func `a name that no field has is not looked at, nor is a fixed field changed`() {
        let more = captured.merging(["imap_host": "evil.example", "x": "y"]) { $1 }
        #expect(form(more).text(.json) == form().text(.json))
    }

    @Test(
        arguments: [
            (ExportFormat.table, "  Klucz tajny klienta              brak\n"),
            (.json, "\"value\": \"\",\n      \"secret\": true,\n      \"masked\": \"\"\n"),
            (.csv, "client_secret,Klucz tajny klienta,Client secret,\r\n"),
            (.env, "YETIFORCE_CLIENT_SECRET=''\n"),
            (.markdown, "| Klucz tajny klienta | *brak* | `client_secret` |\n"),
            (.fill, "type: \"secret\", value: null },\n"),
            (.fill, "type: \"application\", value: null },\n"),
            (.html, "<th scope=\"row\">Klucz tajny klienta</th><td><em>brak</em></td>"),
        ])
    func `a gap is shown as one`(format: ExportFormat, part: String) {
        #expect(form([:], redirectURI: nil).text(format, reveal: true).contains(part))
    }
}
