/// Which comments of a text mean something.
import Testing

@testable import Guides

struct CommentTests {
    @Test(arguments: [
        "<!-- task: create -->", "<!--task:create-->", " <!--\ttask :\n create\t--> \n",
        "<!-- task: create\u{A0}-->", "<!--\u{2003}task: create-->",
        "<!--task : create-->", "<!-- task: create -->\n",
    ])
    func `blanks of any kind around a word are passed over`(html: String) throws {
        let comment = try #require(Comment(html))
        #expect(comment.kind == .task)
        #expect(comment.id == "create")
        #expect(comment.hasGoodID)
    }

    @Test(arguments: [
        "", "<!-->", "<!-- task -->", "<!-- task: -->", "<!-- task: a b -->", "<!-- task: a:b -->",
        "<!-- note: a -->", "<p>task: a</p>", "<!-- task: a", "task: a -->", "<p> task: a -->",
        "<!-- task: a</p",
    ])
    func `everything else is no comment of ours`(html: String) {
        #expect(Comment(html) == nil)
    }
}
