/// One profile out of a plaintext that passes by in pieces, wherever it is cut.
import Secrecy
import SecretJSON
import Testing

@testable import Vaults

struct ProfileSieveTests {
    private func sieved(_ text: String, _ profile: String, piece: Int = 1 << 16) -> String? {
        let bytes = Array(text.utf8)
        let sieve = ProfileSieve(profile)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            sieve.take(bytes.raw.extracting(start..<min(start + piece, bytes.count)))
        }
        return sieve.text?.copiedIntoOrdinaryMemory()
    }

    private func document(_ profiles: [String]) -> VaultDocument {
        var document = Sample.empty()
        for profile in profiles {
            document.set(
                "project_id", of: profile, to: Secret(copying: "of " + profile), kind: "text",
                isSensitive: false, by: Sample.author)
        }
        document.succeed(nil)
        return document
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1 << 16])
    func `the front and one line are kept, wherever the pieces end`(_ piece: Int) throws {
        let text = document(["a", "klient 1", "klient 10", "żółw"]).json
        for profile in ["a", "klient 1", "klient 10", "żółw"] {
            let kept = try #require(sieved(text, profile, piece: piece))
            #expect(kept.hasPrefix(#"{"format":1,"vault":"f00d","generation":1"#))
            #expect(kept.contains("\"profiles\":{\"\(profile)\":{\"project_id\":"))
            #expect(kept.components(of: "project_id") == 1 && !kept.contains("history"))
            let part = try VaultDocument(plaintext: Secret(copying: kept), profile: profile)
            #expect(part.text("project_id", of: profile) == "of " + profile)
        }
        #expect(sieved(text, "klient", piece: piece) == nil)
        #expect(sieved(text, "klient 100", piece: piece) == nil)
        #expect(sieved(text, "project_id", piece: piece) == nil)
        #expect(sieved(text, "history", piece: piece) == nil)
    }

    @Test(arguments: [#"a "b" c"#, #"C:\new"#, "tab\there", "two\nlines", "", "🦆", "\u{7F}", "<b>"])
    func `a name is looked for as it is written`(_ name: String) throws {
        let text = document(["a", name, "z"]).json
        for piece in [1, 5, 4096] {
            let kept = try #require(sieved(text, name, piece: piece))
            let part = try VaultDocument(plaintext: Secret(copying: kept), profile: name)
            #expect(part.text("project_id", of: name) == "of " + name)
        }
    }

    @Test func `a value that holds the line of another profile changes nothing`() throws {
        var document = document(["a", "b"])
        let forged =
            "x\n\"b\":{\"project_id\":{\"kind\":\"text\",\"revision\":1,\"value\":\"forged\"}}"
        document.set(
            "note", of: "a", to: Secret(copying: forged), kind: "text", isSensitive: false,
            by: Sample.author)
        let kept = try #require(sieved(document.json, "b"))
        let part = try VaultDocument(plaintext: Secret(copying: kept), profile: "b")
        #expect(part.text("project_id", of: "b") == "of b" && part.profiles.count == 1)
    }

    @Test func `a plaintext in one line is kept as a whole`() throws {
        #expect(sieved(Sample.line, "default") == Sample.line)
        #expect(sieved(Sample.line, "nobody", piece: 3) == Sample.line)
        #expect(sieved(document([]).json, "default") == document([]).json)
    }

    @Test func `lines that break anywhere else are for the whole reading`() {
        let inputs = Sample.line.replacing(#""project_id":"#, with: "\n\"project_id\":")
        #expect(sieved(inputs, "project_id") == nil)
        #expect(sieved(Sample.line.replacing(",", with: ",\n"), "default") == nil)
        #expect(
            sieved(Sample.written.replacing(#""slots""#, with: "\n\"slots\""), "default") == nil)
        // A profile and an input of its have the name of what holds all profiles.
        let named = Sample.line.replacing(#""default":{"#, with: "\"profiles\":{\n")
            .replacing(#""project_id":"#, with: "\n\"profiles\":")
        #expect(sieved(named, "profiles") == nil)
    }

    @Test func `a document that Krok writes has a line for each profile`() {
        let lines = document(["a", "b"]).json.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("\"a\":{") && lines[2].hasPrefix("\"b\":{"))
        #expect(lines[3].hasPrefix("},\"history\":["))
        #expect(document([]).json.split(separator: "\n").count == 1)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
