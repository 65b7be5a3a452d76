/// The JSON export read back: whole and revealed, or refused with its reason.
import Secrecy
import Testing
import YetiForce

struct ReceivedFormTests {
    private static func read(_ text: String) throws(ReceivedFormError) -> ReceivedForm {
        try ReceivedForm(Secret(copying: text))
    }

    private static let whole = form().text(.json, reveal: true)

    @Test func `what was exported comes back`() throws {
        let received = try ReceivedFormTests.read(ReceivedFormTests.whole)
        #expect(received.guide == "gmail" && received.profile == "Firma")
        #expect(
            received.values.mapValues { $0.copiedIntoOrdinaryMemory() ?? "" } == captured)
        #expect(received.redirectURI.copiedIntoOrdinaryMemory() == redirectURI)
        #expect(received.maskedURI.copiedIntoOrdinaryMemory() == maskedURI)
    }

    @Test func `values with every kind of character come back`() throws {
        let hostile = "\u{1}\"\\\u{2028}ż\u{1F600}\r\n</script>"
        let text = form(captured.mapValues { $0 + hostile }).text(.json, reveal: true)
        let received = try ReceivedFormTests.read(text)
        #expect(
            received.values.mapValues { $0.copiedIntoOrdinaryMemory() ?? "" }
                == captured.mapValues { $0 + hostile })
    }

    @Test func `line ends of another system and unknown members do not matter`() throws {
        let text = ReceivedFormTests.whole.replacing("\n", with: "\r\n")
            .replacing("{\r\n  \"form\"", with: "{ \"new\": [1, {}], \"form\"")
        #expect(try ReceivedFormTests.read(text).guide == "gmail")
    }

    @Test func `a masked export is refused, whatever it says of itself`() {
        let masked = form().text(.json)
        let lying = masked.replacing("\"revealed\": false", with: "\"revealed\": true")
        #expect(masked != lying)
        for text in [masked, lying] {
            #expect(throws: ReceivedFormError.masked) { try ReceivedFormTests.read(text) }
        }
    }

    @Test(arguments: captured.keys.sorted() + ["redirect_uri"])
    func `a form that lacks a value is refused with its name`(name: String) {
        var values = captured
        values[name] = nil
        let text = form(values, redirectURI: name == "redirect_uri" ? nil : redirectURI)
            .text(.json, reveal: true)
        #expect(throws: ReceivedFormError.missing(field: name)) {
            try ReceivedFormTests.read(text)
        }
    }

    @Test func `a field that stands there twice is refused`() throws {
        let again = #""fields": [{"name": "client_id", "value": "another"},"#
        let text = ReceivedFormTests.whole.replacing("\"fields\": [", with: again)
        #expect(text != ReceivedFormTests.whole)
        #expect(throws: ReceivedFormError.missing(field: "client_id")) {
            try ReceivedFormTests.read(text)
        }
    }

    @Test func `another form is refused by its name`() {
        let text = ReceivedFormTests.whole.replacing("yetiforce-mail-server", with: "other-form")
        #expect(throws: ReceivedFormError.otherForm("other-form")) {
            try ReceivedFormTests.read(text)
        }
    }

    @Test(arguments: ["{}", "[]", "1", #"{"form":"yetiforce-mail-server"}"#, #"{"web":{}}"#])
    func `JSON of another kind is refused`(text: String) {
        #expect(throws: ReceivedFormError.notAnExport) { try ReceivedFormTests.read(text) }
    }

    @Test func `a value of another type is refused`() {
        let text = ReceivedFormTests.whole.replacing(
            "\"revealed\": true", with: "\"revealed\": \"true\"")
        #expect(throws: ReceivedFormError.notAnExport) { try ReceivedFormTests.read(text) }
    }

    @Test(arguments: [ExportFormat.env, .table, .markdown, .html])
    func `every other format is refused as no JSON`(format: ExportFormat) {
        #expect(throws: ReceivedFormError.notJSON(line: 1, column: 1)) {
            try ReceivedFormTests.read(form().text(format, reveal: true))
        }
    }

    /// It begins with `name`, and the reader takes its first letter for that of `null`.
    @Test func `CSV is refused as no export`() {
        #expect(throws: ReceivedFormError.notAnExport) {
            try ReceivedFormTests.read(form().text(.csv, reveal: true))
        }
    }

    @Test func `every cut is refused`() {
        let bytes = Array(ReceivedFormTests.whole.utf8)
        for length in stride(from: 0, to: bytes.count - 2, by: 13) {
            #expect(throws: ReceivedFormError.self, "\(length)") {
                try ReceivedForm(Secret(copying: Array(bytes[..<length]).raw))
            }
        }
    }

    @Test func `more than an export can have is refused`() {
        let text = String(repeating: " ", count: ReceivedForm.longest) + ReceivedFormTests.whole
        #expect(throws: ReceivedFormError.notAnExport) { try ReceivedFormTests.read(text) }
    }
}
