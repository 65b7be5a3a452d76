/// Words without accents and case.
import Guides
import Testing

struct FoldingTests {
    @Test(arguments: [
        ("Żółć", "zolc"), ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc gesla jazn"), ("abc", "abc"), ("", ""),
        // The same letters as a Mac types them.
        ("z\u{307}o\u{301}łc\u{301}", "zolc"), ("Straße", "strasse"), ("Łącze", "lacze"),
        ("Ærø Þór Œuvre Đuro İzmir", "aero thor oeuvre duro izmir"), ("漢字 Ω", "漢字 ω"),
    ])
    func `words are compared without case and accents`(text: String, folded: String) {
        #expect(Folding.folded(text) == folded)
    }
}
