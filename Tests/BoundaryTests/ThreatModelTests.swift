/// The threat model: every claim names a test, and every test that it names is there.
import Foundation
import Testing

struct ThreatModelTests {
    /// The rows of the table of what is defended: the claim, and what stands in backticks beside it.
    private static func rows() throws -> [(claim: String, proofs: [String])] {
        let lines = try Repository.text("vault/README.md").split(separator: "\n")
        let start = try #require(lines.firstIndex(of: "| claim | test |"))
        return lines[(start + 2)...].prefix { $0.hasPrefix("| ") }.map { line in
            let cells = line.dropFirst(2).dropLast(2).split(separator: " | ")
            let proofs = cells.last?.matches(of: /`([^`]+)`/).map { String($0.1) } ?? []
            return (String(cells[0]), proofs)
        }
    }

    /// Every function of the tests against peers, and every suite and test of Swift's.
    private static let names: Set<String> = {
        let peers = Repository.files(below: "Tests/Peers").filter { $0.hasSuffix(".py") }
            .compactMap { try? Repository.text($0) }.joined(separator: "\n")
        let swift = Repository.tests.flatMap(\.lines).joined(separator: "\n")
        return Set(peers.matches(of: /\ndef (test_\w+)/).map { String($0.1) })
            .union(swift.matches(of: /\bstruct (\w+Tests)\b/).map { String($0.1) })
            .union(swift.matches(of: /func `([^`]+)`/).map { String($0.1) })
    }()

    private static let files = Repository.files(below: "Tests") + Repository.files(below: ".ci")

    /// Whether a file, a folder, a suite or a test of this name is there; `*` and `…` stand for any
    /// letters.
    private static func isThere(_ proof: String) -> Bool {
        let parts = proof.split(separator: /[*…]/, omittingEmptySubsequences: false)
        func fits(_ name: String) -> Bool {
            guard parts.count > 1 else { return name == proof }
            return name.hasPrefix(parts[0]) && name.hasSuffix(parts[parts.count - 1])
        }
        return names.contains(where: fits)
            || files.contains { path in
                fits(path) || path.hasPrefix(proof + "/")
                    || fits(path.split(separator: "/").last.map(String.init) ?? path)
            }
    }

    @Test func `every claim names a test that is there`() throws {
        let rows = try ThreatModelTests.rows()
        #expect(rows.count > 20)
        for (claim, proofs) in rows {
            #expect(!proofs.isEmpty, "nothing shows: \(claim)")
            for proof in proofs where !ThreatModelTests.isThere(proof) {
                Issue.record("\(proof), which is to show “\(claim)”, is not there")
            }
        }
    }
}
