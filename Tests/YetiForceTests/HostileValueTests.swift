/// Values that try to leave their place: none gets out, in any format.
import Secrecy
import SecretJSON
import Testing
import YetiForce

struct HostileValueTests {
    /// The line of `name` in a rendering of a form whose `name` is `value`.
    private func rendered(_ value: String, _ format: ExportFormat) -> String {
        form(captured.merging(["name": value]) { $1 }).text(format, reveal: true)
    }

    private func expect(
        _ value: String, _ format: ExportFormat, _ part: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        // All else stays as it is: only the part that holds the value differs from "Google".
        let usual = form().text(format, reveal: true)
        let plain =
            switch format {
            case .table: "  Temat                            Google\n"
            case .csv: "name,Temat,Subject,Google\r\n"
            case .env: "YETIFORCE_NAME='Google'\n"
            case .markdown: "| Temat | `Google` | `name` |\n"
            case .html: "<th scope=\"row\">Temat</th><td><code><bdi>Google</bdi></code></td>"
            case .fill: "type: \"text\", value: \"Google\" },\n"
            case .json:
                "\"value\": \"Google\",\n      \"secret\": false,\n      \"masked\": \"Google\"\n"
            }
        #expect(
            rendered(value, format) == usual.replacing(plain, with: part),
            sourceLocation: sourceLocation)
    }

    @Test(
        arguments: [
            ("a,b", #""a,b""#), ("a;b", #""a;b""#), (#"a"b"#, #""a""b""#), (#"""#, #""""""#),
            ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("=1,2", #""'=1,2""#),
            ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "\"'\tx\""), ("a\t=1", "\"a\t=1\""), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""),
            ("   =1", "'   =1"), (" \t=1", "\"' \t=1\""), ("＝1", "'＝1"), ("－1", "'－1"),
            ("＋1", "'＋1"),
            ("＠a", "'＠a"),
            ("a=1", "a=1"), ("a-b", "a-b"), ("'a", "'a"), ("zażółć", "zażółć"), ("  ", "  "),
            ("ｅ", "ｅ"),
        ])
    func `a cell stays in its cell and is never a formula`(value: String, cell: String) {
        expect(value, .csv, "name,Temat,Subject,\(cell)\r\n")
    }

    @Test(
        arguments: [
            ("it's", #"'it'\''s'"#), ("'", #"''\'''"#), ("''", #"''\'''\'''"#),
            ("$(touch /tmp/x)", "'$(touch /tmp/x)'"), ("`id`", "'`id`'"), ("$HOME", "'$HOME'"),
            ("a\nb; rm -rf /", "'a\nb; rm -rf /'"), (#"\"#, #"'\'"#), (#"\'"#, #"'\'\'''"#),
            ("\"", "'\"'"), ("\u{1B}[2J", "'\u{1B}[2J'"), ("a # b", "'a # b'"), ("!!", "'!!'"),
            ("\u{202E}x", "'\u{202E}x'"), ("\r", "'\r'"),
        ])
    func `a shell reads each variable back as it was`(value: String, quoted: String) {
        expect(value, .env, "YETIFORCE_NAME=\(quoted)\n")
    }

    @Test(
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\"'&", "&quot;&#39;&amp;"), ("&lt;", "&amp;lt;"),
            ("</code></td>", "&lt;/code&gt;&lt;/td&gt;"),
            ("a\u{202E}b\u{1B}[0m\n", "a\u{FFFD}b\u{FFFD}[0m\u{FFFD}"), ("]]>-->", "]]&gt;--&gt;"),
        ])
    func `a page shows a value and never obeys it`(value: String, html: String) {
        expect(value, .html, "<th scope=\"row\">Temat</th><td><code><bdi>\(html)</bdi></code></td>")
    }

    @Test(
        arguments: [
            ("a*b_c[d](e)<f>", "`a*b_c[d](e)<f>`"), (#"a\b"#, #"`a\b`"#),
            ("a|b", "<code>a&#124;b</code>"), (#"a\|b"#, "<code>a&#92;&#124;b</code>"),
            ("a`b", "<code>a&#96;b</code>"), ("``", "<code>&#96;&#96;</code>"),
            (" a ", "<code>&#32;a&#32;</code>"),
            ("|<b>*ż*", "<code>&#124;&#60;b&#62;&#42;ż&#42;</code>"),
            ("a\nb", "`a\u{FFFD}b`"), ("# h\r| x", "<code>&#35;&#32;h\u{FFFD}&#124;&#32;x</code>"),
        ])
    func `a Markdown cell stays in its row`(value: String, markdown: String) {
        expect(value, .markdown, "| Temat | \(markdown) | `name` |\n")
    }

    @Test(
        arguments: [
            ("\u{1B}[31mred\u{1B}]0;t\u{7}", "\u{FFFD}[31mred\u{FFFD}]0;t\u{FFFD}"),
            ("a\nb\rc\td", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
            ("\u{9B}2J\u{7F}", "\u{FFFD}2J\u{FFFD}"),
            ("a\u{202E}b\u{2066}c\u{200F}d\u{200B}e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
            ("a\u{2028}b\u{2029}c\u{FEFF}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
            ("\u{E0041}x\u{AD}y", "\u{FFFD}x\u{FFFD}y"), ("zażółć 漢字 😀", "zażółć 漢字 😀"),
        ])
    func `a terminal is never steered by a value`(value: String, shown: String) {
        expect(value, .table, "  Temat                            \(shown)\n")
    }

    @Test(
        arguments: [
            ("it's", "it's"), (#"""#, #"\""#), (#"\"#, #"\\"#), (#"\" }, {"#, #"\\\" }, {"#),
            ("</script><!--", #"\u003c/script>\u003c!--"#), ("${x}`y`", "${x}`y`"),
            ("a\nb\r", #"a\nb\r"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
            ("a\u{202E}b\u{2066}", #"a\u202eb\u2066"#), ("\u{FEFF}\u{AD}", #"\ufeff\u00ad"#),
            ("\u{85}\u{7F}", #"\u0085\u007f"#), ("\u{E0041}", #"\udb40\udc41"#),
            ("zażółć 漢字 😀", "zażółć 漢字 😀"), ("👩\u{200D}💻", #"👩\u200d💻"#), ("*/", "*/"),
        ])
    func `a script holds a value as a string and shows all of it`(value: String, literal: String) {
        expect(value, .fill, "type: \"text\", value: \"\(literal)\" },\n")
    }

    @Test(
        arguments: [
            #"""#, #"\"#, "\n\u{1B}[0m\u{9B}", "</script>", "\u{202E}", "zażółć 😀", "{}",
            "\u{2028}",
        ])
    func `a program reads each value back as it was`(value: String) throws {
        let document = form(captured.merging(["name": value]) { $1 }).render(
            as: .json, reveal: true, language: .en, words: words)
        var reader = try JSONReader(document)
        var found: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard key == "fields" else {
                try reader.skip()
                continue
            }
            try reader.beginArray()
            while try reader.nextElement() {
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    if key == "value", found == nil {
                        found = try reader.text()
                    } else {
                        try reader.skip()
                    }
                }
            }
        }
        try reader.finish()
        #expect(found.map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
    }

    @Test func `a profile and the interface's words are escaped too`() {
        let form = form(profile: "<b>`|\n\u{1B}")
        let words = ExportWords(
            title: "<i>*\n", profile: "p", field: "|", value: "v", name: "n", redirectURI: "r",
            masked: "m\nYETIFORCE_NAME=x", revealed: "r", missing: "m",
            fill: FillWords { "\($0.rawValue)\u{2028}</script>\"\\\n*/alert(1)" })
        #expect(
            form.text(.env, words: words).hasPrefix(
                "# m\u{FFFD}YETIFORCE_NAME=x\nYETIFORCE_NAME='Google'\n"))
        #expect(
            form.text(.table, words: words).hasPrefix("<i>*\u{FFFD}\np: <b>`|\u{FFFD}\u{FFFD}\n\n"))
        #expect(
            form.text(.markdown, words: words).hasPrefix(
                "# \\<i\\>\\*\u{FFFD}\n\np: <code>&#60;b&#62;&#96;&#124;\u{FFFD}\u{FFFD}</code>\n\n"
            ))
        #expect(form.text(.markdown, words: words).contains("| \\| | v | n |\n"))
        #expect(
            form.text(.html, words: words).contains(
                "<h1>&lt;i&gt;*\u{FFFD}</h1>\n<p>p: <bdi>&lt;b&gt;`|\u{FFFD}\u{FFFD}</bdi></p>\n"))
        let script = form.text(.fill, words: words)
        #expect(
            script.hasPrefix(
                "// ‹i>*\u{FFFD}. p: ‹b>`|\u{FFFD}\u{FFFD}\n//\n"
                    + "// purpose\u{FFFD}‹/script>\"\\\u{FFFD}*/alert(1)\n"))
        #expect(
            script.contains(
                #"    elsewhere: "elsewhere\u2028\u003c/script>\"\\\n*/alert(1)","# + "\n"))
        #expect(!script.contains("<"))
        #expect(form.text(.json, words: words).contains(#""profile": "<b>`|\n\u001b","#))
    }
}
