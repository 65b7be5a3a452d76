/// Every combination of answers is followed, and a great many of them are counted as one.
import Guides
import Testing

struct WaysTests {
    /// A guide of one language with these inputs and steps; every choice has its words.
    private static func lint(
        choices: [(id: String, options: [String], when: String?)],
        steps: [(id: String, asks: [String], when: String?)]
    ) -> Lint {
        var manifest = "id: many\nsource: pl\nlocales: [pl]\ninputs:\n"
        for (id, options, when) in choices {
            manifest +=
                "  \(id):\n    kind: choice\n    options: [\(options.joined(separator: ", "))]\n"
            if let when { manifest += "    when: \(when)\n" }
        }
        manifest += "steps:\n"
        var text = "# Many\n"
        for (id, asks, when) in steps {
            manifest += "  - id: \(id)\n    asks: [\(asks.joined(separator: ", "))]\n"
            if let when { manifest += "    when: \(when)\n" }
            text += "\n## \(id)\n<!-- step: \(id) -->\n\nText.\n\n"
            for ask in asks {
                text += "- \(ask) <!-- input: \(ask) -->\n"
                for option in choices.first(where: { $0.id == ask })?.options ?? [] {
                    text += "  - \(option) <!-- option: \(option) -->\n"
                }
            }
        }
        let files = GuideFiles(
            id: "many", manifest: SourceFile(path: "guide.yml", text: manifest),
            texts: ["pl": SourceFile(path: "pl.md", text: text)], has: { _ in true })
        return Guide.lint(files, today: 0, forms: [])
    }

    @Test func `answers that no condition tells apart are one`() {
        let lint = WaysTests.lint(
            choices: [("a", ["x", "y", "z", "w"], nil), ("b", (1...20).map { "o\($0)" }, nil)],
            steps: [("s", ["a", "b"], nil), ("t", [], "a in [x, y]")])
        #expect(lint.problems.map(Fixture.line) == [])
        #expect(lint.combinations == 80)
    }

    /// Two to the fiftieth combinations: nobody follows them one by one.
    @Test func `an answer that nothing depends on any more is forgotten`() {
        let numbers = Array(1...50)
        let lint = WaysTests.lint(
            choices: numbers.map { ("c\($0)", ["yes", "no"], nil) },
            steps: numbers.flatMap { number in
                [
                    ("s\(number)", ["c\(number)"], nil),
                    ("t\(number)", [], "c\(number) == yes"),
                ]
            })
        #expect(lint.problems.map(Fixture.line) == [])
        #expect(lint.combinations == 1 << 50)
    }

    @Test func `a number of combinations beyond all numbers is as large as they go`() {
        let numbers = Array(1...200)
        let lint = WaysTests.lint(
            choices: numbers.map { ("c\($0)", ["yes", "no"], nil) },
            steps: numbers.map { ("s\($0)", ["c\($0)"], nil) } + [("last", [], "c1 == yes")])
        #expect(lint.combinations == .max)
    }

    @Test func `too many that have to be told apart are not followed, and that is said`() {
        let numbers = Array(1...40)
        let all = numbers.map { "c\($0) == yes" }.joined(separator: " and ")
        let lint = WaysTests.lint(
            choices: numbers.map { ("c\($0)", ["yes", "no"], nil) },
            steps: numbers.map { ("s\($0)", ["c\($0)"], nil) } + [("last", [], all)])
        #expect(lint.problems.map(\.code) == [.tooManyWays])
        #expect(lint.errors == 1 && lint.warnings == 0)
        #expect(lint.combinations == nil)
    }

    @Test func `few enough that have to be told apart are followed to the end`() {
        let numbers = Array(1...10)
        let all = numbers.map { "c\($0) == yes" }.joined(separator: " and ")
        let lint = WaysTests.lint(
            choices: numbers.map { ("c\($0)", ["yes", "no"], nil) },
            steps: numbers.map { ("s\($0)", ["c\($0)"], nil) }
                + [("last", [], all), ("never", [], "c1 == yes and c1 == no and \(all)")])
        #expect(lint.combinations == 1024)
        #expect(
            lint.problems.map { [$0.code.rawValue] + $0.arguments } == [
                ["K320-step-unreachable", "never", "1024"]
            ])
    }

    @Test func `the combination that is named shows the fault`() {
        let lint = WaysTests.lint(
            choices: [
                ("a", ["x", "y"], nil), ("b", ["u", "v", "w"], nil), ("c", ["p", "q"], "b != u"),
            ],
            steps: [
                ("s", ["a", "b"], nil), ("t", ["c"], "a == y"), ("u", [], "c == p or b == w"),
            ])
        #expect(
            lint.problems.map(Fixture.line) == [
                "guide.yml:23:11 K323-never-decided | u | c | a=x, b=u"
            ])
    }

    @Test func `a question that was asked is not asked again`() {
        let lint = WaysTests.lint(
            choices: [("a", ["x", "y"], nil)],
            steps: [("s", ["a"], nil), ("t", ["a"], "a == x"), ("u", [], "a == y")])
        #expect(lint.problems.map(Fixture.line) == [])
        #expect(lint.combinations == 2)
    }
}
