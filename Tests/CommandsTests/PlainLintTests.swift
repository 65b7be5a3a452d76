/// The short way that reads a plain `krok guide lint` says what the parser says.
import ArgumentParser
import Guides
import Testing

@testable import Commands

struct PlainLintTests {
    private static func said(_ linting: Linting) -> [String?] {
        let options = linting.options
        return linting.paths + [
            linting.format.rawValue, options.vault, options.content, options.guide,
            options.profile, options.lang, options.labels?.rawValue, options.plain.description,
        ]
    }

    @Test(arguments: [
        [],
        ["content/gmail"],
        ["b", "a/", "ł ó.md"],
        ["content/gmail", "--json", "README.md"],
        ["--format", "github", "a", "--plain"],
        ["a", "--format", "text"],
        ["--lang", "pl", "--content", "b", "--format", "json", "a"],
    ])
    func `a plain command is read as the parser reads it`(arguments: [String]) throws {
        let plain = try #require(PlainLint(["guide", "lint"] + arguments))
        let parsed = try GuideLintCommand.parse(arguments)
        #expect(PlainLintTests.said(plain.linting) == PlainLintTests.said(parsed.linting))
    }

    @Test(arguments: [
        [""], ["--", "a"], ["a", "--help"], ["-h"], ["-"], ["a", "--format"],
        ["a", "--format", "xml"], ["a", "--format=json"], ["a", "--format", "--json"],
        ["a", "--json", "--json"], ["a", "--json", "--format", "github"],
        ["a", "--json", "--format", "json"], ["a", "--format", "json", "--format", "json"],
        ["a", "--lang", ""], ["a", "--labels", "both"], ["a", "--unknown", "b"],
    ])
    func `everything else is left to the parser`(arguments: [String]) {
        #expect(PlainLint(["guide", "lint"] + arguments) == nil)
        #expect(PlainLint(["lint"] + arguments) == nil)
        #expect(PlainLint(["guide", "bless"] + arguments) == nil)
    }
}
