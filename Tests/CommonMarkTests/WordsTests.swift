/// Plain text, anchors and HTML of parsed inlines.
import CommonMark
import Testing

struct WordsTests {
    private func inlines(_ text: String) throws -> [Inline] {
        guard case .paragraph(let inlines) = try CommonMark.parse(text).blocks.first?.kind else {
            return []
        }
        return inlines
    }

    @Test(arguments: [
        ("a *b* **c** ~~d~~ `e`", "a b c d e"), ("a\nb  \nc", "a b c"),
        ("[a *b*](https://c) ![d](e)", "a b d"), ("a <!-- b --> c", "a  c"),
        ("a &amp; \\*", "a & *"),
    ])
    func `plain text keeps the words`(text: String, expected: String) throws {
        #expect(try inlines(text).plainText == expected)
    }

    @Test(arguments: [
        ("idź z nim do domu i w las", "idź z~nim do domu i~w~las"),
        ("A to (w nim)", "A~to (w~nim)"),
        ("w\nlesie **i** dalej", "w~lesie <strong>i</strong> dalej"),
        ("on i\n**ona**", "on i~<strong>ona</strong>"),
        ("moi znani, pani w. 1i 2", "moi znani, pani w. 1i 2"),
        ("`i w` u nas", "<code>i w</code> u~nas"),
    ])
    func `Polish words of one letter stay with the next one`(text: String, html: String) throws {
        var renderer = HTMLRenderer()
        #expect(try !renderer.html(inlines(text)).contains("\u{A0}"))
        renderer.bindsOneLetterWords = true
        #expect(try renderer.html(inlines(text)).replacing("\u{A0}", with: "~") == html)
    }

    @Test(arguments: [
        ("Utwórz klienta OAuth", "utwórz-klienta-oauth"), ("ZAŻÓŁĆ Gęślą", "zażółć-gęślą"),
        ("a_b-c d", "a_b-c-d"), ("Krok 1: co, gdzie?", "krok-1-co-gdzie"), ("a – b", "a--b"),
        ("`kod` i **słowo**", "kod-i-słowo"), ("„Cudzysłów”", "cudzysłów"), ("50 %", "50-"),
    ])
    func `an anchor is made as on a Git host`(title: String, expected: String) throws {
        var slugs = Slugs()
        #expect(slugs.slug(of: try inlines(title)) == expected)
    }

    @Test func `a repeated heading gets a number that nobody has`() throws {
        var slugs = Slugs()
        let anchors = try ["a", "a", "a-1", "a", "b", "a-1"].map { slugs.slug(of: try inlines($0)) }
        #expect(anchors == ["a", "a-1", "a-1-1", "a-2", "b", "a-1-2"])
    }

    @Test(arguments: [
        ("# a <b> & \"c\"", "<h1>a  &amp; &quot;c&quot;</h1>\n"),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
        (
            "*a* **b** ~~c~~ `<d>`",
            "<p><em>a</em> <strong>b</strong> <del>c</del> <code>&lt;d&gt;</code></p>\n"
        ),
        (
            "[a](https://b?c&d \"e\") [f](#g) [h](mailto:i@j) <https://k>",
            "<p><a href=\"https://b?c&amp;d\">a</a> <a href=\"#g\">f</a> "
                + "<a href=\"mailto:i@j\">h</a> <a href=\"https://k\">https://k</a></p>\n"
        ),
        (
            "[a](javascript:b) [c](http://d) [e](data:f) [g](//h) [i](JaVaScRiPt:j) www.k.l",
            "<p>a c e g i www.k.l</p>\n"
        ),
        ("a <script>b</script>\n\n<div onclick=c>\n\n</div>", "<p>a b</p>\n"),
        ("![a\"b](c.svg)", "<p>a&quot;b</p>\n"),
        ("- a\n- b", "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>\n"),
        ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
        (
            "- [ ] a\n- [x] b",
            "<ul>\n<li><input type=\"checkbox\" disabled> a\n</li>\n"
                + "<li><input type=\"checkbox\" disabled checked> b\n</li>\n</ul>\n"
        ),
        ("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n"),
        ("```sh\na <b>\n```", "<pre><code>a &lt;b&gt;\n</code></pre>\n"),
        (
            "|a|b|c|d|\n|:-|-:|:-:|-|\n|e|f|g|h|",
            "<table>\n<thead>\n<tr><th class=\"left\">a</th><th class=\"right\">b</th>"
                + "<th class=\"center\">c</th><th>d</th></tr>\n</thead>\n<tbody>\n"
                + "<tr><td class=\"left\">e</td><td class=\"right\">f</td>"
                + "<td class=\"center\">g</td><td>h</td></tr>\n</tbody>\n</table>\n"
        ),
    ])
    func `HTML holds nothing that the text made up`(text: String, expected: String) throws {
        #expect(HTMLRenderer().html(try CommonMark.parse(text).blocks) == expected)
    }

    @Test func `images, boxes and code are the caller's when it wants them`() throws {
        let renderer = HTMLRenderer(
            image: { "/images/\($0)" }, box: { "[\($0.isChecked == true)]" }, code: { "(\($0))" })
        let blocks = try CommonMark.parse("- [ ] ![a](b.svg) `c`").blocks
        #expect(
            renderer.html(blocks)
                == "<ul>\n<li>[false]<img src=\"/images/b.svg\" alt=\"a\"> <code>(c)</code>\n</li>\n</ul>\n"
        )
    }
}
