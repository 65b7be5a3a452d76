/// Running text broken into lines.
import Platform
import Secrecy
import Testing

@testable import Commands

struct TextLayoutTests {
    private static func lines(_ text: String, _ width: Int, _ language: String = "pl") -> [String] {
        var layout = TextLayout(language: language)
        layout.append(text)
        return layout.lines(width: width).map(\.plainText)
    }

    @Test func `words are broken at blanks`() {
        #expect(
            TextLayoutTests.lines("ala ma\n kota\ti psa", 6, "en") == ["ala ma", "kota i", "psa"])
        #expect(TextLayoutTests.lines("", 10) == [""])
        #expect(TextLayoutTests.lines("  ala  ", 10) == ["ala"])
    }

    @Test func `a Polish one-letter word goes with the next one`() {
        #expect(TextLayoutTests.lines("idę w las", 6) == ["idę", "w las"])
        #expect(TextLayoutTests.lines("idę w las", 6, "en") == ["idę w", "las"])
        #expect(TextLayoutTests.lines("tu i w lesie", 5) == ["tu", "i w l", "esie"])
        #expect(TextLayoutTests.lines("krok A", 6) == ["krok A"])
    }

    @Test func `a word wider than a line is cut between characters`() {
        #expect(TextLayoutTests.lines("zażółćgęśląjaźń", 6) == ["zażółć", "gęśląj", "aźń"])
        #expect(TextLayoutTests.lines("漢字漢字", 5) == ["漢字", "漢字"])
        #expect(TextLayoutTests.lines("b 漢字漢字", 5) == ["b", "漢字", "漢字"])
    }

    @Test func `a line break stays`() {
        var layout = TextLayout(language: "pl")
        layout.append("ala")
        layout.breakLine()
        layout.append("kot")
        #expect(layout.lines(width: 20).map(\.plainText) == ["ala", "kot"])
    }

    @Test func `pieces without a blank between them stand together`() {
        var layout = TextLayout(language: "pl")
        layout.append("otwórz (")
        layout.append("Klienci", .strong)
        layout.append("), potem")
        #expect(layout.lines(width: 16).map(\.plainText) == ["otwórz", "(Klienci), potem"])
    }

    private static let prose = """
        Otwórz w konsoli Google stronę „Klienci” i utwórz klienta typu Aplikacja internetowa, a w \
        polu z adresem 漢字漢字漢字 wklej https://crm.example.com/webservice/OAuth/MailAccount/\
        0123456789ABCDEFGHJKMNPQRSTVWXYZ, o ile 👩‍👩‍👧‍👦 e\u{301}\u{323} i u nas z tym w zgodzie.
        """

    @Test(arguments: [1, 2, 7, 20, 40, 80, 200], ["pl", "en"])
    func `no line is wider than the width, and no word is lost`(width: Int, language: String) {
        var layout = TextLayout(language: language)
        layout.append(TextLayoutTests.prose)
        let lines = layout.lines(width: width)
        for line in lines where line.width > max(width, 2) {
            Issue.record("\(line.plainText): \(line.width) > \(width)")
        }
        let squeezed = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(squeezed(lines.map(\.plainText).joined()) == squeezed(TextLayoutTests.prose))
    }

    @Test func `a secret is never cut`() {
        var layout = TextLayout(language: "pl")
        layout.append("klucz: ")
        layout.append(Piece(Secret(copying: "0123456789ż"), .code))
        let lines = layout.lines(width: 8)
        #expect(lines.map(\.width).max() == 11)
        #expect(
            lines.flatMap(\.pieces).count { if case .secret = $0.content { true } else { false } }
                == 1)
    }
}
