/// Proof that secrets end: each test dies in a process of its own, or searches its memory.
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
@testable import Secrecy
import Testing

struct `secret memory` {
    @Test func `is gone when its owner is`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            func address() -> UInt {
                let secret = Randomness.secret(32)
                // SAFETY: the address is only handed out.
                return unsafe UInt(bitPattern: secret.start)
            }
            // SAFETY: there is none; the read has to kill this process.
            print(unsafe UnsafePointer<UInt8>(bitPattern: address())?.pointee as Any)
        }
    }

    @Test func `is gone when its last handle is`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            func address() -> UInt {
                let secret = Randomness.secret(32)
                // SAFETY: the address is only handed out.
                let start = unsafe UInt(bitPattern: secret.start)
                let handle = Secret(secret)
                return handle[4..<8].isEmpty ? 0 : start
            }
            // SAFETY: there is none; the read has to kill this process.
            print(unsafe UnsafePointer<UInt8>(bitPattern: address())?.pointee as Any)
        }
    }

    @Test func `is still there while one slice is`() async {
        await #expect(processExitsWith: .success) {
            func slice() -> Secret { Secret(copying: "before and after")[7..<10] }
            let part = slice()
            precondition(part.copiedIntoOrdinaryMemory() == "and")
        }
    }

    @Test func `ends at a page that nobody can read`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let secret = Randomness.secret(32)
            // SAFETY: there is none; the read has to kill this process.
            print(unsafe secret.start.load(fromByteOffset: 32, as: UInt8.self))
            print(secret.count)
        }
    }

    @Test func `ends at a page that nobody can write`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let secret = Randomness.secret(4096)
            // SAFETY: there is none; the write has to kill this process.
            unsafe secret.start.storeBytes(of: 0, toByteOffset: 4096, as: UInt8.self)
            print(secret.count)
        }
    }

    @Test func `notices a write in front of it`() async {
        await #expect(processExitsWith: .failure) {
            let secret = Randomness.secret(32)
            // SAFETY: there is none; libsodium has to stop the process when it frees.
            // Its sign there is random: a constant would be the very byte once in 256 runs.
            let sign = unsafe secret.start.load(fromByteOffset: -1, as: UInt8.self)
            unsafe secret.start.storeBytes(of: ~sign, toByteOffset: -1, as: UInt8.self)
            print(secret.count)
        }
    }

    @Test func `is left out of core dumps`() async {
        await #expect(processExitsWith: .success) {
            let secret = Randomness.secret(32)
            // SAFETY: the address is only compared.
            let address = unsafe UInt(bitPattern: secret.start)
            // `dd`: do not dump. Without it a crash would write the secret to the disk.
            precondition(mappingFlags(of: address).contains("dd"))
            precondition(mappingFlags(of: address).contains("lo"), "not locked: see ulimit -l")
            precondition(secret.count == 32)
        }
    }

    @Test func `has one copy of what it holds, and none afterwards`() async {
        await #expect(processExitsWith: .success) {
            let mark = Mark()
            precondition(mark.copies() == 1)
            do {
                let secret = mark.withBytes { (bytes: RawSpan) in SecretBytes(copying: bytes) }
                precondition(mark.copies() == 2)
                precondition(secret.count == Mark.length)
            }
            precondition(mark.copies() == 1)
        }
    }

    @Test func `is wiped when a builder outgrows it`() async {
        await #expect(processExitsWith: .success) {
            let mark = Mark()
            do {
                var builder = SecretBuilder(capacity: 64)
                mark.withBytes { (bytes: RawSpan) in builder.append(bytes) }
                precondition(mark.copies() == 2)
                for _ in 0..<10_000 { builder.append(0) }
                precondition(mark.copies() == 2, "an outgrown buffer still holds the secret")
                let finished = builder.finish()
                precondition(mark.copies() == 2)
                precondition(finished.count == Mark.length + 10_000)
            }
            precondition(mark.copies() == 1)
        }
    }

    @Test func `is wiped when filling it fails`() async {
        await #expect(processExitsWith: .success) {
            struct Stop: Error {}
            let mark = Mark()
            do {
                _ = try SecretBytes(count: 64) { (span: inout MutableRawSpan) throws(Stop) in
                    mark.withBytes { (bytes: RawSpan) in span.copy(bytes, at: 8) }
                    precondition(mark.copies() == 2)
                    throw Stop()
                }
                preconditionFailure("filling did not fail")
            } catch {
                precondition(mark.copies() == 1)
            }
        }
    }

    @Test func `stops a program that reads or writes outside`() async {
        await #expect(processExitsWith: .failure) { _ = [1, 2].raw[byteAt: 2] }
        await #expect(processExitsWith: .failure) { _ = [1, 2].raw[byteAt: -1] }
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](repeating: 0, count: 9).raw[wordAt: 2]
        }
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](repeating: 0, count: 9).raw[wordAt: -1]
        }
        await #expect(processExitsWith: .failure) { _ = [1, 2].raw[wordAt: 0] }
        await #expect(processExitsWith: .failure) { _ = Secret(copying: "ab")[1..<3] }
        await #expect(processExitsWith: .failure) { _ = Secret(copying: "ab")[0..<1][1] }
        await #expect(processExitsWith: .failure) {
            _ = SecretBytes(count: 2) { (span: inout MutableRawSpan) in span.set(0, at: 2) }
        }
        await #expect(processExitsWith: .failure) {
            _ = SecretBytes(count: 2) { (span: inout MutableRawSpan) in
                span.copy([1, 2].raw, at: 1)
            }
        }
    }
}
