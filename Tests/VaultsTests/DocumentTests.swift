/// The vault document: what it keeps, writes and reads back.
import Secrecy
import Testing
import Vaults

struct DocumentTests {
    @Test func `the plaintext is a line for each profile, then spaces up to 4096 bytes`() {
        let json = Sample.filled().json
        #expect(json.utf8.count == 4096)
        #expect(json.trimmingSpaces == Sample.written)
        #expect(json.count { $0 == "\n" } == 2)
    }

    @Test func `a document read back writes the same plaintext`() throws {
        let document = Sample.filled()
        let back = try VaultDocument(plaintext: document.plaintext())
        #expect(back.json == document.json)
        #expect(back.text("client_secret") == "GOCSPX-\"gęś\"\\\u{1F986}")
        #expect(back.text("mailbox") == nil)
        #expect(back.history == document.history)
        #expect(back.slots == document.slots)
    }

    /// The length of the line alone decides; a value of one more byte moves it by one.
    @Test(arguments: [(-1, 4096), (0, 4096), (1, 8192), (4096, 8192), (4097, 12288)])
    func `the padding hides the length in steps of 4096`(beyond: Int, padded: Int) throws {
        var document = Sample.empty()
        document.set("x", to: "")
        document.succeed(nil)
        let bare = document.json.trimmingSpaces.utf8.count
        document = Sample.empty()
        document.set("x", to: String(repeating: "y", count: 4096 + beyond - bare))
        document.succeed(nil)
        #expect(document.json.trimmingSpaces.utf8.count == 4096 + beyond)
        #expect(document.plaintext().count == padded)
        #expect(try VaultDocument(plaintext: document.plaintext()).text("x")?.count ?? 0 > 0)
    }

    @Test func `each change raises the value's revision and is written down`() {
        var document = Sample.empty()
        document.set("a", to: "1")
        document.set("a", to: "2", by: Sample.later)
        let value = document.value("a", of: "default")
        #expect(value?.revision == 2)
        #expect(value?.time == Sample.later.time)
        #expect(value?.slot == "recovery")
        #expect(document.history.map(\.event) == [.made, .set, .set])
        #expect(document.text("a", of: "other") == nil)
    }

    @Test func `the same value again changes nothing`() {
        var document = Sample.empty()
        document.set("a", to: "1")
        let before = document.json
        document.set("a", to: "1", by: Sample.later)
        #expect(document.json == before)
    }

    @Test func `the same value of another kind or care is a change`() {
        var document = Sample.empty()
        document.set("a", to: "1")
        document.set("a", to: "1", kind: "url")
        document.set("a", to: "1", kind: "url", isSensitive: true)
        #expect(document.value("a", of: "default")?.revision == 3)
    }

    @Test func `a removed value leaves a tombstone that a new value follows`() throws {
        var document = Sample.empty()
        document.set("a", to: "1", kind: "secret", isSensitive: true)
        let isGone = document.remove("a", of: "default", by: Sample.later)
        #expect(isGone)
        #expect(document.value("a", of: "default") == nil)
        let stone = document.profiles["default"]?["a"]
        #expect(stone?.content == nil)
        #expect(stone?.revision == 2)
        #expect(stone?.kind == "secret")
        #expect(stone?.isSensitive == true)
        #expect(!document.json.contains("\"value\""))
        for input in ["a", "b"] {
            let wasThere = document.remove(input, of: "default", by: Sample.later)
            #expect(!wasThere)
        }
        document.set("a", to: "1")
        #expect(document.value("a", of: "default")?.revision == 3)
        #expect(document.history.map(\.event) == [.made, .set, .removed, .set])
    }

    @Test func `the history keeps the last thousand events`() throws {
        var document = Sample.empty()
        for number in 1...1003 { document.set("a", to: "\(number)") }
        #expect(document.history.count == 1000)
        #expect(document.history.first?.event == .set)
        document.note(.rekeyed, by: Sample.later)
        #expect(document.history.count == 1000)
        #expect(
            document.history.last
                == HistoryEntry(
                    time: Sample.later.time, slot: "recovery", event: .rekeyed))
        document.succeed(nil)
        #expect(try VaultDocument(plaintext: document.plaintext()).history == document.history)
    }

    @Test func `no value is ever in the history`() {
        let history = Sample.line.split(separator: "\"history\"")[1]
        #expect(!history.contains("demo-1") && !history.contains("GOCSPX"))
    }

    @Test func `a profile is renamed with its values, never onto another`() {
        var document = Sample.filled()
        document.set(
            "a", of: "other", to: Secret(copying: "1"), kind: "text", isSensitive: false,
            by: Sample.author)
        let isTaken = !document.renameProfile("default", to: "other", by: Sample.later)
        #expect(isTaken)
        #expect(document.text("project_id") == "demo-1")
        let isFree = document.renameProfile("default", to: "client", by: Sample.later)
        #expect(isFree)
        #expect(document.text("project_id") == nil)
        #expect(document.text("project_id", of: "client") == "demo-1")
        #expect(
            document.history.last
                == HistoryEntry(
                    time: Sample.later.time, slot: "recovery", event: .profileRenamed,
                    profile: "default", subject: "client"))
        let before = document.json
        let isNothing = document.renameProfile("nobody", to: "free", by: Sample.later)
        #expect(isNothing)
        #expect(document.json == before)
    }

    @Test func `a removed profile is gone`() {
        var document = Sample.filled()
        document.removeProfile("default", by: Sample.later)
        #expect(!document.hasProfile("default"))
        let stones = document.profiles["default"] ?? [:]
        #expect(stones.count == 4 && stones.values.allSatisfy { $0.content == nil })
        // The one that was removed before stays as it was.
        #expect(stones.mapValues(\.revision).values.sorted() == [2, 2, 2, 2])
        #expect(stones["mailbox"]?.time == Sample.later.time)
        #expect(document.history.last?.event == .profileRemoved)
        let before = document.json
        document.removeProfile("default", by: Sample.later)
        #expect(document.json == before)
    }

    @Test func `a generation names the file that it replaces by its hash`() {
        var document = Sample.empty()
        document.succeed(nil)
        #expect(document.generation == 1)
        #expect(document.previous == nil)
        document.succeed(Array("abc".utf8))
        #expect(document.generation == 2)
        // SHA-256 of `abc`, FIPS 180-4.
        #expect(
            document.previous
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}

extension String {
    /// Without spaces at the end.
    var trimmingSpaces: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
