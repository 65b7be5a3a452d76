/// What every file keeps to.
import Testing

struct TidinessTests {
    private static let all = Repository.sources + Repository.tests

    @Test func `the first line of a file says what it is for`() {
        let silent = TidinessTests.all.filter { source in
            let first = source.lines.first ?? ""
            let words = first.drop { $0 == "/" }.split(separator: " ")
            return !first.hasPrefix("// ") && !first.hasPrefix("/// ") || words.count < 3
        }
        #expect(silent.map(\.path) == [])
    }

    @Test func `a file has at most 400 lines`() {
        let long = TidinessTests.all.filter { $0.lines.count > 401 }
        #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
    }

    @Test func `nothing is left for later`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        var found: [String] = []
        for source in TidinessTests.all {
            for (index, comment) in source.comments.enumerated() {
                let words = comment.split { !$0.isLetter }
                if words.contains(where: { marks.contains(String($0)) }) {
                    found.append("\(source.path):\(index + 1): \(comment)")
                }
            }
        }
        #expect(found == [])
    }

    /// Shortcuts that end the process on input, with the files that may take them.
    @Test(arguments: [
        ("try!", [String]()), ("as!", []),
        // Out of memory: there is nobody left to tell.
        ("fatalError(", ["Sources/Secrecy/SecretMemory.swift"]),
    ])
    func `no shortcut ends the process`(shortcut: String, allowed: [String]) {
        var found: [String] = []
        for source in TidinessTests.all where !allowed.contains(source.path) {
            for (index, code) in source.code.enumerated() where code.contains(shortcut) {
                found.append("\(source.path):\(index + 1)")
            }
        }
        #expect(found == [])
    }

    @Test func `git ignores builds, locks of versions and the vault, but not its README`() throws {
        let lines = try Repository.text(".gitignore").split(separator: "\n").map(String.init)
        #expect(
            lines == [
                ".build/", ".build-*/", "Package.resolved", "/vault/*", "!/vault/README.md",
                "__pycache__/", ".pytest_cache/",
            ])
    }

    @Test func `no file knows the folder that it was written in`() {
        // Written in two parts, so that this file does not find itself.
        let places = ["/work" + "/main", "/work" + "/shared", "/tmp" + "/units"]
        var found: [String] = []
        for path in Repository.files(below: "") {
            guard let text = try? Repository.text(path) else { continue }
            if places.contains(where: text.contains) { found.append(path) }
        }
        #expect(found == [])
    }
}
