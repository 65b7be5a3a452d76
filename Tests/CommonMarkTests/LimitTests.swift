/// Each limit of parsing, from both sides.
import CommonMark
import Testing

struct LimitTests {
    /// The whole error, with Polish letters in front of the place.
    @Test(arguments: [
        ("żółć\n\n\0", "3:1 zeroByte"),
        ("żółć \0", "1:6 zeroByte"),
        ("ą <!-- b", "1:3 unclosedDeclaration <!--"),
        ("<!-- b", "1:1 unclosedDeclaration <!--"),
        ("<!-- b\n\n# c", "1:1 unclosedDeclaration <!--"),
        ("a\n\n<?php", "3:1 unclosedDeclaration <?"),
        ("ą <?php", "1:3 unclosedDeclaration <?"),
        ("<!DOCTYPE", "1:1 unclosedDeclaration <!"),
        ("<![CDATA[ x ]>", "1:1 unclosedDeclaration <![CDATA["),
        ("ą\n\n```", "3:1 unclosedFence"),
        ("```sh\nls\n", "1:1 unclosedFence"),
        ("````\nls\n```\n", "1:1 unclosedFence"),
        ("~~~\n```\n", "1:1 unclosedFence"),
        ("- ą\n  ```\n  ls\n\nb\n", "2:3 unclosedFence"),
        ("- ```\n  ls\n```\nb\n```\n", "1:3 unclosedFence"),
        ("> ```\n> ls\n\nb\n", "1:3 unclosedFence"),
        ("```\nls\n    ```\n", "1:1 unclosedFence"),
    ])
    func `what is left open is told with its place`(text: String, expected: String) {
        #expect(outcome(of: text) == expected)
    }

    @Test(arguments: [
        "", "\n", "```\n```", "```\n\n```\n", "```\nls\n```", "````\n```\n````\n",
        "```\nls\n   ```  \n", "> ```\n> ls\n>```\n", "- ```\n  ls\n  ```\n- b\n",
        "- a\n\n  ```\n  ls\n  ```\n```\nb\n```\n", "```\r\nls\r\n```\r\n", "~~~\n```\n~~~\n",
        "1. a\n   ```\n   ls\n   `````\n", "`<!--` and `<?`", "```\n<?php\n<!--\n```\n",
        "\\<!-- a", "a <!-- b --> c <? d ?> <!E f> <![CDATA[g]]>", "a < ! b <3 <!",
        "<!-- a\nb\n\nc -->\n",
    ])
    func `what is closed is read`(text: String) throws {
        _ = try CommonMark.parse(text)
    }

    @Test func `a long text of the usual kind is read`() throws {
        let step = """
            ## Krok

            Zdanie z **grubym** słowem i `{{kodem}}`, dość długie, aby zająć jeden wiersz tekstu.

            - [ ] Kliknij <!-- task: a -->
            - Nazwa: podpowiedź <!-- input: b -->


            """
        let document = try CommonMark.parse(String(repeating: step, count: 1000))
        #expect(document.blocks.count == 3000)
    }

    private func outcome(of text: String) -> String {
        do throws(CommonMarkError) {
            _ = try CommonMark.parse(text)
            return "read"
        } catch {
            let place = "\(error.line):\(error.column)"
            switch error.reason {
            case .unclosedDeclaration(let opening): return "\(place) unclosedDeclaration \(opening)"
            case .unclosedFence: return "\(place) unclosedFence"
            case .zeroByte: return "\(place) zeroByte"
            default: return "\(place) some limit"
            }
        }
    }
}
