/// Pieces of secret memory that are used again: empty, apart from each other, and closed meanwhile.
@testable import Secrecy
import Testing

@Suite(.serialized) struct `a spare key's memory` {
    @Test func `is lent again, and empty`() async {
        await #expect(processExitsWith: .success) {
            func used() -> UInt {
                let secret = Randomness.secret(32)
                // SAFETY: the address is only compared.
                return unsafe UInt(bitPattern: secret.start)
            }
            let before = used()
            let again = SecretBytes(count: 32) { (_: inout MutableRawSpan) in }
            // SAFETY: the address is only compared.
            precondition(unsafe UInt(bitPattern: again.start) == before, "it was not lent again")
            precondition(again.bytes.copiedBytes() == [UInt8](repeating: 0, count: 32))
        }
    }

    @Test func `is wiped while it waits`() async {
        await #expect(processExitsWith: .success) {
            let mark = Mark()
            precondition(Mark.length == 32, "a mark is as long as a key")
            do {
                let secret = mark.withBytes { (bytes: RawSpan) in SecretBytes(copying: bytes) }
                precondition(mark.copies() == 2 && secret.count == 32)
            }
            precondition(mark.copies() == 1)
        }
    }

    @Test func `is each key's own`() {
        var secrets: [Secret] = []
        for _ in 0..<100 { secrets.append(Secret(Randomness.secret(32))) }
        secrets.removeSubrange(20..<60)
        for _ in 0..<50 { secrets.append(Secret(Randomness.secret(32))) }
        for _ in 0..<20 { secrets.append(Secret(Randomness.secret(16))) }
        let values = Set(secrets.map { $0.bytes.copiedBytes() })
        #expect(values.count == secrets.count)
        #expect(secrets.suffix(20).allSatisfy { $0.count == 16 })
    }

    @Test func `is lent for its own size alone`() async {
        await #expect(processExitsWith: .success) {
            do { _ = Randomness.secret(16) }
            // A piece for sixteen bytes ends where a page begins that nobody can write.
            let large = Randomness.secret(32)
            precondition(large.count == 32)
        }
    }

    @Test func `is each thread's own`() async {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { _ in
                        let one = Randomness.secret(32)
                        let before = one.bytes.copiedBytes()
                        let other = hkdfSHA256(input: one, salt: RawSpan(), info: "")
                        return one.bytes.copiedBytes() == before
                            && other.bytes.copiedBytes() != before
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
