/// Sealing and opening: only the right key, and only the whole file.
import Secrecy
import Testing
import Vaults

struct SealingTests {
    /// Work that tests can afford.
    private static let work = 10

    private static func sealed(_ key: VaultKey) throws -> [UInt8] {
        try key.seal(Sample.filled(key.fingerprint))
    }

    @Test func `what is sealed opens with its key, and looks different each time`() throws {
        let key = VaultKey.generate()
        let file = try SealingTests.sealed(key)
        #expect(try key.open(file).json == Sample.filled(key.fingerprint).json)
        #expect(try SealingTests.sealed(key) != file)
        #expect(String(decoding: file.prefix(21), as: UTF8.self) == "age-encryption.org/v1")
    }

    @Test func `two keys have two fingerprints of 64 hexadecimal digits`() {
        let (one, other) = (VaultKey.generate().fingerprint, VaultKey.generate().fingerprint)
        #expect(one != other)
        #expect(one.count == 64 && one.allSatisfy { "0123456789abcdef".contains($0) })
    }

    @Test func `another key does not open it`() throws {
        let file = try SealingTests.sealed(.generate())
        #expect(throws: VaultFault.foreign) { _ = try VaultKey.generate().open(file) }
    }

    @Test func `a document that names another vault is refused`() throws {
        let key = VaultKey.generate()
        let file = try key.seal(Sample.filled("another vault"))
        #expect(throws: VaultFault.mixedUp) { _ = try key.open(file) }
    }

    @Test func `a slot opens with its passphrase and holds the key`() throws {
        let key = VaultKey.generate()
        let passphrase = Secret(copying: "zażółć gęślą jaźń")
        let slot = try key.slot(passphrase: passphrase, workFactor: SealingTests.work)
        #expect(try VaultKey(slot: slot, passphrase: passphrase).fingerprint == key.fingerprint)
        let seen = try #require(VaultKey.describe(slot: slot))
        #expect(seen.kinds == ["scrypt"])
        #expect(seen.workFactor == SealingTests.work)
    }

    @Test(arguments: ["zażółć gęślą jaźn", "zażółć gęślą jaźń ", "", "Zażółć gęślą jaźń"])
    func `another passphrase does not open it`(wrong: String) throws {
        let slot = try VaultKey.generate().slot(
            passphrase: Secret(copying: "zażółć gęślą jaźń"), workFactor: SealingTests.work)
        #expect(throws: VaultFault.wrongKey) {
            _ = try VaultKey(slot: slot, passphrase: Secret(copying: wrong))
        }
    }

    @Test func `a slot that demands more than a gibibyte is refused before the work`() throws {
        let key = VaultKey.generate()
        let passphrase = Secret(copying: "p")
        let slot = try key.slot(passphrase: passphrase, workFactor: SealingTests.work)
        let text = String(decoding: slot, as: Unicode.ASCII.self)
        let place = try #require(text.firstRange(of: " 10\n"))
        let offset = text.utf16.distance(from: text.startIndex, to: place.lowerBound)
        var greedy = slot
        greedy.replaceSubrange((offset + 1)..<(offset + 3), with: Array("21".utf8))
        #expect(throws: VaultFault.tooMuchWork(logN: 21, limit: 20)) {
            _ = try VaultKey(slot: greedy, passphrase: passphrase)
        }
    }

    @Test(arguments: ["", "not an age file", "age-encryption.org/v1\n"])
    func `what is no age file is neither a slot nor a vault`(text: String) {
        let file = Array(text.utf8)
        #expect(VaultKey.describe(slot: file) == nil)
        #expect(throws: VaultFault.wrongKey) {
            _ = try VaultKey(slot: file, passphrase: Secret(copying: "p"))
        }
        #expect(throws: VaultFault.damaged) { _ = try VaultKey.generate().open(file) }
    }
}
