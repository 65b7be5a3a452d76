/// Texts that are quadratic in cmark, or meant to be.
import CommonMark
import Testing

/// A text that is made to cost a parser quadratic time.
private struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let reason: CommonMarkError.Reason?
    let text: String

    var testDescription: String { name }

    /// `unit` repeated up to 256 KiB, with `separator` about every 30,000 bytes.
    init(_ unit: String, _ separator: String = "\n\n", _ reason: CommonMarkError.Reason? = nil) {
        name = (unit + separator).debugDescription
        self.reason = reason
        let part = String(repeating: unit, count: 30_000 / unit.utf8.count) + separator
        text = String(repeating: part, count: (1 << 18) / part.utf8.count)
    }

    init(_ name: String, text: String, _ reason: CommonMarkError.Reason?) {
        self.name = name
        self.reason = reason
        self.text = text
    }
}

private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
}

struct HostileTests {
    /// 256 KiB each: were one quadratic, the test would not end before somebody looked.
    @Test(arguments: [
        Hostile("a", "", .paragraphTooLong(limit: 32768)),
        Hostile("a <?", "\n\n", .unclosedDeclaration("<?")),
        Hostile("a <!A ", "\n\n", .unclosedDeclaration("<!")),
        Hostile("a <![CDATA[", "\n\n", .unclosedDeclaration("<![CDATA[")),
        Hostile("a <!--", "\n\n", .unclosedDeclaration("<!--")),
        Hostile("[", "\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("![[]()", "\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("> ", "a\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("- ", "a\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("1. ", "a\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("|-", "\n\n", .tooManyColumns(limit: 64)),
        Hostile("http://a)", "\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("http://a).", "\n\n", .nestedTooDeeply(limit: 100)),
        Hostile("[a]("), Hostile("*a **b "), Hostile("*a_ "), Hostile("_"), Hostile("*", "a\n\n"),
        Hostile("`` ` "), Hostile("<a b=\""), Hostile("a@"), Hostile("a_@"), Hostile("a\\\n"),
        Hostile("&aaaaaaaa"), Hostile("- a\n"), Hostile("```\n"),
        Hostile("|a|\n|-|\n", "\n\n", .tooManyCells(limit: 131_072)),
        Hostile("~a ~~b "), Hostile("\\["), Hostile("<"), Hostile("www.a~"), Hostile("a  \n"),
        Hostile("[a]: b\n", "\n\n", .referencesTooLong(limit: 16_777_216)), Hostile("x\n=\n"),
        Hostile("* * *\n"), Hostile("[^a]"),
    ])
    private func `a lot of it is refused or read at once`(_ hostile: Hostile) {
        #expect(reason(of: hostile.text) == hostile.reason)
    }

    @Test(arguments: [
        Hostile(
            "emphasis in emphasis",
            text: repeated("*a **b ", 60) + repeated("b** a*", 60),
            .nestedTooDeeply(limit: 100)),
        Hostile(
            "lists in lists, line by line",
            text: (0...100).map { repeated("  ", $0) + "- a\n" }.joined(),
            .nestedTooDeeply(limit: 100)),
        Hostile(
            "short rows of a wide table",
            text: "|" + repeated("x|", 64) + "\n|" + repeated("-|", 64) + "\n"
                + repeated("|a\n", 2100),
            .tooManyCells(limit: 131_072)),
        Hostile(
            "a long definition, often referred to",
            text: "[a]: " + repeated("x", 20_000) + "\n\n" + repeated("[a]\n\n", 2000),
            .referencesTooLong(limit: 16_777_216)),
        Hostile(
            "a table of 65 columns",
            text: repeated("a|", 64) + "a\n" + repeated("-|", 64) + "-\n",
            .tooManyColumns(limit: 64)),
        Hostile(
            "one byte too much", text: repeated("a\n\n", 349_525) + "ab",
            .tooLong(limit: 1_048_576)),
    ])
    private func `what is small and grows is refused`(_ hostile: Hostile) {
        #expect(reason(of: hostile.text) == hostile.reason)
    }

    @Test(arguments: [
        Hostile(
            "a mebibyte", text: repeated(repeated("x", 16_382) + "\n\n", 64), nil),
        Hostile(
            "a table of 64 columns",
            text: "|" + repeated("a|", 64) + "\n|" + repeated("-|", 64) + "\n", nil),
        Hostile("100 quotes", text: repeated(">", 100) + "a\n", nil),
        Hostile("100 brackets", text: repeated("[", 100) + "a" + repeated("]", 100) + "\n", nil),
        Hostile(
            "emphasis 100 deep", text: repeated("*a **b ", 50) + repeated("b** a*", 50), nil),
        Hostile(
            "a paragraph of 32 KiB", text: repeated("abcdefg\n", 4095) + "abcdefg", nil),
    ])
    private func `what lies on the limit is read`(_ hostile: Hostile) {
        #expect(reason(of: hostile.text) == hostile.reason)
    }

    private func reason(of text: String) -> CommonMarkError.Reason? {
        do throws(CommonMarkError) {
            _ = try CommonMark.parse(text)
            return nil
        } catch {
            return error.reason
        }
    }
}
