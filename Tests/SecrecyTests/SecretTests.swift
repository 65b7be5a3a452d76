/// What secrets offer: slices, builders, comparison; and what they do not: their content as text.
@testable import Secrecy
import Testing

struct `a secret` {
    @Test func `is sliced without a copy`() {
        let whole = Secret(copying: "zażółć")
        let part = whole[2..<4]
        #expect(part.bytes.copiedBytes() == Array("ż".utf8))
        #expect(part[1..<2].bytes.copiedBytes() == [0xbc])
        #expect(part[0] == 0xc5)
        #expect(part.count == 2)
        #expect(!part.isEmpty)
        #expect(whole[3..<3].isEmpty)
        #expect(whole[0..<whole.count].equals(whole))
    }

    @Test func `outlives the handle it was sliced from`() {
        func part() -> Secret { Secret(copying: "before and after")[7..<10] }
        #expect(part().copiedIntoOrdinaryMemory() == "and")
    }

    @Test(arguments: [
        ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "aa", false), ("", "a", false),
        ("krok", "Krok", false), ("krok", "kroK", false),
    ])
    func `is equal byte by byte`(_ one: String, _ other: String, _ isEqual: Bool) {
        #expect(Secret(copying: one).equals(Secret(copying: other)) == isEqual)
        let found = constantTimeEqual(Array(one.utf8).raw, Array(other.utf8).raw)
        #expect(found == isEqual)
    }

    @Test func `is text only if it is UTF-8`() {
        #expect(Secret(copying: [0xc5, 0xbc].raw).copiedIntoOrdinaryMemory() == "ż")
        #expect(Secret(copying: [0xc5].raw).copiedIntoOrdinaryMemory() == nil)
        #expect(Secret(copying: [UInt8]().raw).copiedIntoOrdinaryMemory() == "")
    }

    @Test func `shows nothing of itself when it is printed`() {
        let secret = Secret(copying: "correct horse")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [String(describing: secret), String(reflecting: secret), dumped] {
            #expect(!text.contains("horse"))
            #expect(!text.contains("104"), "the code of h")
        }
    }

    @Test func `is filled, and wiped when filling fails`() {
        struct Stop: Error {}
        let bytes = SecretBytes(count: 3) { (span: inout MutableRawSpan) in
            span.set(7, at: 1)
            span.copy([9].raw, at: 2)
        }
        #expect(bytes.bytes.copiedBytes() == [0, 7, 9])
        #expect(throws: Stop.self) {
            _ = try SecretBytes(count: 3) { (_: inout MutableRawSpan) throws(Stop) in
                throw Stop()
            }
        }
    }

    @Test(arguments: [1, 16, 17, 100, 5000])
    func `grows piece by piece`(_ capacity: Int) {
        var builder = SecretBuilder(capacity: capacity)
        var expected: [UInt8] = []
        for round in 0..<500 {
            builder.append("ż")
            builder.append(UInt8(truncatingIfNeeded: round))
            builder.append(Secret(copying: "krok"))
            builder.append([1, 2, 3].raw)
            expected += Array("ż".utf8) + [UInt8(truncatingIfNeeded: round)]
            expected += Array("krok".utf8) + [1, 2, 3]
        }
        #expect(builder.count == expected.count)
        #expect(builder.finish().bytes.copiedBytes() == expected)
    }

    @Test func `is random in all its bytes`() {
        let one = Randomness.secret(64)
        let other = Randomness.secret(64)
        let isEqual = constantTimeEqual(one.bytes, other.bytes)
        #expect(!isEqual)
        // 64 zeros in a row, or eight in one place of 64, would not happen by chance.
        for start in stride(from: 0, to: 64, by: 8) {
            #expect(one.bytes.extracting(start..<(start + 8)).copiedBytes().contains { $0 != 0 })
        }
        #expect(Randomness.bytes(16) != Randomness.bytes(16))
        #expect(Randomness.bytes(0) == [])
        let numbers = (0..<2000).map { _ in Randomness.number(below: 5) }
        #expect(Set(numbers) == [0, 1, 2, 3, 4])
    }
}
