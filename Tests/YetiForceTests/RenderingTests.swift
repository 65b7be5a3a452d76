/// Each format of one filled form, compared whole, masked and revealed.
import Testing
import YetiForce

struct RenderingTests {
    private static let masked: [ExportFormat: String] = [
        .table: expectedTable, .json: expectedJSON,
        .csv: expectedCSV.replacing("\n", with: "\r\n"), .env: expectedEnv,
        .markdown: expectedMarkdown, .html: expectedHTML, .fill: expectedFill,
    ]

    @Test(arguments: ExportFormat.allCases)
    func `a masked form is rendered like this`(format: ExportFormat) {
        #expect(form().text(format) == Self.masked[format])
    }

    @Test(arguments: ExportFormat.allCases)
    func `a revealed form differs in the secret, the URI and the note alone`(
        format: ExportFormat
    ) throws {
        var expected = try #require(Self.masked[format])
        if format == .json {
            expected = expected.replacing(#""revealed": false"#, with: #""revealed": true"#)
            for (masked, value) in [("••••abcd", clientSecret), (maskedURI, redirectURI)] {
                expected = expected.replacing(
                    #""value": "\#(masked)""#, with: #""value": "\#(value)""#)
            }
        } else if format == .fill {
            expected = expected.replacing("// masked\n", with: "// revealed\n")
                .replacing("value: null", with: "value: \"\(clientSecret)\"")
        } else {
            expected = expected.replacing(words.masked, with: words.revealed)
                .replacing("••••abcd", with: clientSecret).replacing(maskedURI, with: redirectURI)
        }
        #expect(form().text(format, reveal: true) == expected)
    }

    @Test(arguments: ExportFormat.allCases)
    func `nothing masked holds the secret or the key`(format: ExportFormat) {
        for language in FormLanguage.allCases {
            let rendered = form().text(format, language: language)
            #expect(!rendered.contains("GOCSPX"))
            #expect(!rendered.contains("EXAMPLEKEY"))
        }
    }

    @Test func `a narrow terminal gets a label and a value on two lines`() {
        let wide = form().text(.table, language: .en, width: 100)
        #expect(form().text(.table, reveal: true, language: .en, width: 59) == expectedNarrow)
        #expect(wide == form().text(.table, language: .en))
        #expect(wide.contains("\n  Subject                      Google\n"))
    }

    @Test func `a value that does not fit beside its label stands under it`() {
        let table = form().text(.table, language: .en, width: 70)
        #expect(table.contains("\n  Subject                      Google\n"))
        #expect(
            table.contains("\n  Client ID\n    123456789012-EXAMPLE.apps.googleusercontent.com\n"))
    }

    @Test func `columns are measured with the terminal's own widths`() {
        let table = form().text(.table) { $0 == "ę" || $0 == "ż" ? 2 : 1 }
        // "Poziom dostępu do tożsamości" takes 30 columns then, "Dostępny" takes 9.
        #expect(table.contains("\n  Poziom dostępu do tożsamości   wiele"))
        #expect(table.contains("\n  Dostępny                        zaznaczone\n"))
        #expect(table.contains("\n  Dostawca uwierzytelniania OAuth  Synchronizacja"))
    }

    @Test func `the English page is in English`() {
        let page = form().text(.html, language: .en)
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.contains("<caption>Imap configuration</caption>"))
        #expect(page.contains("<th scope=\"row\">Spell check</th><td>not ticked</td>"))
        #expect(form().text(.markdown, language: .en).contains("| Active | ticked | `status` |"))
    }

    @Test(arguments: FormLanguage.allCases)
    func `the page asks for nothing and runs nothing`(language: FormLanguage) {
        let page = form(["name": "<img src=x onerror=alert(1)>"]).text(.html, language: language)
        for part in ["<script", "src=", "href=", "url(", "@import", "<link", "<img", " on"] {
            let harmless = page.replacing("&lt;img src=x onerror=alert(1)&gt;", with: "")
            #expect(!harmless.contains(part), "\(part)")
        }
    }
}
