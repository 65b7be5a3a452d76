/// The threat model: every claim names a test, and every test that it names is there.
import Foundation
import Testing

struct ThreatModelTests {
    private struct Row {
        let claim: String
        let against: String
        /// What stands in backticks in the last column.
        let proofs: [String]
        /// What stands there beside: commas, and nothing else.
        let others: String
    }

    /// The rows of the table of what is defended.
    private static func rows(_ text: String) throws -> [Row] {
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex(of: "| claim | against | test |"))
        return try lines[(start + 2)...].prefix { $0.hasPrefix("| ") }.map { line in
            let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
            try #require(cells.count == 3, "not a claim, whom it is against, and tests: \(line)")
            let name = /`([^`]+)`/
            return Row(
                claim: cells[0], against: cells[1],
                proofs: cells[2].matches(of: name).map { String($0.1) },
                others: cells[2].replacing(name, with: ""))
        }
    }

    /// Every function of the tests against peers, and every test of Swift's.
    private static let names: Set<String> = {
        let peers = Repository.files(below: "Tests/Peers").filter { $0.hasSuffix(".py") }
            .compactMap { try? Repository.text($0) }.joined(separator: "\n")
        let swift = Repository.tests.flatMap(\.lines).joined(separator: "\n")
        return Set(peers.matches(of: /\ndef (test_\w+)/).map { String($0.1) })
            .union(swift.matches(of: /@Test\b[^`]*func `([^`]+)`/).map { String($0.1) })
    }()

    /// What is wrong with a table; nothing where each claim has its adversary and its tests.
    private static func faults(_ text: String) throws -> [String] {
        try rows(text).flatMap { row -> [String] in
            let isNamed = row.others.allSatisfy { ", ".contains($0) } && !row.proofs.isEmpty
            return (isNamed ? [] : ["not by tests alone: \(row.claim)"])
                + (row.against.isEmpty ? ["against nobody: \(row.claim)"] : [])
                + row.proofs.filter { !names.contains($0) }.map { "no test is called \($0)" }
        }
    }

    @Test func `every claim says against whom, and names tests that are there`() throws {
        let text = try Repository.text("vault/README.md")
        #expect(try ThreatModelTests.rows(text).count > 30)
        #expect(try ThreatModelTests.faults(text) == [])
    }

    @Test(arguments: [
        ("`Tests/AgeTests`", "no test is called Tests/AgeTests"),
        ("`Tests/Peers/test_git.py`", "no test is called Tests/Peers/test_git.py"),
        ("`MergePropertyTests`", "no test is called MergePropertyTests"),
        ("`test_a_vault_with_a_new_key_…`", "no test is called test_a_vault_with_a_new_key_…"),
        ("believe it", "not by tests alone: x"),
    ])
    func `a folder, a file, a suite and a pattern are no test`(cell: String, fault: String) throws {
        let table = "| claim | against | test |\n|---|---|---|\n| x | nobody | \(cell) |\n"
        #expect(try ThreatModelTests.faults(table) == [fault])
    }
}
