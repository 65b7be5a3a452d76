/// What the READMEs say is what the binary does.
import Foundation
import Testing

@Suite struct ReadmeTests {
    private func text(_ name: String) throws -> String {
        try String(contentsOf: Places.package.appending(path: name), encoding: .utf8)
    }

    /// The fenced blocks of a language.
    private func blocks(_ language: String, in text: String) -> [String] {
        text.components(separatedBy: "```" + language + "\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
    }

    private func help(_ command: String) async throws -> String {
        let folder = try Places.work()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await Stage(folder: folder, binary: Places.binary).run(command).output
    }

    /// The commands in the first column of the table, without `krok` alone.
    private func commands(in text: String) -> Set<String> {
        var commands: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("| `krok ") {
            let cell = line.replacing("\\|", with: "/").split(separator: "|")[0]
            for part in cell.split(separator: "`") {
                guard part.hasPrefix("krok ") else { continue }
                let word = part.dropFirst(5).prefix { $0.isLetter }
                commands.insert(String(word))
            }
        }
        return commands
    }

    @Test func `a README has fewer than 200 lines`() throws {
        for name in ["README.md", "README.pl.md"] {
            #expect(
                try text(name).split(separator: "\n", omittingEmptySubsequences: false).count < 200)
        }
    }

    @Test func `the transcript in the README is what krok prints`() async throws {
        let block = try #require(blocks("console", in: text("README.md")).first)
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
        let command = try #require(lines.first?.dropFirst(2))
        let folder = try Places.work()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let stage = Stage(folder: folder, binary: Places.binary)
        let (output, _, status) = try await stage.run(String(command))
        #expect(status == 0)
        #expect(
            output.replacing("WORK", with: "/home/anna")
                == lines.dropFirst().joined(separator: "\n") + "\n")
    }

    @Test(arguments: ["README.md", "README.pl.md"])
    func `the README names exactly the commands that help names`(name: String) async throws {
        let help = try await help("krok --help")
        let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
        let known = Set(
            list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }
                .filter { $0 != "See" })
        var named = commands(in: try text(name))
        // The table writes `tick|untick` and so on in one cell.
        for joined in ["untick"] where try text(name).contains("tick\\|" + joined) {
            named.insert(joined)
        }
        #expect(named == known)
    }

    @Test func `the README names exactly the options that every command takes`() async throws {
        let help = try await help("krok --help")
        let section = try #require(
            help.components(separatedBy: "OPTIONS EVERYWHERE:\n").last?
                .components(separatedBy: "\n\n").first)
        let known = Set(section.matches(of: #/--[a-z-]+/#).map { String($0.output) })
        let paragraph = try #require(
            text("README.md").components(separatedBy: "Options everywhere: ").last?
                .components(separatedBy: ". Variables").first)
        let named = Set(paragraph.matches(of: #/--[a-z-]+/#).map { String($0.output) })
        #expect(named == known)
    }

    @Test func `both READMEs give the same shell commands`() throws {
        func shell(_ name: String) throws -> [String] { blocks("sh", in: try text(name)) }
        #expect(try shell("README.md") == shell("README.pl.md"))
    }

    @Test func `CI calls the test command of the README`() throws {
        let command = "bash .ci/setup --tests && bash .ci/test"
        #expect(try text("README.md").contains(command))
        #expect(try text(".ci/run").contains(command))
    }
}
