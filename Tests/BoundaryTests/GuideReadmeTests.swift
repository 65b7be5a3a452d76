/// The examples of content/README.md are one guide, those of FORMAT.md another; both are sound.
import Guides
import Testing

struct GuideReadmeTests {
    /// The fenced blocks that have a file's name, by that name.
    private static func examples(of page: String) throws -> [String: String] {
        var examples: [String: String] = [:]
        var open: (fence: Substring, name: String, text: String)?
        let readme = try Repository.text("content/" + page)
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if var block = open {
                if line == block.fence {
                    examples[block.name] = block.text
                    open = nil
                } else {
                    block.text += line + "\n"
                    open = block
                }
                continue
            }
            let fence = line.prefix { $0 == "`" }
            let words = line.dropFirst(fence.count).split(separator: " ")
            if fence.count >= 3, words.count == 2 { open = (fence, String(words[1]), "") }
        }
        return examples
    }

    private static func lint(_ examples: [String: String], lock: String?) -> Lint {
        Guide.lint(
            files(examples, lock: lock), today: CalendarDate("2026-11-01")?.daysSince1970 ?? 0,
            forms: [
                FormNeeds(
                    id: "yetiforce-mail-server",
                    fields: ["name", "client_id", "client_secret", "redirect_uri_id"],
                    needsRedirectURI: true)
            ])
    }

    private static func files(_ examples: [String: String], lock: String?) -> GuideFiles {
        func file(_ name: String) -> SourceFile {
            SourceFile(path: name, text: examples[name] ?? "")
        }
        return GuideFiles(
            id: "mailbox", manifest: file("guide.yml"),
            texts: ["pl": file("pl.md"), "en": file("en.md")],
            lock: lock.map { SourceFile(path: Guide.lockName, text: $0) },
            pictures: examples[Picture.fileName] == nil ? nil : file(Picture.fileName),
            has: { ["images/client.pl.svg", "images/client.en.svg"].contains($0) })
    }

    @Test(arguments: [
        ("README.md", ["en.md", "guide.yml", "pl.md"]),
        ("FORMAT.md", ["en.md", "guide.yml", "pictures.yml", "pl.md"]),
    ])
    func `the examples make a guide that the linter finds nothing wrong with`(
        page: String, files: [String]
    ) throws {
        let examples = try GuideReadmeTests.examples(of: page)
        #expect(examples.keys.sorted() == files)
        let (lock, _) = Guide.bless(
            GuideReadmeTests.files(examples, lock: nil), steps: nil)
        #expect(GuideReadmeTests.lint(examples, lock: lock).problems == [])
    }

    @Test(arguments: ["README.md", "FORMAT.md"])
    func `a word of the examples that is changed is noticed`(page: String) throws {
        var examples = try GuideReadmeTests.examples(of: page)
        let (lock, _) = Guide.bless(
            GuideReadmeTests.files(examples, lock: nil), steps: nil)
        examples["en.md"] = examples["en.md"]?.replacing("**Create client**", with: "**Make it**")
        #expect(!GuideReadmeTests.lint(examples, lock: lock).problems.isEmpty)
    }

    /// The page that teaches the format is a page: who wants all of it finds FORMAT.md.
    @Test func `the format is taught on one page`() throws {
        let lines = try Repository.text("content/README.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 121 && lines.allSatisfy { $0.count <= 120 })
    }

    /// The table of rules names every code, with `K128` and with `K320–K325`.
    @Test func `the table gives each code to its rule`() throws {
        let readme = try Repository.text("content/FORMAT.md")
        for line in readme.split(separator: "\n") where line.hasPrefix("| L") {
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
            let rule = String(cells[0].prefix(3))
            var numbers: Set<Int> = []
            for word in cells[1].split(separator: " ") {
                let ends = word.split(separator: "–").compactMap { Int($0.dropFirst()) }
                if let first = ends.first, let last = ends.last { numbers.formUnion(first...last) }
            }
            let known = ProblemCode.allCases.compactMap { Int($0.number.dropFirst()) }
            let own = ProblemCode.allCases.filter { $0.rule == rule }
                .compactMap { Int($0.number.dropFirst()) }
            #expect(numbers.intersection(known).sorted() == own.sorted(), "\(rule)")
        }
        let rules = readme.split(separator: "\n").filter { $0.hasPrefix("| L") }
        #expect(rules.count == 14)
    }
}
