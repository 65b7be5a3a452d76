/// Markdown on a terminal, compared whole.
import CommonMark
import Secrecy
import Testing

@testable import Commands

struct BlockLayoutTests {
    private static let document = """
        # Tytuł

        Tekst z **mocnym**, *pochyłym*, ~~skreślonym~~ i `kodem {{id}}`.\\
        Druga linia z [odsyłaczem](https://example.com/x), [http](http://a.example),
        [krokiem](#klient), <https://example.com> i ![obrazek](a.svg).

        - jeden
        - dwa
          1. raz
          2. dwa

        5. pięć

           i dalej

        - [ ] otwarte
        - [x] zamknięte

        > Cytat, który jest dość długi, żeby się złamać w czterdziestu kolumnach.

        ```
        kod, którego nigdy nie wolno złamać, bo ktoś go kopiuje {{id}}
        ```

        ---

        <div>ukryte</div>
        """

    private static func lines(_ text: String, _ style: Style) throws -> String {
        var layout = BlockLayout(style: style, language: "pl")
        layout.step = { $0 == "klient" ? "client" : nil }
        layout.value = { Piece("<" + $0 + ">", .code) }
        return layout.lines(try CommonMark.parse(text).blocks, width: style.width)
            .map { $0.encoded(style).copiedIntoOrdinaryMemory() ?? "?" }.joined()
    }

    @Test func `every construct in plain words`() throws {
        let style = Style(plain: true, colour: false, links: false, width: 40)
        #expect(
            try BlockLayoutTests.lines(BlockLayoutTests.document, style) == """
                Tytuł

                Tekst z mocnym, pochyłym, skreślonym
                i kodem <id>.
                Druga linia z odsyłaczem
                <https://example.com/x>, http
                <http://a.example>, krokiem (→ client),
                https://example.com i [obrazek].

                - jeden
                - dwa
                  1. raz
                  2. dwa

                5. pięć

                   i dalej

                [ ] otwarte
                [x] zamknięte

                > Cytat, który jest dość długi, żeby się
                > złamać w czterdziestu kolumnach.

                    kod, którego nigdy nie wolno złamać, bo ktoś go kopiuje <id>

                ----------------------------------------

                """)
    }

    /// Thirty levels of what is moved to the right, and a hundred.
    @Test(arguments: ["- [ ] ", "- ", "1. ", "> "], [40, 80, 200])
    func `no line is wider than the page, however deeply it is nested`(
        mark: String, width: Int
    ) throws {
        let style = Style(plain: true, colour: false, links: false, width: width)
        let isQuote = mark == "> "
        let indent = mark == "1. " ? 3 : 2
        for depth in [30, 90] {
            let text = (0..<depth).map { level in
                (isQuote
                    ? String(repeating: mark, count: level + 1)
                    : String(repeating: " ", count: indent * level) + mark)
                    + "pięć słów, które się łamią\n" + (isQuote ? mark + "\n" : "")
            }.joined()
            let lines = try BlockLayoutTests.lines(text, style).split(separator: "\n")
            #expect(lines.map(\.count).max() ?? 0 <= width)
            let words = lines.joined(separator: " ").split(separator: " ")
            #expect(words.count { $0 == "słów," } == depth)
        }
        // Marks behind marks on one line.
        guard !isQuote else { return }
        let row = String(repeating: mark, count: 60) + "a"
        let lines = try BlockLayoutTests.lines(row, style).split(separator: "\n")
        #expect(lines.map(\.count).max() ?? 0 <= width)
    }

    @Test func `looks and links become control sequences`() throws {
        let style = Style(plain: false, colour: true, links: true, width: 60)
        let rendered = try BlockLayoutTests.lines(
            "**a b** [c](https://x.example) `d` [e](http://y.example)\n\n- f\n\n> g\n\n---\n", style
        )
        let shown = rendered.replacing("\u{1B}", with: "^")
        #expect(
            shown == """
                ^[1ma^[0m^[1m ^[0m^[1mb^[0m \
                ^[3m^]8;;https://x.example^\\c^]8;;^\\^[0m ^[36md^[0m \
                ^[3me^[0m ^[2m<http://y.example>^[0m

                ^[2m• ^[0mf

                ^[2m│ ^[0mg

                ^[2m────────────────────────────────────────────────────────────^[0m

                """)
    }

    @Test func `nothing of a text steers the terminal`() throws {
        let style = Style(plain: false, colour: true, links: true, width: 60)
        let evil = "a\u{1B}[2Jb \u{9B}31m \u{202E}x [c](https://x.example/\u{7}) `\u{1B}]0;t\u{7}`"
        let rendered = try BlockLayoutTests.lines(evil, style)
        #expect(!rendered.contains("\u{1B}[2J") && !rendered.contains("\u{1B}]0"))
        for scalar in ["\u{9B}", "\u{202E}", "\u{7}"] as [Character] {
            #expect(!rendered.contains(scalar))
        }
    }

    private static let table = """
        | Pole | Wartość |
        |---|---|
        | Host | imap.gmail.com |
        | Opis | dłuższy opis, który nie mieści się w jednej linii |
        """

    @Test func `a table that fits stands in columns`() throws {
        let style = Style(plain: true, colour: false, links: false, width: 80)
        #expect(
            try BlockLayoutTests.lines(BlockLayoutTests.table, style) == """
                Pole  Wartość
                ----  -------------------------------------------------
                Host  imap.gmail.com
                Opis  dłuższy opis, który nie mieści się w jednej linii

                """)
    }

    @Test func `a table that almost fits is wrapped in its columns`() throws {
        let style = Style(plain: true, colour: false, links: false, width: 30)
        #expect(
            try BlockLayoutTests.lines(BlockLayoutTests.table, style) == """
                Pole  Wartość
                ----  ------------------------
                Host  imap.gmail.com
                Opis  dłuższy opis, który nie
                      mieści się w jednej
                      linii

                """)
    }

    @Test func `a table that cannot fit becomes pairs`() throws {
        let style = Style(plain: true, colour: false, links: false, width: 20)
        let wide =
            "| Aaaa | Bbbb | Cccc |\n|---|---|---|\n| jeden raz | dwa razy | trzy razy |\n| x | | z |\n"
        #expect(
            try BlockLayoutTests.lines(wide, style) == """
                Aaaa: jeden raz
                Bbbb: dwa razy
                Cccc: trzy razy

                Aaaa: x
                Cccc: z

                """)
    }
}
