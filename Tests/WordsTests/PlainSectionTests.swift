/// Sections that are read without Yams hold what Yams finds in them.
import Testing

@testable import Words

struct PlainSectionTests {
    @Test(arguments: [
        "  a: \"b\"\n", "  a_b: \"c\"\n", "  # c\n\n  a: \"b # c: d\"\n  e-1: \"„ż”\"\n",
        "  a: \"\"\n",
        "  a:\n    one: \"b\"\n    many: \"c\"\n  d: \"e\"\n  f:\n    other: \"g\"\n",
    ])
    func `a section of ours is read as Yams reads it`(section: String) throws {
        let entries = try #require(PlainSection.read(section))
        #expect(try entries == Words.allEntries("s", section))
    }

    @Test(arguments: [
        "", "  # c\n", "  a: \"b\u{85}c\"\n", "  a: \"b\u{2028}c\"\n",
        "  a: \"b\u{2029}c\"\n", "  a: \"b\u{FEFF}c\"\n",
        "  a: b\n", "  a: 'b'\n", "  a: \"b\\n\"\n", "  a: \"b\" # c\n", "  a: \"b\n",
        "  a: \"b\"c\"\n",
        "  a: \"\n", "   a: \"b\"\n", "    a: \"b\"\n", "  a:\n", "  a:\n  b: \"c\"\n",
        "  a: \"b\"\n  a: \"c\"\n", "  a:\n    b: \"c\"\n    b: \"d\"\n",
        "  a: \"b\"\n    c: \"d\"\n",
        "  a:\n    b:\n", "  a:\n    b: \"c\"\n    d:\n", "  a: \"b\"\n   c: \"d\"\n",
        "  : \"b\"\n", "  -a: \"b\"\n", "  a?\n    b: \"c\"\n", "  a: b\"\n",
        "  a: \"b\u{7F}c\"\n",
        "  a: { one: \"b\" }\n", "  a: \"b\tc\"\n", "  - a\n", "  \"a\": \"b\"\n",
    ])
    func `every other one is left to it`(section: String) {
        #expect(PlainSection.read(section) == nil)
    }
}
