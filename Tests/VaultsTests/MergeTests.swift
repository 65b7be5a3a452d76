/// Merging two documents, case by case.
import Secrecy
import Testing
import Vaults

struct MergeTests {
    private static func author(_ slot: String, _ second: Int) -> VaultDocument.Author {
        VaultDocument.Author(slot: slot, time: "2026-11-22T10:00:0\(second)Z")
    }

    /// Two documents that come from one with the value `a`.
    private static func pair() -> (VaultDocument, VaultDocument) {
        var document = Sample.empty()
        document.set("a", to: "old", by: author("anna", 0))
        document.succeed(nil)
        return (document, document)
    }

    private static func merge(
        _ one: VaultDocument, _ two: VaultDocument
    ) throws(VaultFault) -> VaultMerge {
        try one.merged(with: two, file: Array("abc".utf8), by: Sample.later)
    }

    private static let place = VaultMerge.Place(profile: "default", input: "a")

    @Test func `another vault is refused`() {
        #expect(throws: VaultFault.otherVault) {
            _ = try MergeTests.merge(Sample.filled("f00d"), Sample.filled("cafe"))
        }
    }

    @Test func `the generation is the larger and one more, and names our file`() throws {
        var (one, two) = MergeTests.pair()
        for _ in 0..<4 { two.succeed([]) }
        let merged = try MergeTests.merge(one, two).document
        #expect(merged.generation == 6)
        // SHA-256 of `abc`, FIPS 180-4.
        #expect(merged.previous?.hasPrefix("ba7816bf") == true)
        one.succeed([])
        #expect(try MergeTests.merge(two, one).document.generation == 6)
        #expect(merged.history.last?.event == .merged)
        #expect(merged.history.last?.slot == "recovery")
    }

    @Test func `what one side changed stands, and nothing is told`() throws {
        var (one, two) = MergeTests.pair()
        two.set("a", to: "new", by: MergeTests.author("bob", 1))
        one.set("b", to: "mine", by: MergeTests.author("anna", 2))
        let merge = try MergeTests.merge(one, two)
        #expect(merge.document.text("a") == "new" && merge.document.text("b") == "mine")
        #expect(merge.conflicts.isEmpty && merge.overtaken.isEmpty && merge.keptSlots.isEmpty)
    }

    @Test func `what only the other side has stays, in a profile of its own too`() throws {
        var (one, two) = MergeTests.pair()
        two.set("b", to: "theirs", by: MergeTests.author("bob", 1))
        two.set(
            "c", of: "acme", to: Secret(copying: "acme's"), kind: "text", isSensitive: false,
            by: MergeTests.author("bob", 2))
        one.set("a", to: "mine", by: MergeTests.author("anna", 3))
        for merge in [try MergeTests.merge(one, two), try MergeTests.merge(two, one)] {
            #expect(merge.document.text("b") == "theirs")
            #expect(merge.document.text("c", of: "acme") == "acme's")
            #expect(merge.document.text("a") == "mine")
        }
    }

    @Test func `two contents of one revision are both kept, the older capture first`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "ours", by: MergeTests.author("anna", 2))
        two.set("a", to: "theirs", by: MergeTests.author("bob", 1))
        let merge = try MergeTests.merge(one, two)
        #expect(merge.conflicts == [MergeTests.place])
        #expect(merge.document.conflicts == [MergeTests.place])
        // In conflict it is no value: whoever does not ask for versions gets none.
        #expect(merge.document.value("a", of: "default") == nil)
        let versions = merge.document.conflict("a", of: "default")
        #expect(versions.map(\.slot) == ["bob", "anna"])
        #expect(
            versions.map { $0.content?.copiedIntoOrdinaryMemory() } == ["theirs", "ours"])
        #expect(versions.allSatisfy { $0.revision == 2 && $0.conflicting.isEmpty })
        #expect(merge.document.hasProfile("default"))
    }

    @Test func `a removal against a new value is a conflict, the removal last`() throws {
        var (one, two) = MergeTests.pair()
        let isGone = one.remove("a", of: "default", by: MergeTests.author("anna", 1))
        #expect(isGone)
        two.set("a", to: "theirs", by: MergeTests.author("bob", 2))
        var merged = try MergeTests.merge(one, two).document
        #expect(merged.conflict("a", of: "default").map { $0.content == nil } == [false, true])
        let isChosen = merged.choose(2, for: "a", of: "default", by: Sample.later)
        #expect(isChosen)
        #expect(merged.conflicts == [] && merged.value("a", of: "default") == nil)
        #expect(merged.profiles["default"]?["a"]?.revision == 3)
        #expect(merged.history.last?.event == .chosen)
    }

    @Test func `the same content with other care is a conflict`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "same", kind: "secret", isSensitive: true)
        two.set("a", to: "same")
        #expect(try MergeTests.merge(one, two).conflicts == [MergeTests.place])
    }

    @Test func `one secret with different ones before it is a conflict that keeps them all`() throws
    {
        var (one, two) = MergeTests.pair()
        func rotate(_ document: inout VaultDocument, _ contents: [String], by slot: String) {
            for content in contents {
                document.set(
                    "a", of: "default", to: Secret(copying: content), kind: "secret",
                    isSensitive: true, keepsPrevious: true, by: MergeTests.author(slot, 1))
            }
        }
        rotate(&one, ["anna's", "new"], by: "anna")
        rotate(&two, ["bob's", "new"], by: "bob")
        let merge = try MergeTests.merge(one, two)
        #expect(merge.conflicts == [MergeTests.place])
        #expect(
            merge.document.conflict("a", of: "default").map {
                $0.previous?.content.copiedIntoOrdinaryMemory()
            } == ["anna's", "bob's"])
    }

    @Test func `a chosen version keeps its time and slot and wins over both sides`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "ours", by: MergeTests.author("anna", 2))
        two.set("a", to: "theirs", by: MergeTests.author("bob", 1))
        var merged = try MergeTests.merge(one, two).document
        for number in [0, 3, -1, .max] {
            let isChosen = merged.choose(number, for: "a", of: "default", by: Sample.later)
            #expect(!isChosen)
        }
        let isChosen = merged.choose(1, for: "a", of: "default", by: Sample.later)
        #expect(isChosen)
        let value = try #require(merged.value("a", of: "default"))
        #expect(value.slot == "bob" && value.revision == 3)
        for side in [one, two] {
            let again = try MergeTests.merge(side, merged)
            #expect(again.document.text("a") == "theirs" && again.conflicts.isEmpty)
        }
    }

    @Test func `setting a value settles its conflict, even to one of the two`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "ours")
        two.set("a", to: "theirs")
        for content in ["ours", "theirs", "third"] {
            var merged = try MergeTests.merge(one, two).document
            merged.set("a", to: content)
            #expect(merged.text("a") == content && merged.conflicts == [])
            #expect(merged.value("a", of: "default")?.revision == 3)
        }
    }

    @Test func `a conflict that one side brings along is not told as new`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "ours")
        two.set("a", to: "theirs")
        let merged = try MergeTests.merge(one, two).document
        let again = try MergeTests.merge(one, merged)
        #expect(again.conflicts == [] && again.document.conflicts == [MergeTests.place])
        var third = MergeTests.pair().0
        third.set("a", to: "third")
        #expect(try MergeTests.merge(third, merged).conflicts == [MergeTests.place])
        #expect(
            try MergeTests.merge(third, merged).document.conflict("a", of: "default").count == 3)
    }

    @Test func `a higher revision wins, and is told when both sides changed the value`() throws {
        var (one, two) = MergeTests.pair()
        one.set("a", to: "1", by: MergeTests.author("anna", 1))
        one.set("a", to: "2", by: MergeTests.author("anna", 2))
        two.set("a", to: "3", by: MergeTests.author("bob", 3))
        for merge in [try MergeTests.merge(one, two), try MergeTests.merge(two, one)] {
            #expect(merge.document.text("a") == "2")
            #expect(merge.overtaken == [MergeTests.place])
        }
        // The same end by another way is nothing to tell.
        two.set("a", to: "2", by: MergeTests.author("bob", 4))
        two.set("a", to: "4", by: MergeTests.author("bob", 5))
        two.set("a", to: "2", by: MergeTests.author("bob", 6))
        #expect(try MergeTests.merge(one, two).overtaken == [])
    }

    @Test func `a profile that was removed while its values changed elsewhere is told`() throws {
        var (one, two) = MergeTests.pair()
        one.removeProfile("default", by: MergeTests.author("anna", 1))
        two.set("a", to: "1", by: MergeTests.author("bob", 2))
        two.set("a", to: "2", by: MergeTests.author("bob", 3))
        #expect(try MergeTests.merge(one, two).overtaken == [MergeTests.place])
        #expect(try MergeTests.merge(two, one).document.hasProfile("default"))
    }

    @Test func `a restored generation settles and brings back conflicts like values`() throws {
        var (one, two) = MergeTests.pair()
        let before = one
        one.set("a", to: "ours")
        two.set("a", to: "theirs")
        let merged = try MergeTests.merge(one, two).document
        var restored = merged
        restored.restore(before, by: Sample.later)
        #expect(restored.text("a") == "old" && restored.conflicts == [])
        // The same revision with one of the contents is not the conflict.
        restored = merged
        restored.restore(one, by: Sample.later)
        #expect(restored.text("a") == "ours")
        #expect(restored.value("a", of: "default")?.revision == 3)
        restored.restore(merged, by: Sample.later)
        #expect(restored.conflict("a", of: "default").map(\.revision) == [4, 4])
    }

    @Test func `a conflict that shares one of two contents is another one`() throws {
        var (one, two) = MergeTests.pair()
        var three = one
        one.set("a", to: "ours")
        two.set("a", to: "theirs")
        three.set("a", to: "a third")
        var restored = try MergeTests.merge(one, two).document
        restored.restore(try MergeTests.merge(one, three).document, by: Sample.later)
        let found = restored.conflict("a", of: "default")
            .compactMap { $0.content?.copiedIntoOrdinaryMemory() }
        #expect(found.sorted() == ["a third", "ours"])
    }

    // MARK: History

    @Test func `the history has each event once, by time, each side's order kept`() throws {
        var (one, two) = MergeTests.pair()
        one.set("b", to: "1", by: MergeTests.author("anna", 1))
        two.set("c", to: "1", by: MergeTests.author("bob", 2))
        one.set("b", to: "2", by: MergeTests.author("anna", 3))
        // The same event twice on one side stays twice.
        one.set("b", to: "3", by: MergeTests.author("anna", 3))
        for merge in [try MergeTests.merge(one, two), try MergeTests.merge(two, one)] {
            #expect(
                merge.document.history.map { ($0.subject ?? $0.event.rawValue) } == [
                    "made", "a", "b", "c", "b", "b", "merged",
                ])
        }
    }

    @Test func `a clock that ran backwards does not turn a side's order round`() throws {
        var (one, two) = MergeTests.pair()
        one.set("b", to: "1", by: MergeTests.author("anna", 9))
        one.set("c", to: "1", by: MergeTests.author("anna", 1))
        two = one
        two.set("d", to: "1", by: MergeTests.author("bob", 0))
        one.set("e", to: "1", by: MergeTests.author("anna", 5))
        let history = try MergeTests.merge(one, two).document.history.compactMap(\.subject)
        #expect(history == ["a", "b", "c", "d", "e"])
    }

    @Test func `what one side did before it learnt of the other's event stays before it`() throws {
        let base = MergeTests.pair().0
        var (one, two) = (base, base)
        two.set("s", to: "1", by: MergeTests.author("bob", 2))
        one.set("u", to: "1", by: MergeTests.author("anna", 5))
        // As a merge by somebody with another clock would have left it.
        one.set("s", to: "1", by: MergeTests.author("bob", 2))
        two.set("v", to: "1", by: MergeTests.author("bob", 3))
        for merge in [try MergeTests.merge(one, two), try MergeTests.merge(two, one)] {
            #expect(merge.document.history.compactMap(\.subject) == ["a", "u", "s", "v"])
        }
    }

    @Test func `the last thousand events stay, the merge among them`() throws {
        var (one, two) = MergeTests.pair()
        for number in 0..<700 {
            one.set("b", to: "\(number)", by: MergeTests.author("anna", 1))
            two.set("c", to: "\(number)", by: MergeTests.author("bob", 2))
        }
        let history = try MergeTests.merge(one, two).document.history
        #expect(history.count == 1000 && history.last?.event == .merged)
        #expect(history.filter { $0.subject == "c" }.count == 700)
    }
}
