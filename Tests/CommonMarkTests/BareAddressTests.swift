/// Addresses in running text are found although they are not always looked for.
import Testing

@testable import CommonMark

struct BareAddressTests {
    /// What a parsing that always looks for addresses makes of a text.
    private static func always(_ text: String) throws -> Document {
        let bytes = Array(text.utf8)
        let tree = CTree(parsing: bytes, findsAddresses: true)
        return try withExtendedLifetime(tree) {
            try #require(
                try TreeReader.read(
                    tree.root, map: SourceMap(bytes), closesFences: true, findsAddresses: true))
        }
    }

    static let texts = [
        "https://a.b\n", "a http://a.b/c_d_e?f=g&h, i\n", "(https://a.b)\n", "*https://a.b*\n",
        "ahttps://a.b\n", "www.a.b\n", "(www.a.b)\n", "*www.a.b*\n", "„www.a.b”\n", "wwww.a.b\n",
        "a@b.c\n", "**a@b.c**\n", "[a](b) ftp://a.b\n", "mailto:a@b.c xmpp:a@b.c/d\n",
        "[https://a.b\n", "[https://a.b](c)\n", "x](https://a.b)\n", "[x](https://a.b c)\n",
        "![www.a.b](c)\n", "`a@b.c` a@b.c\n", "a\\@b.c\n", "a&#64;b.c http&#58;//a.b\n",
        "| www.a.b | a@b.c |\n|---|---|\n| *https://a.b* | (www.c.d) |\n", "# a@b.c\n",
        "- (https://a.b)\n  > *www.c.d*\n", "~~www.a.b~~ ~https://a.b~\n", "<https://a.b> a@b\n",
        "http:/a.b www.\n", "słów. https\\://a.b\n", "a\nwww.a.b\n", "a  \n(www.a.b)\n",
    ]

    @Test(arguments: texts)
    func `a text is what it is with all of them found`(text: String) throws {
        #expect(
            try CommonMark.parse(text, closesFences: true) == BareAddressTests.always(text))
    }

    /// A guess may only cost time.
    @Test(arguments: ["a\n", "*https://a.b*\n", "(www.a.b)\n", "a@b.c\n"])
    func `none of these is guessed`(text: String) {
        #expect(!BareAddress.isLikely(in: Array(text.utf8)))
    }

    @Test(arguments: ["a https://a.b\n", "www.a.b\n", "a\nhttp://a.b\n"])
    func `and these are`(text: String) {
        #expect(BareAddress.isLikely(in: Array(text.utf8)))
    }
}
