/// Every change to a vault or a slot is refused, with the right reason: each bit, length and line.
import Secrecy
import Testing
import Vaults

/// One after the other: each opening maps and unmaps secret memory, which cores do not share well.
@Suite(.serialized) struct TamperingTests {
    private static let vault: Sealed? = try? Sealed(Sealed.ordinary)
    private static let slot: SealedSlot? = try? SealedSlot(workFactor: 10)

    // MARK: vault.age

    /// Where only the stanza changed, the file may look like one for somebody else.
    @Test func `every flipped bit of a vault is refused`() throws {
        let vault = try #require(TamperingTests.vault)
        let found = (0..<vault.file.count * 8).map { number in
            vault.fault(vault.file.flipped(bit: number))
        }
        for (number, fault) in found.enumerated() where fault != .damaged {
            let isRight = fault == .foreign && vault.stanza.contains(number / 8)
            #expect(isRight, "byte \(number / 8), bit \(number % 8): \(String(describing: fault))")
        }
        // The share and the wrapped key are 86 characters: most of their changes can be read.
        #expect(found.count { $0 == .foreign } > 300)
    }

    @Test func `a vault cut at every length is damaged`() throws {
        let vault = try #require(TamperingTests.vault)
        let found = (0..<vault.file.count).map { length in
            vault.fault(Array(vault.file[..<length]))
        }
        #expect(found.indices.filter { found[$0] != .damaged } == [])
    }

    @Test func `every byte of the payload doubled, dropped or swapped with the next is damaged`()
        throws
    {
        let vault = try #require(TamperingTests.vault)
        let found = (0..<vault.file.count - vault.payload).map { number in
            let index = vault.payload + number
            var doubled = vault.file
            doubled.insert(doubled[index], at: index)
            var dropped = vault.file
            dropped.remove(at: index)
            var swapped = vault.file
            if index + 1 < swapped.count { swapped.swapAt(index, index + 1) }
            // Two equal neighbours are the same file when they are swapped.
            let isSame = swapped == vault.file
            return [doubled, dropped].allSatisfy { vault.fault($0) == .damaged }
                && vault.fault(swapped) == (isSame ? nil : .damaged)
        }
        #expect(found.indices.filter { !found[$0] }.map { vault.payload + $0 } == [])
    }

    @Test func `every header line doubled, dropped or swapped with the next is damaged`() throws {
        let vault = try #require(TamperingTests.vault)
        let lines = vault.lines
        #expect(lines.count == 4 && vault.fault(vault.file(lines: lines)) == nil)
        for index in lines.indices {
            var doubled = lines
            doubled.insert(lines[index], at: index)
            #expect(vault.fault(vault.file(lines: doubled)) == .damaged, "line \(index) twice")
            var dropped = lines
            dropped.remove(at: index)
            #expect(vault.fault(vault.file(lines: dropped)) == .damaged, "no line \(index)")
            guard index + 1 < lines.count else { continue }
            var swapped = lines
            swapped.swapAt(index, index + 1)
            #expect(vault.fault(vault.file(lines: swapped)) == .damaged, "line \(index) later")
        }
    }

    @Test func `one generation's header before another one's payload is damaged`() throws {
        let vault = try #require(TamperingTests.vault)
        let other = try vault.key.seal(Sealed.ordinary(vault.key.fingerprint))
        #expect(vault.fault(other) == nil && other.count == vault.file.count)
        #expect(
            vault.fault(Array(vault.file[..<vault.payload]) + other[vault.payload...]) == .damaged)
        #expect(
            vault.fault(Array(other[..<vault.payload]) + vault.file[vault.payload...]) == .damaged)
    }

    // MARK: Chunks

    @Test func `every other order or choice of a large vault's chunks is damaged`() throws {
        let vault = try Sealed(Sealed.large)
        let chunks = vault.chunks
        #expect(chunks.count == 4 && vault.file.count > 3 * 65_552)
        func fault(_ places: [Int]) -> VaultFault? {
            vault.fault(vault.file(chunks: places.map { chunks[$0] }))
        }
        let whole = Array(chunks.indices)
        #expect(fault(whole) == nil)
        let orders = permutations(of: whole)
        let choices = (0..<16).map { set in whole.filter { set >> $0 & 1 == 1 } }
        let doubled = (0..<20).map { number in
            Array(whole[..<(number / 4)]) + [number % 4] + whole[(number / 4)...]
        }
        #expect(Set(orders + choices + doubled).count == 24 + 16 + 16 - 1)
        for places in Set(orders + choices + doubled).subtracting([whole]) {
            #expect(fault(places) == .damaged, "\(places)")
        }
    }

    // MARK: Slots

    /// What is left of the work factor decides: too much is refused as that, before the work.
    @Test func `every flipped bit of a slot is a wrong key or too much work`() throws {
        let slot = try #require(TamperingTests.slot)
        #expect(slot.fault(slot.file) == nil)
        let found = (0..<slot.file.count * 8).map { number in
            slot.fault(slot.file.flipped(bit: number))
        }
        for (number, fault) in found.enumerated() where fault != .wrongKey {
            guard slot.workFactor.contains(number / 8) else {
                Issue.record("byte \(number / 8): \(String(describing: fault))")
                continue
            }
            let digits = slot.file.flipped(bit: number)[slot.workFactor]
            let logN = try #require(Int(String(decoding: digits, as: UTF8.self)))
            #expect(fault == .tooMuchWork(logN: logN, limit: 20) && logN > 20, "\(logN)")
        }
        // The digit 1 has three neighbours of one bit above 2: 3, 5 and 9.
        #expect(found.count { $0 != .wrongKey } == 3)
    }

    @Test func `a slot cut at every length, or with a byte more, is a wrong key`() throws {
        let slot = try #require(TamperingTests.slot)
        let found = (0..<slot.file.count).map { length in
            slot.fault(Array(slot.file[..<length]))
        }
        #expect(found.indices.filter { found[$0] != .wrongKey } == [])
        #expect(slot.fault(slot.file + [0]) == .wrongKey)
        #expect(slot.fault(slot.file + slot.file) == .wrongKey)
    }

    @Test func `every header line of a slot doubled, dropped or swapped is a wrong key`() throws {
        let slot = try #require(TamperingTests.slot)
        let (lines, payload) = Sealed.split(slot.file)
        #expect(lines.count == 4)
        func fault(_ lines: [ArraySlice<UInt8>]) -> VaultFault? {
            slot.fault(Array(lines.joined()) + slot.file[payload...])
        }
        #expect(fault(lines) == nil)
        for index in lines.indices {
            var doubled = lines
            doubled.insert(lines[index], at: index)
            #expect(fault(doubled) == .wrongKey, "line \(index) twice")
            var dropped = lines
            dropped.remove(at: index)
            #expect(fault(dropped) == .wrongKey, "no line \(index)")
            guard index + 1 < lines.count else { continue }
            var swapped = lines
            swapped.swapAt(index, index + 1)
            #expect(fault(swapped) == .wrongKey, "line \(index) later")
        }
    }
}

private func permutations(of numbers: [Int]) -> [[Int]] {
    guard !numbers.isEmpty else { return [[]] }
    return numbers.flatMap { first in
        permutations(of: numbers.filter { $0 != first }).map { [first] + $0 }
    }
}
