/// What Krok remembers of a machine: convenience that never fails a command.
import Foundation
import Guides
import Testing
import Workspace

struct MemoryTests {
    private static let state = "/home/.local/state/krok/remembered.json"

    @Test func `what was remembered of a vault comes back, apart from another's`() throws {
        let stand = try Stand()
        let memory = Memory(stand.environment())
        #expect(memory["/one"] == Memory.Entry())
        memory.remember("/one") { $0.language = "pl" }
        memory.remember("/one") { $0.profile = "Łódź" }
        memory.remember("/two") { $0.guide = "gmail" }
        let again = Memory(stand.environment())
        #expect(again["/one"] == Memory.Entry(language: "pl", profile: "Łódź"))
        #expect(again["/two"] == Memory.Entry(guide: "gmail"))
        memory.remember("/one") { $0.profile = nil }
        #expect(again["/one"] == Memory.Entry(language: "pl"))
    }

    @Test func `labels are remembered, and a way of showing that nobody knows is forgotten`() throws
    {
        let stand = try Stand()
        Memory(stand.environment()).remember("/one") { $0.labels = .both }
        #expect(Memory(stand.environment())["/one"] == Memory.Entry(labels: .both))
        try stand.write(#"{"/one": {"labels": "three", "language": "pl"}}"#, to: MemoryTests.state)
        #expect(Memory(stand.environment())["/one"] == Memory.Entry(language: "pl"))
    }

    @Test func `the file is written for its owner alone`() throws {
        let stand = try Stand()
        Memory(stand.environment()).remember("/one") { $0.language = "pl" }
        #expect(try stand.permissions(MemoryTests.state) == 0o600)
        #expect(try stand.permissions("/home/.local/state/krok") == 0o700)
        #expect(
            String(decoding: try stand.bytes(MemoryTests.state), as: UTF8.self) == """
                {
                  "/one": {
                    "language": "pl"
                  }
                }

                """)
    }

    @Test func `nothing is written when nothing changed`() throws {
        let stand = try Stand()
        Memory(stand.environment()).remember("/one") { $0.language = nil }
        #expect(!FileManager.default.fileExists(atPath: stand.root + "/home"))
    }

    @Test func `a vault is one, whichever way leads there`() throws {
        let stand = try Stand()
        try stand.write("", to: "/real/x")
        try FileManager.default.createSymbolicLink(
            atPath: stand.root + "/link", withDestinationPath: stand.root + "/real")
        let memory = Memory(stand.environment())
        memory.remember(stand.root + "/link") { $0.language = "pl" }
        #expect(memory[stand.root + "/real"].language == "pl")
        #expect(memory[stand.root + "/real/../real/"].language == "pl")
    }

    @Test(arguments: [
        "", "garbage", "[]", "{", "{\"/one\":{\"language\":7}}", "{\"/one\":[]}",
        "{\"/one\":{\"language\":\"pl\"}} more", "\u{0}",
        String(repeating: "[", count: 100_000),
    ])
    func `a file that cannot be read counts as empty and is replaced`(text: String) throws {
        let stand = try Stand()
        try stand.write(text, to: MemoryTests.state)
        let memory = Memory(stand.environment())
        #expect(memory["/one"] == Memory.Entry())
        memory.remember("/one") { $0.language = "en" }
        #expect(memory["/one"] == Memory.Entry(language: "en"))
    }

    @Test func `a member of a later Krok is passed over`() throws {
        let stand = try Stand()
        try stand.write(
            #"{"/one":{"language":"pl","colour":{"a":[1]}}}"#, to: MemoryTests.state)
        #expect(Memory(stand.environment())["/one"] == Memory.Entry(language: "pl"))
    }

    @Test func `a folder that cannot be written costs nothing but the memory`() throws {
        let stand = try Stand()
        try stand.write("a file where a folder should be", to: "/home")
        let memory = Memory(stand.environment())
        memory.remember("/one") { $0.language = "pl" }
        #expect(memory["/one"] == Memory.Entry())
    }
}
