/// `unsafe` stands in wrapper rooms alone, and says each time why it is safe.
import Testing

struct UnsafeTests {
    static let wrappers: Set<String> = [
        "Secrecy", "CommonMark", "Platform", "Carried", "QRCode", "Certificates",
        "Curl", "Wire",
    ]

    /// Lines that use the keyword; the attribute and `nonisolated(unsafe)` are judged below.
    private static func uses(in source: SwiftSource) -> [Int] {
        source.code.indices.filter { index in
            source.code[index].ranges(of: /\bunsafe\b/).contains { range in
                let before = source.code[index][..<range.lowerBound]
                return !before.hasSuffix("@") && !before.hasSuffix("nonisolated(")
            }
        }
    }

    @Test func `the keyword stands in wrapper rooms alone`() {
        let elsewhere = Repository.sources.filter { !UnsafeTests.wrappers.contains($0.room) }
        let found = elsewhere.flatMap { source in
            UnsafeTests.uses(in: source).map { "\(source.path):\($0 + 1)" }
        }
        #expect(found == [])
        let attributes = elsewhere.filter { $0.code.contains { $0.contains("@unsafe") } }
        #expect(attributes.map(\.path) == [])
    }

    @Test func `every wrapper needs it`() {
        for room in UnsafeTests.wrappers.sorted() {
            let uses = Repository.sources.filter { $0.room == room }.flatMap(UnsafeTests.uses)
            #expect(!uses.isEmpty, "\(room) is no wrapper any more")
        }
    }

    /// How far above a use its reason may stand.
    private static let reach = 12

    @Test(arguments: Repository.sources.filter { wrappers.contains($0.room) }.map(\.path))
    func `each use stands under its SAFETY comment`(path: String) throws {
        let source = try #require(Repository.sources.first { $0.path == path })
        let bare = UnsafeTests.uses(in: source).filter { !UnsafeTests.hasReason($0, in: source) }
        #expect(bare.map { "\(path):\($0 + 1): " + source.lines[$0] } == [])
    }

    /// Whether a SAFETY comment stands above line `use`, in the same function.
    ///
    /// Declarations of one line that stand together without a blank line share one comment.
    private static func hasReason(_ use: Int, in source: SwiftSource) -> Bool {
        let isGroup = isWholeFunction(source.code[use])
        for line in stride(from: use, through: max(0, use - reach), by: -1) {
            let code = source.code[line]
            if source.comments[line].hasPrefix("// SAFETY: ") { return true }
            if isGroup {
                guard isWholeFunction(code) || code.allBlank && !source.comments[line].isEmpty
                else { return false }
            } else if opensFunction(code) {
                return false
            }
        }
        return false
    }

    private static func opensFunction(_ code: String) -> Bool {
        code.contains(/\b(func|deinit)\b/) || code.contains(/(^|\s)init[?(<]/)
            || code.contains(/\bvar\b.*\{/)
    }

    private static func isWholeFunction(_ code: String) -> Bool {
        opensFunction(code) && code.contains("{") && code.hasSuffix("}")
    }

    @Test func `a claim that the compiler cannot check gives its because`() {
        let claims = ["@unchecked Sendable", "nonisolated(unsafe)"]
        var found = 0
        for source in Repository.sources {
            for index in source.code.indices
            where claims.contains(where: { source.code[index].contains($0) }) {
                found += 1
                var reason = ""
                var line = index - 1
                while line >= 0, !source.comments[line].isEmpty, source.code[line].allBlank {
                    reason = source.comments[line] + "\n" + reason
                    line -= 1
                }
                #expect(reason.contains("because"), "\(source.path):\(index + 1)")
            }
        }
        #expect(found >= 3)
    }
}

extension String {
    var allBlank: Bool { allSatisfy(\.isWhitespace) }
}
