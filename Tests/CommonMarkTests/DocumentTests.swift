import CommonMark
import Testing

struct DocumentTests {
    @Test func `every construct has its value and its place`() throws {
        print(dump(try CommonMark.parse(everything).blocks))
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
}
