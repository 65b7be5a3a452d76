/// Harmless text, options before the command, the progress bar.
import Testing

@testable import Commands
@testable import Phrases

struct SmallTests {
    @Test(arguments: [
        ("zażółć 漢字 😀", "zażółć 漢字 😀"), ("a\u{1B}[31m", "a\u{FFFD}[31m"),
        ("a\nb\tc\0", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ("\u{7F}\u{80}\u{9F}\u{A0}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{A0}"),
        ("\u{61C}\u{200E}\u{200F}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("\u{202A}\u{202E}\u{2066}\u{2069}x", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}x"), ("", ""),
    ])
    func `what could steer a terminal is replaced`(text: String, shown: String) {
        #expect(Array(Visible.text(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(
        arguments: [
            ([], []), (["status"], ["status"]),
            (["--lang", "pl", "status"], ["status", "--lang", "pl"]),
            (["--lang=pl", "status", "--json"], ["status", "--json", "--lang=pl"]),
            (["--plain", "--vault", "v", "get", "x"], ["get", "x", "--plain", "--vault", "v"]),
            (["--plain"], ["--plain"]), (["--lang", "pl"], ["--lang", "pl"]),
            (["--help", "status"], ["--help", "status"]), (["--version"], ["--version"]),
            (["--vault", "v", "set", "x", "--", "-y"], ["set", "x", "--vault", "v", "--", "-y"]),
            (["--vault", "--plain", "get"], ["get", "--vault", "--plain"]),
            (["--unknown", "--lang", "pl", "get"], ["--unknown", "--lang", "pl", "get"]),
            (["--", "--lang", "pl"], ["--", "--lang", "pl"]), (["-", "x"], ["-", "x"]),
        ] as [([String], [String])])
    func `options before a command go behind it`(given: [String], parsed: [String]) {
        #expect(Options.behindCommand(given) == parsed)
    }

    @Test func `a bar is always twenty columns`() {
        for all in 0...12 {
            for finished in 0...all {
                let text = Line(ProgressBar.pieces(finished: finished, all: all)).plainText
                #expect(text.count == 20)
                #expect(text.contains("░") == (all == 0 || finished < all))
            }
        }
    }
}
