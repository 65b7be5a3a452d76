/// Each code of the linter has a guide that breaks it and nothing else, and one that comes close.
import Guides
import Testing

struct LintTests {
    @Test func `the linter finds nothing in the fixture, as it is`() {
        #expect(LintFixture(around: Fixture()).report() == [])
    }

    @Test func `the linter finds nothing in its own fixture`() {
        let lint = LintFixture().lint()
        #expect(lint.problems.map(Fixture.line) == [])
        #expect(lint.combinations == 3)
    }

    @Test(arguments: LintFault.all)
    func `a guide with one fault is told that one`(fault: LintFault) {
        var fixture = LintFixture()
        fault.broken(&fixture)
        #expect(fixture.report() == fault.expected)
        let codes = Set(fixture.lint().problems.map(\.code))
        #expect(codes == [fault.code])
    }

    @Test(arguments: LintFault.all)
    func `a guide that comes close is not told anything`(fault: LintFault) {
        var fixture = LintFixture()
        let before = fixture.fixture.files
        let (images, today) = (fixture.images, fixture.today)
        fault.near(&fixture)
        #expect(
            fixture.fixture.files != before || fixture.images != images || fixture.today != today
                || fault.code == .notBlessed)
        #expect(fixture.report() == [])
    }

    /// Whichever is through first.
    @Test(arguments: LintFault.all)
    func `a guide is told the same where languages are looked at side by side`(fault: LintFault) {
        struct OtherFirst: SideBySide {
            func both<One: Sendable, Other: Sendable>(
                _ one: @escaping @Sendable () -> One, _ other: @escaping @Sendable () -> Other
            ) -> (One, Other) {
                let other = other()
                return (one(), other)
            }
        }
        var fixture = LintFixture()
        fault.broken(&fixture)
        let lint = Guide.lint(
            fixture.files, today: fixture.today, forms: fixture.forms, hands: OtherFirst())
        #expect(lint.problems == fixture.lint().problems)
        #expect(lint.combinations == fixture.lint().combinations)
    }

    /// The same for what loading tells: the faults are those of ProblemFaults.
    @Test(arguments: nearMisses)
    func `a file that comes close is fine`(miss: NearMiss) {
        var fixture = Fixture()
        for change in miss.changes {
            fixture.replace(change.old, change.new, in: change.file)
        }
        #expect(fixture.report() == [])
        #expect(fixture.load().guide != nil)
    }

    @Test func `every code has a guide that breaks it and one that comes close`() {
        let elsewhere: Set<ProblemCode> = [
            // Of pictures: see PictureTests. Of sizes: see below and `HostileTests`.
            .unknownLabel, .unknownPictureTask, .pictureNotShown, .badElement, .tooMany,
            .tooManyWays, .fileTooLong, .markdownTooLong,
            // Of Markdown that is no guide's: see below.
            .fileMissing,
        ]
        let close = Set(nearMisses.map(\.code))
        let missing = ProblemCode.allCases.filter {
            !elsewhere.contains($0) && !LintFault.codes.contains($0) && !close.contains($0)
        }
        #expect(missing.map(\.rawValue) == [])
        #expect(close.isDisjoint(with: LintFault.codes))
    }

    @Test func `every rule has a code, and every number is used once`() {
        let rules = Set(ProblemCode.allCases.compactMap(\.rule))
        #expect(rules.sorted() == (1...14).map { $0 < 10 ? "L0\($0)" : "L\($0)" })
        #expect(Set(ProblemCode.allCases.map(\.number)).count == ProblemCode.allCases.count)
    }

    // MARK: What is as long as allowed, and one more

    @Test(arguments: [(1 << 20, true), (1 << 20 + 1, false)])
    func `a manifest and a text may have a mebibyte`(length: Int, isFine: Bool) {
        for (file, code) in [
            ("guide.yml", ProblemCode.fileTooLong), ("pl.md", .markdownTooLong),
        ] {
            var fixture = Fixture()
            let text = fixture.files[file] ?? ""
            let missing = length - text.utf8.count
            let filling =
                file == "pl.md"
                ? String(
                    repeating: String(repeating: "a", count: 998) + "\n\n", count: missing / 1000)
                    + String(repeating: "a", count: missing % 1000)
                : String(repeating: "#", count: missing)
            fixture.files[file] = text + filling
            let codes = fixture.load().problems.map(\.code)
            #expect(codes == (isFine ? [] : [code]), "\(file)")
        }
    }

    @Test(arguments: [(1000, true), (1001, false)])
    func `a guide may have a thousand inputs`(count: Int, isFine: Bool) {
        var fixture = Fixture()
        let known = 5
        let more = (known..<count).map { "  more_\($0): { kind: text }\n" }.joined()
        fixture.replace("steps:\n", more + "steps:\n", in: "guide.yml")
        let codes = Set(fixture.load().problems.map(\.code))
        #expect(codes == (isFine ? [.neverAsked] : [.neverAsked, .tooMany]))
    }

    // MARK: What the linter leaves out

    @Test func `what follows from a broken file is not told`() {
        var fixture = LintFixture()
        fixture.replace("Wybierz:", "Wybierz <!-- co -->", in: "pl.md")
        fixture.fixture.files["en.md"] = "# A\n\n## B\n<!-- step: app -->\n"
        fixture.replace("minutes: 3", "minutes: 99", in: "guide.yml")
        let codes = Set(fixture.lint().problems.filter { $0.file == "en.md" }.map(\.code))
        #expect(codes.isDisjoint(with: LintFault.codes))
        #expect(fixture.lint().problems.contains { $0.code == .unknownComment })
        #expect(fixture.lint().problems.contains { $0.code == .tooManyMinutes })
    }

    @Test func `Markdown of no guide is linted as such`() {
        let text = """
            # A

            [b](#a) [c](#nowhere) [d](#there) ![](x.png) ![e](here.png) <a name="there"></a>

            #### Deep

            ```sh
            a
            ``` b
            ```

            **Bold** words, [links](http://example.com), `{{x}}`.

            """
        let file = SourceFile(path: "a.md", text: text)
        let lint = Guide.lint(markdown: file) { $0 == "here.png" }
        #expect(
            lint.problems.map(Fixture.line) == [
                "a.md:3:9 K261-anchor-unresolved | nowhere",
                "a.md:3:35 K264-image-without-text | x.png",
                "a.md:3:35 K267-image-missing | x.png | plain",
                "a.md:5:1 K226-heading-level-skipped | 4 | 1", "a.md:9:1 K212-text-after-fence | b",
            ])
        #expect(lint.combinations == nil)
        #expect((lint.errors, lint.warnings) == (4, 1))
    }

    @Test(arguments: [
        ("b.md", "b.md"), ("b.md#z", "b.md"), ("b.md?raw=true", "b.md"),
        ("../a%20b.md", "../a b.md"),
        ("docs/", "docs/"), ("there.md", nil), ("there.md#nowhere", nil), ("a%20b.md", nil),
        ("100%.md", "100%.md"), ("/root.md", nil), ("https://example.com/b.md", nil),
        ("mailto:a@example.com", nil), ("?page=2", nil), ("", nil),
    ])
    func `a link of Markdown leads to a file that is there`(link: String, missing: String?) {
        let file = SourceFile(path: "a.md", text: "# A\n\n[b](\(link))\n")
        let lint = Guide.lint(markdown: file) { ["there.md", "a b.md"].contains($0) }
        #expect(
            lint.problems.map(Fixture.line)
                == [missing].compactMap(\.self).map { "a.md:3:1 K271-file-missing | \($0)" })
    }

    // MARK: What loading tells, through the linter

    @Test(arguments: manifestFaults + textFaults)
    func `the linter tells a fault that loading tells, and nothing beside it`(fault: Fault) {
        var fixture = Fixture()
        fixture.replace(fault.old, fault.new, in: fault.file)
        let lint = LintFixture(around: fixture).lint()
        #expect(Set(lint.problems.map(\.code.rawValue)) == fault.codes)
    }

    @Test(arguments: nearMisses)
    func `the linter tells nothing of a file that comes close`(miss: NearMiss) {
        var fixture = Fixture()
        for change in miss.changes { fixture.replace(change.old, change.new, in: change.file) }
        #expect(LintFixture(around: fixture).report() == [])
    }

    @Test func `every code that loading tells has a guide that breaks it and nothing else`() {
        let single = (manifestFaults + textFaults).map(\.codes).filter { $0.count == 1 }
        let elsewhere = ProblemTests.elsewhere.union(LintFault.codes)
        let missing = ProblemCode.allCases.filter {
            !elsewhere.contains($0) && !single.contains([$0.rawValue])
        }
        #expect(missing.map(\.rawValue) == [])
    }
}
