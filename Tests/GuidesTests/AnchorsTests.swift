/// Each heading's anchor is found at the heading's place.
import CommonMark
import Testing

@testable import Guides

struct AnchorsTests {
    @Test(arguments: [
        "", "a\n", "# a\n# a\n## b\n",
        "a\n=\n\n- # b\n  - # c\n\n    d\n    -\n- e\n  ===\n\n> # f\n>\n> - # g\n> > # h\n\n# a\n",
        "[x]: y\nz\n---\n# ą\n\r# ą b\r\n\t# c\n1. # d\n2. # e\n\n   # f\n",
        "> # a\n# b\n> # c\n- > # d\n  > # e\n* * # f\n# g",
    ])
    func `an anchor stands where its heading does`(text: String) throws {
        let document = try CommonMark.parse(text)
        let anchors = Anchors(document)
        var slugs = Slugs()
        var names: [String] = []
        document.blocks.visitBlocks { block in
            guard case .heading(_, let title) = block.kind else {
                #expect(anchors[block.position] == nil)
                return
            }
            names.append(slugs.slug(of: title))
            #expect(anchors[block.position] == names.last)
        }
        #expect(anchors.names == names)
        #expect(anchors[SourcePosition(line: 1000, column: 1)] == nil)
    }
}
