/// How many columns a character takes.
import Platform
import Testing

struct WidthTests {
    @Test(
        arguments: [
            ("a", 1), ("~", 1), (" ", 1), ("\t", 0), ("\u{1B}", 0), ("\u{7F}", 0), ("\0", 0),
            ("ą", 1), ("ż", 1), ("Ł", 1), ("„", 1), ("—", 1), ("…", 1), ("•", 1), ("→", 1),
            ("✓", 1), ("░", 1), ("█", 1), ("⟨", 1),
            // Composed of two scalars.
            ("z\u{307}", 1), ("e\u{301}\u{323}", 1),
            // East Asian wide and fullwidth forms.
            ("漢", 2), ("あ", 2), ("한", 2), ("Ａ", 2), ("。", 2),
            ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2),
            ("\u{200B}", 0),
            // Flags, signs made emoji, keys, consonants in a row, vowels beside their consonant.
            ("🇵🇱", 2), ("☁", 1), ("☁️", 2), ("1️⃣", 2), ("❤️‍🔥", 2), ("नी", 2),
            ("\u{2028}", 0), ("\u{1FAE9}", 2), ("\u{0378}", 1),
        ] as [(Character, Int)])
    func `a character has a width`(character: Character, width: Int) {
        #expect(Terminal.width(of: character) == width)
    }

    @Test(arguments: [
        ("", 0), ("zażółć gęślą jaźń", 17), ("Zaz\u{307}o\u{301}l", 5), ("日本 ok", 7),
        ("a😀b", 4),
    ])
    func `a text is as wide as its characters`(text: String, width: Int) {
        #expect(Terminal.width(of: text) == width)
        #expect(Terminal.width(of: text[...]) == width)
    }
}
