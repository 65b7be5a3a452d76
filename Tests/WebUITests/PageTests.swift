/// Values in pages: escaped, in their places, and nowhere in a text.
import HTTPTypes
import NIOCore
import Secrecy
import Testing
import Wire

@testable import WebUI

struct PageTests {
    @Test func `a value stands in its place, escaped`() throws {
        let splices = Splices()
        let first = splices.mark(Secret(copying: "<b>\"&'ż"))
        let second = splices.mark(Secret(copying: "2"))
        let text = "<p title=\"\(second)\">\(first)</p>\(second)"
        #expect(!text.contains("<b>"))
        let page = splices.splice(text)
        #expect(
            page.copiedIntoOrdinaryMemory()
                == "<p title=\"2\">&lt;b&gt;&quot;&amp;&#39;ż</p>2")
    }

    @Test func `a mark of another page, and a mark typed by somebody, is text`() {
        let other = Splices()
        let foreign = other.mark(Secret(copying: "secret"))
        let splices = Splices()
        _ = splices.mark(Secret(copying: "own"))
        let typed = "\u{E000}0:0\u{E001}"
        let text = foreign + typed + "\u{E000}"
        #expect(splices.splice(text).copiedIntoOrdinaryMemory() == text)
    }

    @Test func `a page without values is text, one with values is secret`() {
        if case .secret = Page("x", Splices()) { Issue.record("nothing is secret here") }
        let splices = Splices()
        let text = splices.mark(Secret(copying: "1"))
        if case .text = Page(text, splices) { Issue.record("a value stands in ordinary memory") }
    }

    @Test(arguments: [
        ("Zapisano", nil, "Zapisano"),
        ("Nie ma pliku a.json", "Podaj inny.", "Nie ma pliku a.json."),
        ("Czy to on?", "Podaj inny.", "Czy to on?"), ("Nie ma „a”", "Podaj inny.", "Nie ma „a”."),
        ("Gotowe.", "Podaj inny.", "Gotowe."),
    ])
    func `a sentence ends before the next one begins`(text: String, hint: String?, line: String) {
        #expect(Notice(kind: .wrong, text: text, hint: hint).sentence == line)
    }

    @Test func `a buffer is overwritten for everybody who shares it`() {
        let whole = ByteBuffer(string: "head secret tail")
        let part = whole.getSlice(at: 5, length: 6) ?? ByteBuffer()
        var builder = SecretBuilder()
        builder.take(part)
        #expect(Secret(builder.finish()).copiedIntoOrdinaryMemory() == "secret")
        #expect(String(buffer: whole) == "head \0\0\0\0\0\0 tail")
        #expect(part.readableBytesView.allSatisfy { $0 == 0 })
        let copy = ByteBuffer(copying: Secret(copying: "abc"))
        #expect(String(buffer: copy) == "abc")
        copy.wipe()
        #expect(String(buffer: copy) == "\0\0\0")
        ByteBuffer().wipe()
    }

    @Test func `headers guard every response, and a page's own policy stays`() {
        var fields = HTTPFields()
        Headers.guarding(&fields)
        #expect(fields[.contentSecurityPolicy] == Headers.policy)
        #expect(!Headers.policy.contains("unsafe"))
        #expect(fields[.cacheControl] == "no-store" && fields[.frameOptions] == "DENY")
        var own: HTTPFields = [
            .contentSecurityPolicy: "default-src 'none'", .cacheControl: "public",
        ]
        Headers.guarding(&own)
        #expect(own[.contentSecurityPolicy] == "default-src 'none'")
        #expect(own[.cacheControl] == "no-store")
        let policy = Headers.policy(style: "'sha256-a='", script: "'sha256-b='")
        #expect(policy.contains("script-src 'sha256-b='; style-src 'sha256-a='"))
    }
}
