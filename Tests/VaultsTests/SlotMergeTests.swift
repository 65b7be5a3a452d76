/// Slots of two sides: what happened last decides, and one way in always stays.
import Testing
import Vaults

struct SlotMergeTests {
    private enum Change {
        case add(String), remove(String)
    }

    private static func changed(
        _ document: VaultDocument, _ changes: [(Change, Int)], by slot: String
    ) -> VaultDocument {
        var document = document
        for (change, second) in changes {
            let author = VaultDocument.Author(slot: slot, time: "2026-11-22T10:00:0\(second)Z")
            switch change {
            case .add(let name):
                document.slots.append(
                    SlotRecord(name: name, kind: .recipient, recipient: "age1" + slot))
                document.note(.slotAdded, subject: name, by: author)
            case .remove(let name):
                document.slots.removeAll { $0.name == name }
                document.note(.slotRemoved, subject: name, by: author)
            }
        }
        return document
    }

    private static func names(_ one: VaultDocument, _ two: VaultDocument) throws -> [String] {
        let merge = try one.merged(with: two, file: [], by: Sample.later)
        let turned = try two.merged(with: one, file: [], by: Sample.later)
        #expect(merge.document.slots == turned.document.slots)
        #expect(merge.keptSlots == turned.keptSlots)
        return merge.document.slots.map(\.name)
    }

    private static let base = changed(Sample.empty(), [(.add("x"), 0)], by: "anna")

    @Test func `an added slot is there and a removed one gone`() throws {
        let base = SlotMergeTests.base
        let one = SlotMergeTests.changed(base, [(.add("y"), 1)], by: "anna")
        let two = SlotMergeTests.changed(base, [(.remove("x"), 2)], by: "bob")
        #expect(try SlotMergeTests.names(one, two) == ["passphrase", "y"])
    }

    @Test func `who went on from the other's event decides, whatever the clocks say`() throws {
        let base = SlotMergeTests.changed(Sample.empty(), [(.add("x"), 9)], by: "anna")
        let removed = SlotMergeTests.changed(base, [(.remove("x"), 1)], by: "bob")
        #expect(try SlotMergeTests.names(base, removed) == ["passphrase"])
        let back = SlotMergeTests.changed(removed, [(.add("x"), 0)], by: "bob")
        #expect(try SlotMergeTests.names(removed, back) == ["passphrase", "x"])
    }

    @Test func `where neither knows of the other the later time decides`() throws {
        let base = SlotMergeTests.base
        let removed = SlotMergeTests.changed(base, [(.remove("x"), 5)], by: "anna")
        for (second, expected) in [(4, ["passphrase"]), (6, ["passphrase", "x"])] {
            let again = SlotMergeTests.changed(
                base, [(.remove("x"), 3), (.add("x"), second)], by: "bob")
            #expect(try SlotMergeTests.names(removed, again) == expected)
        }
    }

    @Test func `in one second the way in stays`() throws {
        let base = SlotMergeTests.base
        let removed = SlotMergeTests.changed(base, [(.remove("x"), 5)], by: "anna")
        let again = SlotMergeTests.changed(base, [(.remove("x"), 3), (.add("x"), 5)], by: "bob")
        #expect(try SlotMergeTests.names(removed, again) == ["passphrase", "x"])
    }

    @Test func `a slot that no event speaks of stays`() throws {
        var one = Sample.empty()
        one.slots.append(SlotRecord(name: "old", kind: .passphrase))
        #expect(try SlotMergeTests.names(one, Sample.empty()) == ["old", "passphrase"])
    }

    @Test func `of two records under one name the later stays`() throws {
        let one = SlotMergeTests.changed(Sample.empty(), [(.add("x"), 1)], by: "anna")
        let two = SlotMergeTests.changed(Sample.empty(), [(.add("x"), 2)], by: "bob")
        let merge = try one.merged(with: two, file: [], by: Sample.later)
        #expect(merge.document.slots.map(\.recipient) == [nil, "age1bob"])
        #expect(try SlotMergeTests.names(one, two) == ["passphrase", "x"])
    }

    @Test func `when each removed what the other left, all stay and are told`() throws {
        let base = SlotMergeTests.base
        let one = SlotMergeTests.changed(base, [(.remove("x"), 1)], by: "anna")
        let two = SlotMergeTests.changed(base, [(.remove("passphrase"), 2)], by: "bob")
        #expect(try SlotMergeTests.names(one, two) == ["passphrase", "x"])
        let merge = try one.merged(with: two, file: [], by: Sample.later)
        #expect(merge.keptSlots == ["passphrase", "x"])
    }
}
