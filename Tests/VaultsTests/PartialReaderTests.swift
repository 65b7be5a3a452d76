/// One profile of a document, read without the rest.
import Secrecy
import Testing
import Vaults

struct PartialReaderTests {
    @Test func `one profile is read, the others and the history are passed over`() throws {
        var whole = Sample.filled()
        whole.set(
            "project_id", of: "żółw", to: Secret(copying: "other"), kind: "text",
            isSensitive: false, by: Sample.author)
        let part = try VaultDocument(plaintext: whole.plaintext(), profile: "default")
        #expect(part.isPartial)
        #expect(part.text("project_id") == "demo-1")
        #expect(part.value("project_id", of: "żółw") == nil)
        #expect(part.history == [] && part.generation == whole.generation)
        #expect(part.slots == whole.slots)
        let none = try VaultDocument(plaintext: whole.plaintext(), profile: "nobody")
        #expect(none.profiles.isEmpty)
    }

    @Test func `nothing behind the profile that is asked for is looked at`() throws {
        let line = Sample.line + "]"
        let part = try VaultDocument(plaintext: Secret(copying: line), profile: "default")
        #expect(part.text("project_id") == "demo-1")
        #expect(throws: VaultFault.self) {
            _ = try VaultDocument(plaintext: Secret(copying: line), profile: "nobody")
        }
        #expect(throws: VaultFault.self) {
            _ = try VaultDocument(plaintext: Secret(copying: line))
        }
    }

    @Test func `members in another order are read to the end of the document`() throws {
        let start = try #require(Sample.line.firstRange(of: #""slots":"#)?.lowerBound)
        let profiles = try #require(Sample.line.firstRange(of: #""profiles":"#)?.lowerBound)
        let history = try #require(Sample.line.firstRange(of: #""history":"#)?.lowerBound)
        let line =
            Sample.line[..<start] + Sample.line[profiles..<history] + Sample.line[start..<profiles]
            + Sample.line[history...]
        let part = try VaultDocument(plaintext: Secret(copying: String(line)), profile: "default")
        let whole = try VaultDocument(plaintext: Secret(copying: Sample.line))
        #expect(part.slots == whole.slots && part.previous == whole.previous)
        #expect(part.text("project_id") == "demo-1")
    }

    @Test func `what is passed over still has to be JSON`() {
        let line = Sample.line.replacing(#""demo-1"}"#, with: #""demo-1"]"#)
        #expect(throws: VaultFault.self) {
            _ = try VaultDocument(plaintext: Secret(copying: line), profile: "nobody")
        }
    }

    @Test func `a document that was read in part is never written`() async {
        await #expect(processExitsWith: .failure) {
            let part = try? VaultDocument(
                plaintext: Sample.filled().plaintext(), profile: "default")
            _ = part?.plaintext()
        }
    }
}
