/// Forms as browsers send them, and as nobody should.
import Secrecy
import Testing

@testable import WebUI

struct FormTests {
    private static func encoded(_ text: String) -> Form? { Form(urlEncoded: Secret(copying: text)) }

    @Test func `fields of a form are decoded`() throws {
        let form = try #require(
            FormTests.encoded("word=ab&value=za%C5%BC%C3%B3%C5%82%C4%87+%26+%2B%25&empty=&bare"))
        #expect(form.fields.map(\.name) == ["word", "value", "empty", "bare"])
        #expect(form.text("value") == "zażółć & +%")
        #expect(form["empty"]?.isEmpty == true && form["bare"]?.isEmpty == true)
        #expect(form["other"] == nil)
    }

    @Test(arguments: [
        "%", "a=%", "a=%4", "a=%zz", "a=1&b=%f", "%ff=1",
        Array(repeating: "a=1", count: 65).joined(separator: "&"),
    ])
    func `a malformed form is none`(text: String) { #expect(FormTests.encoded(text) == nil) }

    @Test func `bytes that are no text stay what they are`() throws {
        let value = try #require(FormTests.encoded("a=%ff%00%0a")?["a"])
        #expect(value.equals(Secret(copying: [0xFF, 0x00, 0x0A].raw)))
    }

    private static func multipart(_ text: String, _ boundary: String = "XX") -> Form? {
        Form(
            multipart: Secret(copying: text.replacing("\n", with: "\r\n")), boundary: boundary)
    }

    @Test func `a chosen file comes with its name and every byte`() throws {
        let form = try #require(
            FormTests.multipart(
                """
                --XX
                Content-Disposition: form-data; name="word"

                ab
                --XX
                Content-Disposition: form-data; name="file"; filename="client_secret_ż (1).json"
                Content-Type: application/json

                {"web":
                --X {}}

                --XX--

                """))
        #expect(form.text("word") == "ab")
        let file = try #require(form.fields.last)
        #expect(file.name == "file" && file.fileName == "client_secret_ż (1).json")
        #expect(file.value.copiedIntoOrdinaryMemory() == "{\"web\":\r\n--X {}}\r\n")
    }

    @Test(arguments: [
        "", "--XX", "--XX--", "--XX\n", "--XX\n\n--XX--", "x--XX\n\n\n--XX--",
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\nvalue",
        "--XX\nContent-Disposition: form-data; name=\"a\"\nvalue\n--XX--",
        "--XX\nContent-Type: text/plain\n\nvalue\n--XX--",
        "--XX\nContent-Disposition: form-data\n\nvalue\n--XX--",
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\nvalue\n--XX",
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\nvalue\n--XXx\n\n\n--XX--",
    ])
    func `malformed parts are no form`(text: String) {
        // Two of them are a form without a field, which nobody can take for one of ours.
        let form = FormTests.multipart(text)
        #expect(form == nil || form?.fields.isEmpty == true, "\(text)")
    }

    @Test func `a boundary is one to seventy bytes`() {
        #expect(FormTests.multipart("--\n", "") == nil)
        #expect(FormTests.multipart("--\n", String(repeating: "a", count: 71)) == nil)
        #expect(Form.parameter("boundary", of: "multipart/form-data; boundary=\"a\"") == "a")
        #expect(Form.parameter("boundary", of: "multipart/form-data") == nil)
    }
}
