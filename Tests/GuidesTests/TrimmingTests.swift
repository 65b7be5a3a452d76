/// White space at the ends of a text: by bytes as far as may be, and as characters say.
import Testing

@testable import Guides

struct TrimmingTests {
    /// What can be mistaken: marks that join the sign before them or behind them.
    private static let signs = [
        " ", "\n", "\r", "\r\n", "\t", "a", "\u{7F}", "é", "\u{301}", "\u{600}", "\u{A0}",
        "\u{2003}", "\u{200D}", "",
    ]

    @Test(arguments: signs)
    func `as much is taken off as has white space for characters`(first: String) {
        for second in TrimmingTests.signs {
            for third in TrimmingTests.signs {
                for fourth in TrimmingTests.signs {
                    let text = first + second + third + fourth
                    let trimmed = text.trimmed
                    #expect(Array(trimmed.utf8) == Array(TrimmingTests.plainly(text).utf8))
                }
            }
        }
    }

    private static func plainly(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
