/// The end of a recovery key, typed to show that it was kept.
import Secrecy
import Testing
import Vaults

struct RecoveryKeyTests {
    private func end(of key: RecoveryKey) throws -> String {
        try #require(key.text.copiedIntoOrdinaryMemory().map { String($0.suffix(6)) })
    }

    /// Every letter that a key can end with, `Z` too.
    @Test func `its end is taken in either case, whatever letters it has`() throws {
        var missing = Set("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")
        for _ in 0..<2000 where !missing.isEmpty {
            let key = RecoveryKey()
            let end = try end(of: key)
            missing.subtract(end)
            #expect(key.endsAs(Secret(copying: end)))
            #expect(key.endsAs(Secret(copying: end.lowercased())), "\(end)")
        }
        #expect(missing.isEmpty)
    }

    @Test func `nothing but its end is taken`() throws {
        let key = RecoveryKey()
        let end = try end(of: key)
        let other = (end.first == "Q" ? "P" : "Q") + end.dropFirst()
        for typed in [String(end.dropFirst()), "X" + end, other, "", " " + end.dropLast()] {
            #expect(!key.endsAs(Secret(copying: typed)), "\(typed)")
        }
    }
}
