/// A file that is opened chunk by chunk: the same bytes, and the same refusals, as all at once.
import Age
import Glibc
import Secrecy
import Testing

struct `a file opened in pieces` {
    private let identity = X25519Identity.generate()

    private func file(_ length: Int) throws -> [UInt8] {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        return try Age.encrypt(bytes.raw, to: [.x25519(identity.recipient)])
    }

    private func open(
        _ file: [UInt8], start: Int = 300, limits: Limits = Limits()
    ) throws(AgeError) -> [UInt8] {
        let opening = try PiecewiseOpening(
            start: Array(file.prefix(start)), length: file.count, with: [.x25519(identity)],
            limits: limits)
        var plaintext: [UInt8] = []
        while let place = opening.next {
            try opening.open(file.raw.extracting(place))
            opening.withPlaintext { plaintext += $0.copiedBytes() }
        }
        return plaintext
    }

    /// Why the file is refused in pieces; nil when it opens.
    private func failure(
        _ file: [UInt8], start: Int = 300, limits: Limits = Limits()
    ) -> AgeError? {
        do throws(AgeError) {
            _ = try open(file, start: start, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    /// Why it is refused as a whole.
    private func whole(_ file: [UInt8]) -> AgeError? {
        do throws(AgeError) {
            _ = try Age.decrypt(file, with: [.x25519(identity)])
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `holds the same bytes`(_ length: Int) throws {
        let file = try file(length)
        let whole = try Age.decrypt(file, with: [.x25519(identity)])
        for start in [300, file.count] {
            let found = try open(file, start: start)
            #expect(found == whole.bytes.copiedBytes())
        }
    }

    @Test func `is refused for the same reason whichever byte was changed`() throws {
        let file = try file(40)
        for index in file.indices {
            var changed = file
            changed[index] ^= 0x10
            #expect(failure(changed) == whole(changed))
        }
    }

    @Test func `is refused for the same reason wherever it was cut or extended`() throws {
        let file = try file(131_072)
        let edges = [65_536 + 16, 2 * (65_536 + 16)].flatMap { chunk in
            (-20...20).map { file.count - 2 * (65_536 + 16) + chunk + $0 }
        }
        for length in Array(0..<400) + edges where length != file.count {
            let changed =
                length < file.count
                ? Array(file[..<length]) : file + file[..<(length - file.count)]
            #expect(whole(changed) != nil)
            let start = min(length, 300)
            #expect(failure(changed, start: start) == whole(changed), "\(length) bytes")
        }
    }

    @Test func `is refused when its chunks were swapped or repeated`() throws {
        let file = try file(200_000)
        let first = file.count - 200_000 - 4 * 16
        let chunk = { (index: Int) in file[(first + index * 65_552)...].prefix(65_552) }
        for order in [[1, 0, 2, 3], [0, 0, 2, 3], [0, 1, 3, 2], [0, 1, 2], [0, 1, 2, 3, 3]] {
            let changed = file[..<first] + order.flatMap(chunk)
            let found = failure(Array(changed))
            #expect(found == whole(Array(changed)) && found != nil, "\(order)")
        }
    }

    @Test func `needs its header at once, and is not armored`() throws {
        let file = try file(10)
        #expect(failure(file, start: 100) != nil)
        let payload = file.count - 10 - 16 - 16
        #expect(failure(file, start: payload + 15) == .header(.nonce, line: 0))
        #expect(failure(file, start: payload + 16) == nil)
        let armored = try Age.encrypt(
            Secret(copying: "krok"), to: [.x25519(identity.recipient)], armored: true)
        #expect(failure(armored) != nil)
    }

    /// A caller that passes other bytes has a fault of its own: it would read them as damaged.
    @Test func `is given the bytes of the next chunk and no others`() async {
        await #expect(processExitsWith: .signal(SIGILL)) {
            let identity = X25519Identity.generate()
            let file = try Age.encrypt([7, 7, 7].raw, to: [.x25519(identity.recipient)])
            let opening = try PiecewiseOpening(
                start: file, length: file.count, with: [.x25519(identity)])
            let place = try #require(opening.next)
            try? opening.open(file.raw.extracting(place.lowerBound..<place.upperBound - 1))
        }
    }

    @Test func `is held to the limits and to its recipients`() throws {
        let file = try file(10)
        let limits = Limits(fileBytes: file.count - 1)
        #expect(
            failure(file, limits: limits)
                == .fileTooLarge(bytes: file.count, limit: file.count - 1))
        let other = try Age.encrypt(
            Secret(copying: "krok"), to: [.x25519(X25519Identity.generate().recipient)])
        #expect(failure(other) == .noMatch)
    }
}
