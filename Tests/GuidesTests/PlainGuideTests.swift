/// Any Markdown as a guide.
import CommonMark
import Testing

@testable import Guides

struct PlainGuideTests {
    static func load(
        _ texts: [String: String], language: String = "pl", path: String = "dir"
    ) -> (guide: Guide?, problems: [Problem]) {
        var files: [String: SourceFile] = [:]
        for (locale, text) in texts {
            files[locale] = SourceFile(path: "\(path)/\(locale).md", text: text)
        }
        return Guide.plain(id: "file:0", path: path, texts: files, language: language)
    }

    static func guide(_ text: String) throws -> Guide {
        try #require(load(["pl": text]).guide)
    }

    /// Each step as `id: title (tasks)`; a reference begins with `?`.
    static func outline(_ text: String) throws -> [String] {
        let guide = try guide(text)
        return guide.steps.map { step in
            let words = guide.texts["pl"]?.step(step.id)
            let tasks = words?.tasks.map(\.title.plainText).joined(separator: ", ") ?? ""
            return (step.isReference ? "? " : "") + step.id + ": "
                + (words?.title.plainText ?? "") + " (" + tasks + ")"
        }
    }

    @Test func `numbered headings are the steps, and what stands between is looked up`() throws {
        #expect(
            try PlainGuideTests.outline(
                """
                # Poczta

                Wstęp.

                ## Wymagania

                - konto

                ## Krok 1: Załóż projekt

                1. Otwórz konsolę.
                2. Kliknij.

                ### Uwagi

                Tekst.

                ## Krok 2 – Żółć

                - [ ] Zapisz.
                - zwykły punkt

                ## Zobacz też

                1. nic
                """) == [
                    "? poczta: Poczta ()",
                    "zaloz-projekt: Załóż projekt (Otwórz konsolę., Kliknij.)",
                    "zolc: Żółć (Zapisz.)", "? zobacz-tez: Zobacz też ()",
                ])
    }

    @Test(arguments: [
        ("## Krok 1: A\n## Krok 2: B", ["a: A ()", "b: B ()"]),
        ("## Step 1\n## Step 2", ["step-1: Step 1 ()", "step-2: Step 2 ()"]),
        ("### STEP 1. A\n### STEP 2. B", ["a: A ()", "b: B ()"]),
        ("## 1. A\n## 2. B", ["a: A ()", "b: B ()"]),
        ("## 1) A\n## 2) B", ["a: A ()", "b: B ()"]),
        (
            "## Étape n° 1 : A\n## Étape n° 2 : B",
            ["etape-n-1-a: Étape n° 1 : A ()", "etape-n-2-b: Étape n° 2 : B ()"]
        ),
        // Numbers that Krok would count in another way stay.
        ("## Krok 1: A\n## Krok 3: B", ["a: Krok 1: A ()", "b: Krok 3: B ()"]),
        ("## Krok 0: A\n## Krok 1: B", ["a: Krok 0: A ()", "b: Krok 1: B ()"]),
        // Neither a version nor a year opens a step.
        ("## 1.2 A\n## 1.3 B", ["step-1-2-a: 1.2 A ()", "step-1-3-b: 1.3 B ()"]),
        ("## A\n## B", ["a: A ()", "b: B ()"]),
        ("# T\n## A\n# U\n## B", ["a: A ()", "b: B ()"]),
        ("# A\n# B", ["a: A ()", "b: B ()"]),
        ("# T\n### A\n### B", ["a: A ()", "b: B ()"]),
        ("## A\n## A", ["a: A ()", "a-2: A ()"]),
        ("## 漢字\n## !", ["step-c6d29771: 漢字 ()", "step-bb7208bc: ! ()"]),
        ("Tekst.", ["pl-md: pl.md ()"]), ("", ["pl-md: pl.md ()"]),
        ("# T\n\n- [ ] x", ["t: T (x)"]),
    ])
    func `steps come from headings`(text: String, outline: [String]) throws {
        let found = try PlainGuideTests.outline(text.replacing("\n#", with: "\n\n#"))
        #expect(found == outline)
    }

    @Test func `a section with boxes is a step though it has no number`() throws {
        #expect(
            try PlainGuideTests.outline("## Krok 1: A\n\n## Krok 2: B\n\n## Na koniec\n\n- [ ] c")
                == ["a: Krok 1: A ()", "b: Krok 2: B ()", "na-koniec: Na koniec (c)"])
    }

    @Test func `front matter is no text, and gives the title where no heading does`() throws {
        let text = "---\ntitle: \"Mój tytuł\"\nid: x\n---\n\nWstęp.\n\n## A\n"
        let guide = try PlainGuideTests.guide(text)
        #expect(guide.texts["pl"]?.title.plainText == "Mój tytuł")
        #expect(guide.texts["pl"]?.steps.first?.body.plainText == "Wstęp.")
        #expect(
            try PlainGuideTests.guide(text + "\n# B").texts["pl"]?.title.plainText == "Mój tytuł")
        let rule = try PlainGuideTests.guide("---\n\ntekst\n\n---\n")
        #expect(rule.texts["pl"]?.steps.first?.body.count == 3)
        for ends in ["\r\n", "\r"] {
            #expect(
                try PlainGuideTests.guide(text.replacing("\n", with: ends)).texts["pl"]?.title
                    .plainText == "Mój tytuł")
        }
    }

    @Test func `what site generators add is taken away`() throws {
        let guide = try PlainGuideTests.guide(
            """
            import Tabs from '@theme/Tabs';

            ## A {#kotwica}

            :::tip Rada
            Zrób <b>tak</b>.<br/>I tak.
            :::

            <details>
            <summary>Więcej &amp; więcej</summary>
            <script>alert(1)</script>
            </details>

            {{ zmienna }} i `{{inna}}`
            """)
        let step = try #require(guide.texts["pl"]?.steps.first)
        #expect(step.title.plainText == "A")
        #expect(step.anchors.first == "kotwica")
        #expect(
            HTMLRenderer().html(step.body) == """
                <p><strong>Rada</strong>
                Zrób tak.<br>
                I tak.</p>
                <p>Więcej &amp; więcej</p>
                <p>{{ zmienna }} i <code>{{inna}}</code></p>

                """)
    }

    @Test func `a task is an item with a box, or of an ordered list, but not one inside of it`()
        throws
    {
        #expect(
            try PlainGuideTests.outline(
                "1. a\n   1. b\n   - [ ] c\n2. d\n\n- e\n  1. f\n\n> 1. g") == [
                    "pl-md: pl.md (a, c, d, f, g)"
                ])
    }

    @Test func `ticks follow an edit elsewhere`() throws {
        func ids(_ text: String) throws -> [String] {
            try #require(PlainGuideTests.guide(text).texts["pl"]?.steps.last).tasks.map(\.id)
        }
        let before = try ids("## A\n\n1. raz\n2. dwa\n3. dwa")
        #expect(Set(before).count == 3)
        #expect(
            try ids("## Z\n\n## A\n\n5. zero\n6. raz\n7. dwa\n   - więcej\n8. dwa").dropFirst()
                == before[...])
        #expect(try ids("## A\n\n1. raz!\n2. dwa")[0] != before[0])
        // White space and line ends are no edit.
        #expect(try ids("## A\n\n1. \n   raz\n2. dwa\n3. dwa") == before)
    }

    @Test func `two languages of one shape share their IDs`() throws {
        let polish = "# T\n\n## Krok 1: A\n\n1. raz\n2. dwa\n\n## Krok 2: B\n"
        let english = "# T\n\n## Step 1: C\n\n1. one\n2. two\n\n## Step 2: D\n"
        let guide = try #require(PlainGuideTests.load(["pl": polish, "en": english]).guide)
        #expect(guide.locales == ["pl", "en"])
        #expect(guide.texts["en"]?.steps.map(\.id) == ["a", "b"])
        #expect(
            guide.texts["en"]?.step("a")?.tasks.map(\.id)
                == guide.texts["pl"]?.step("a")?.tasks.map(\.id))
        // An item more in one language has no box there, and none is lost.
        let more = english.replacing("2. two", with: "2. two\n3. three")
        let uneven = try #require(PlainGuideTests.load(["pl": polish, "en": more]).guide)
        #expect(uneven.texts["en"]?.step("a")?.tasks.count == 2)
        #expect(uneven.texts["en"]?.step("a")?.body.plainText == "one two three")
    }

    @Test func `a language with other steps is a guide by itself`() throws {
        let texts = ["pl": "## Krok 1: A\n\n## Krok 2: B", "en": "## Step 1: C"]
        let polish = try #require(PlainGuideTests.load(texts).guide)
        #expect((polish.locales, polish.steps.map(\.id)) == (["pl"], ["a", "b"]))
        let english = try #require(PlainGuideTests.load(texts, language: "en").guide)
        #expect((english.locales, english.steps.map(\.id)) == (["en"], ["c"]))
        #expect(try #require(PlainGuideTests.load(texts, language: "de").guide).locales == ["pl"])
        // Who reads one is told of the other, and where it is another guide.
        #expect(polish.apart.map { [$0.locale, $0.heading] } == [["en", "B"]])
        #expect(english.apart.map { [$0.locale, $0.heading] } == [["pl", "B"]])
        let same = ["pl": "## Krok 1: A", "en": "## Step 1: C"]
        #expect(try #require(PlainGuideTests.load(same).guide).apart == [])
    }

    @Test func `a language is left out from the heading on where it has another kind of section`()
        throws
    {
        let texts = [
            "pl": "## Krok 1: A\n\n## Krok 2: B",
            "en": "# Before\n\nText.\n\n## Step 1: C\n\n## Step 2: D",
        ]
        let polish = try #require(PlainGuideTests.load(texts).guide)
        #expect(polish.apart.map { [$0.locale, $0.heading] } == [["en", "Before"]])
    }

    @Test func `what begins like a command of Krok is a command in a guide alone`() throws {
        let plain = try PlainGuideTests.guide("## Krok 1: A\n\nWróć do `krok 3`.\n")
        #expect(plain.texts["pl"]?.step("a")?.namesCommands == true)
        #expect(!plain.namesCommands("a", in: "pl"))
        var fixture = Fixture()
        fixture.replace("Zapisz `a`", "Zapisz `krok status`", in: "pl.md")
        let guide = try #require(fixture.load().guide)
        #expect(guide.namesCommands("app", in: "pl"))
        #expect(!guide.namesCommands("app", in: "en"))
        #expect(!guide.namesCommands("client", in: "pl"))
    }

    @Test func `a mark at the beginning, an open fence and hidden characters are no faults`() throws
    {
        #expect(
            try PlainGuideTests.outline("\u{FEFF}## A\n\n1. \u{200B}x\n\n```\nnie zamknięty")
                == ["a: A (\u{200B}x)"])
    }

    @Test func `what is no text, or passes a limit, is told with its place`() throws {
        let bytes = SourceFile(path: "x.md", bytes: Array("a\nb".utf8) + [0xFF])
        let (guide, problems) = Guide.plain(
            id: "file:0", path: "x.md", texts: ["pl": bytes], language: "pl")
        #expect(guide == nil)
        #expect(problems.map(\.code) == [.notUTF8])
        #expect(problems.map { "\($0.file):\($0.line):\($0.column)" } == ["x.md:2:2"])
        let long = PlainGuideTests.load(["pl": String(repeating: "abc def ", count: 5000)])
        #expect(long.problems.map(\.code) == [.paragraphTooLong])
    }

    @Test(arguments: [(1 << 20, true), (1 << 20 + 1, false)])
    func `a text may have a mebibyte`(length: Int, isFine: Bool) {
        let filling = String(repeating: "a\n\n", count: length / 3)
        let (guide, problems) = PlainGuideTests.load(
            ["pl": filling + String(repeating: "a", count: length % 3)])
        #expect((guide != nil) == isFine)
        #expect(
            problems.map(Fixture.line)
                == (isFine ? [] : ["dir/pl.md:1:1 K203-markdown-too-long | 1048576"]))
    }

    @Test(arguments: [
        ("docs/pl/a.md", "x", "en"), ("docs/pl/a.md", "Zażółć", "pl"), ("docs/de/a.md", "x", "de"),
        ("a/b.pl.md", "x", "pl"), ("a/b-en.md", "Zażółć gęślą", "en"), ("do-it.md", "x", "en"),
        ("README.md", "Zażółć gęślą jaźń i skończ", "pl"),
        (
            "README.md",
            "Only Łódź is named here, in a text of English words that goes on for a while. "
                + "Whoever reads it needs no Polish: there is nothing else of it to be found.", "en"
        ),
        ("en.md", "Zażółć", "en"), ("", "", "en"),
    ])
    func `the language is that of the name, of the words, or of a folder`(
        path: String, text: String, language: String
    ) {
        #expect(Guide.plainLanguage(of: SourceFile(path: path, text: text)) == language)
    }
}

struct HTMLWordsTests {
    @Test(arguments: [
        ("<p>a <b>b</b></p><p>c</p>", ["a b", "c"]), ("<!-- x -->", []), ("<img alt='x'>", []),
        ("<style>a{}</style>b", ["b"]),
        ("a < b &lt; c &amp; d &nbsp;&unknown; &", ["a < b < c & d \u{A0}&unknown; &"]),
        ("<td>a</td><td>b</td>", ["a b"]), ("<p", []), ("</", []), ("<script>", []), ("<!--", []),
        ("<p>Zażółć\n  gęślą</p>", ["Zażółć gęślą"]),
    ])
    func `the words of HTML are left`(html: String, words: [String]) {
        #expect(HTMLWords.paragraphs(html) == words)
    }
}
