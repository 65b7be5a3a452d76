/// The value tree of a document with every construct.
import CommonMark
import Testing

struct DocumentTests {
    @Test func `every construct has its value and its place`() throws {
        #expect(dump(try CommonMark.parse(everything).blocks) == tree)
    }

    /// Where cmark alone would be wrong.
    @Test(arguments: [
        ("ą\\\nb\n*c*", "3:1-3:3"), ("ą\\\nb\\\n*c*\nd", "3:1-3:3"), ("ą  \nb *c*", "2:3-2:5"),
        ("`ą\nb` *c*", "2:4-2:6"), ("`ą\nb`\n*c*", "3:1-3:3"), ("<i\nj> *c*", "2:4-2:6"),
        ("- a\nb *c*", "2:3-2:5"),
        ("> ą\n>    b *c*", "2:8-2:10"), ("- [ ] ą\n  *c*", "2:3-2:5"), ("ą\r\nb *c*", "2:3-2:5"),
        ("\tą\n\n1. b\n\n   ą *c*", "5:6-5:8"), ("ą *c\\\nd*", "1:3-2:2"),
    ])
    func `the place of an inline is that of the source`(text: String, expected: String) throws {
        let lines = dump(try CommonMark.parse(text).blocks).split(separator: "\n")
        let places = lines.compactMap { $0.split(separator: "emphasis @").last }
            .filter { $0.first?.isNumber == true }
        #expect(places == [expected[...]])
    }

    private let everything = """
        # Żółć `a`

        Tekst *pochyły*, **grubą** i ~~skreślony~~
        [odsyłacz](https://example.com/ą "tytuł") ![obraz](a.svg)\\
        koniec <!-- uwaga -->

        1. raz
        2. dwa

           - [ ] zrób **to**
             *więcej*
           - [x] zrobione

        > cytat
        >   *dalej*
        leniwie *tu*
        > > głębiej

        ```sh {a}
        ls
          -l
        ```

            wcięty

        <!-- blok -->

        | Ł | b |
        |:--|--:|
        | ź `x\\|` | **d** |
        | e |

        Nagłówek
        ========

        * * *
        www.example.com ktoś@example.com <https://example.com>

        """

    private let tree = """
        heading 1 @1:1-1:10
          text "Żółć " @1:3-1:7
          code "a" @1:9-1:9
        paragraph @3:1-5:21
          text "Tekst " @3:1-3:6
          emphasis @3:7-3:15
            text "pochyły" @3:8-3:14
          text ", " @3:16-3:17
          strong @3:18-3:26
            text "grubą" @3:20-3:24
          text " i " @3:27-3:29
          strikethrough @3:30-3:42
            text "skreślony" @3:32-3:40
          soft break @3:42-3:42
          link "https://example.com/ą" "tytuł" @4:1-4:41
            text "odsyłacz" @4:2-4:9
          text " " @4:42-4:42
          image "a.svg" "" @4:43-4:57
            text "obraz" @4:45-4:49
          line break @4:57-4:57
          text "koniec " @5:1-5:7
          html "<!-- uwaga -->" @5:8-5:21
        list ordered 1 @7:1-13:1
          item @7:1-7:6
            paragraph @7:4-7:6
              text "raz" @7:4-7:6
          item @8:1-13:1
            paragraph @8:4-8:6
              text "dwa" @8:4-8:6
            list bullets tight @10:4-13:1
              item [ ] @10:4-11:13
                paragraph @10:10-11:13
                  text "zrób " @10:10-10:14
                  strong @10:15-10:20
                    text "to" @10:17-10:18
                  soft break @10:20-10:20
                  emphasis @11:6-11:13
                    text "więcej" @11:7-11:12
              item [x] @12:4-13:1
                paragraph @12:10-12:17
                  text "zrobione" @12:10-12:17
        quote @14:1-17:11
          paragraph @14:3-16:12
            text "cytat" @14:3-14:7
            soft break @14:7-14:7
            emphasis @15:5-15:11
              text "dalej" @15:6-15:10
            soft break @15:11-15:11
            text "leniwie " @16:1-16:8
            emphasis @16:9-16:12
              text "tu" @16:10-16:11
          quote @17:3-17:11
            paragraph @17:5-17:11
              text "głębiej" @17:5-17:11
        code fenced "sh {a}" "ls\\n  -l\\n" @19:1-22:3
        code indented "" "wcięty\\n" @24:5-25:1
        html "<!-- blok -->\\n" @26:1-26:1
        table left right @28:1-31:5
          row
            cell
              text "Ł" @28:3-28:3
            cell
              text "b" @28:7-28:7
          row
            cell
              text "ź " @30:3-30:4
              code "x|" @30:6-30:7
            cell
              strong @30:13-30:17
                text "d" @30:15-30:15
          row
            cell
              text "e" @31:3-31:3
            cell
        heading 1 @33:1-35:1
          text "Nagłówek" @33:1-33:8
        rule @36:1-36:5
        paragraph @37:1-37:54
          link "http://www.example.com" "" @37:1-37:1
            text "www.example.com" @37:1-37:1
          text " ktoś@example.com " @37:16-37:33
          link "https://example.com" "" @37:34-37:54
            text "https://example.com" @37:35-37:53

        """
}
