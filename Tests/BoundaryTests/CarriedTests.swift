/// The binary carries `content/`, whole and unchanged.
import Carried
import Testing

struct CarriedTests {
    /// What `content.c` has to list: everything in `content/` but its own machinery.
    private static let expected: [String: String] = {
        var paths = ["vault/README.md": "vault/README.md"]
        for path in Repository.files(below: "content") {
            let inner = String(path.dropFirst("content/".count))
            if inner.hasSuffix(".md"), !inner.contains("/") { continue }
            if inner.hasSuffix(".c") || inner.hasSuffix(".h") { continue }
            paths[inner] = path
        }
        return paths
    }()

    @Test func `exactly the files of content are carried, each once`() {
        #expect(Carried.paths.sorted() == CarriedTests.expected.keys.sorted())
    }

    @Test(arguments: expected.keys.sorted())
    func `a file is carried byte for byte`(path: String) throws {
        let place = try #require(CarriedTests.expected[path])
        #expect(Carried.file(path) == (try Repository.bytes(place)))
    }

    @Test(arguments: ["", "interface", "interface/pl", "README.md", "../vault/README.md"])
    func `another path finds nothing`(path: String) {
        #expect(Carried.file(path) == nil)
    }
}
