/// RFC 1950 and 1951, as far as the vectors need it: some of them are deflated.

/// Reads deflated bytes; made for test data, not for data from strangers.
struct Inflater {
    struct Damaged: Error {}

    private let input: [UInt8]
    private var position: Int
    private var held: UInt32 = 0
    private var heldBits = 0
    private var output: [UInt8] = []

    /// The bytes inside of a zlib stream; its Adler checksum is compared.
    static func zlib(_ input: [UInt8]) throws -> [UInt8] {
        guard input.count > 6, input[0] & 15 == 8,
            (Int(input[0]) << 8 | Int(input[1])) % 31 == 0, input[1] & 32 == 0
        else { throw Damaged() }
        var inflater = Inflater(input: input, position: 2)
        while try !inflater.block() {}
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in inflater.output {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        let claimed = input.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard claimed == high << 16 | low else { throw Damaged() }
        return inflater.output
    }

    private init(input: [UInt8], position: Int) {
        self.input = input
        self.position = position
    }

    private mutating func bits(_ count: Int) throws -> Int {
        while heldBits < count {
            guard position < input.count else { throw Damaged() }
            held |= UInt32(input[position]) << UInt32(heldBits)
            position += 1
            heldBits += 8
        }
        defer {
            held >>= UInt32(count)
            heldBits -= count
        }
        return Int(held & ((1 << UInt32(count)) - 1))
    }

    /// One block; true if it was the last.
    private mutating func block() throws -> Bool {
        let isLast = try bits(1) == 1
        switch try bits(2) {
        case 0:
            (held, heldBits) = (0, 0)
            let length = Int(input[position]) | Int(input[position + 1]) << 8
            output += input[(position + 4)..<(position + 4 + length)]
            position += 4 + length
        case 1:
            let lengths =
                [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
                + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
            try symbols(Code(lengths), Code([Int](repeating: 5, count: 30)))
        case 2:
            let (literals, distances) = try codes()
            try symbols(literals, distances)
        default:
            throw Damaged()
        }
        return isLast
    }

    private mutating func codes() throws -> (Code, Code) {
        let literalCount = try bits(5) + 257
        let distanceCount = try bits(5) + 1
        let orderCount = try bits(4) + 4
        var lengths = [Int](repeating: 0, count: 19)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        for index in order.prefix(orderCount) { lengths[index] = try bits(3) }
        let code = Code(lengths)
        lengths = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(code) {
            case 16:
                guard let last = lengths.last else { throw Damaged() }
                lengths += [Int](repeating: last, count: try bits(2) + 3)
            case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
            case 18: lengths += [Int](repeating: 0, count: try bits(7) + 11)
            case let length: lengths.append(length)
            }
        }
        return (Code(Array(lengths[..<literalCount])), Code(Array(lengths[literalCount...])))
    }

    private mutating func symbols(_ literals: Code, _ distances: Code) throws {
        let lengthBases = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
            115, 131, 163, 195, 227, 258,
        ]
        let lengthBits = [
            0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
        ]
        let distanceBases = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
            1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
        ]
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            let length = lengthBases[symbol - 257] + (try bits(lengthBits[symbol - 257]))
            let slot = try self.symbol(distances)
            let distance = distanceBases[slot] + (try bits(max(slot / 2 - 1, 0)))
            guard distance <= output.count else { throw Damaged() }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func symbol(_ code: Code) throws -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try bits(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw Damaged()
    }

    /// A canonical Huffman code: how many symbols have each length, and the symbols in order.
    private struct Code {
        var counts = [Int](repeating: 0, count: 16)
        let symbols: [Int]

        init(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            symbols = lengths.indices.filter { lengths[$0] > 0 }
                .sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }
    }
}
