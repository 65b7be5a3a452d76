/// Every change to a file is refused; a vault rests on that.
@testable import Age
import Secrecy
import Testing

struct `a changed file` {
    private let identity = X25519Identity.generate()
    private let plaintext = Secret(copying: "krok")

    private func file(armored: Bool) throws -> [UInt8] {
        try Age.encrypt(plaintext, to: [.x25519(identity.recipient)], armored: armored)
    }

    private func failure(_ file: [UInt8]) -> FailureClass? {
        do throws(AgeError) {
            _ = try Age.decrypt(file, with: [.x25519(identity)])
            return nil
        } catch {
            return error.failureClass
        }
    }

    @Test func `is refused whichever bit was flipped`() throws {
        let file = try file(armored: false)
        for index in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[index] ^= 1 << UInt8(bit)
                let found = failure(changed)
                #expect(found != nil, "byte \(index), bit \(bit)")
                // Behind the header stands nothing but the payload: a nonce and a chunk.
                if index >= 168 { #expect(found == .payload, "byte \(index), bit \(bit)") }
            }
        }
    }

    @Test func `is refused whichever bit of its armor was flipped`() throws {
        let file = try file(armored: true)
        for index in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[index] ^= 1 << UInt8(bit)
                #expect(failure(changed) != nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `is refused wherever it was cut`() throws {
        let file = try file(armored: false)
        for length in 0..<file.count {
            let expected: FailureClass = length < 184 ? .header : .payload
            #expect(failure(Array(file[..<length])) == expected, "\(length) bytes")
        }
        // The line feed behind END is the only byte that an armor can do without.
        let armored = try self.file(armored: true)
        for length in 0..<(armored.count - 1) {
            #expect(failure(Array(armored[..<length])) != nil, "\(length) bytes")
        }
    }

    @Test func `is binary whatever its payload looks like`() throws {
        let file = try file(armored: false)
        let line = "\n-----BEGIN AGE ENCRYPTED FILE-----\n"
        let changed =
            file[..<(file.count - 20)] + Array(line.utf8) + [UInt8](repeating: 0, count: 40)
        #expect(try !Age.inspect(Array(changed)).isArmored)
        #expect(failure(Array(changed)) == .payload)
    }

    @Test func `is refused with a byte more`() throws {
        let file = try file(armored: false)
        #expect(failure(file + [0]) == .payload)
        #expect(failure([0] + file) == .header)
        #expect(failure(try self.file(armored: true) + [0]) == .armor)
        #expect(failure(file + file) == .payload)
    }

    @Test func `is refused whichever header lines were dropped, doubled or swapped`() throws {
        let others = (0..<2).map { _ in Recipient.x25519(X25519Identity.generate().recipient) }
        let file = try Age.encrypt(plaintext, to: [.x25519(identity.recipient)] + others)
        let length = try Age.inspect(file).headerLength
        let payload = file[length...]
        let lines = file[..<length].split(separator: 10).map { $0 + [10] }
        #expect(lines.count == 8)
        func refused(_ lines: [ArraySlice<UInt8>]) -> Bool {
            failure(Array(lines.joined()) + payload) != nil
        }
        #expect(!refused(lines))
        for index in lines.indices {
            var dropped = lines
            dropped.remove(at: index)
            #expect(refused(dropped), "without line \(index)")
            var doubled = lines
            doubled.insert(lines[index], at: index)
            #expect(refused(doubled), "with line \(index) twice")
            for other in lines.indices where other > index {
                var swapped = lines
                swapped.swapAt(index, other)
                #expect(refused(swapped), "lines \(index) and \(other) swapped")
            }
        }
    }

    @Test func `tells a cut, an extended and a damaged payload apart`() throws {
        let chunk = Payload.sealedChunkLength
        let file = try Age.encrypt(
            Secret(Randomness.secret(3 * Payload.chunkLength)), to: [.x25519(identity.recipient)])
        let body = try Age.inspect(file).headerLength + Payload.nonceLength
        let chunks = (0..<3).map { file[(body + $0 * chunk)..<(body + ($0 + 1) * chunk)] }
        func error(_ chunks: [ArraySlice<UInt8>]) -> AgeError? {
            do throws(AgeError) {
                _ = try Age.decrypt(
                    file[..<body] + Array(chunks.joined()), with: [.x25519(identity)])
                return nil
            } catch {
                return error
            }
        }
        #expect(error(chunks) == nil)
        #expect(error([chunks[0], chunks[1]]) == .payload(.cutOff, chunk: 1))
        #expect(error([chunks[0]]) == .payload(.cutOff, chunk: 0))
        #expect(error([]) == .payload(.cutOff, chunk: 0))
        #expect(error(chunks + [chunks[2]]) == .payload(.extended, chunk: 2))
        #expect(error(chunks + [[0]]) == .payload(.damaged, chunk: 3))
        #expect(error([chunks[1], chunks[0], chunks[2]]) == .payload(.damaged, chunk: 0))
        #expect(error([chunks[0], chunks[2]]) == .payload(.damaged, chunk: 1))
        #expect(error([chunks[0], chunks[0], chunks[2]]) == .payload(.damaged, chunk: 1))
        #expect(
            error([chunks[0], chunks[1], chunks[2].dropLast()]) == .payload(.damaged, chunk: 2))
    }

    @Test func `does not open with the header of another file of the same reader`() throws {
        let (one, other) = (try file(armored: false), try file(armored: false))
        #expect(failure(one[..<168] + Array(other[168...])) == .payload)
    }
}
