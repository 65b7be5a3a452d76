/// What a whole value looks like: a small regular expression that is always linear.
internal import Secrecy

/// A compiled pattern; reads values where they lie, in secret memory, and copies nothing.
package struct Pattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let description: String
    private let program: PatternProgram

    /// Compiles `text`; `content/README.md` lists the signs.
    package init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        description = text
        program = try PatternProgram(parser.parse())
    }

    package static func == (one: Pattern, other: Pattern) -> Bool {
        one.description == other.description
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// Whether all of `value` is of this form; never for bytes that are not UTF-8.
    ///
    /// All ways through the pattern are followed at once, so that the time is the value's length
    /// times the pattern's, whatever they are.
    package func matches(_ value: RawSpan) -> Bool {
        var current = StateSet(count: program.states.count)
        var following = current
        current.add(program.start, of: program)
        var index = 0
        while index < value.byteCount {
            guard let (scalar, length) = decodeScalar(in: value, at: index) else { return false }
            following.clear()
            for state in current.members {
                guard case .sign(let set, let next) = program.states[state], set.contains(scalar)
                else { continue }
                following.add(next, of: program)
            }
            guard !following.members.isEmpty else { return false }
            swap(&current, &following)
            index += length
        }
        return current.contains(program.accepting)
    }

    /// Whether a value that is not secret is of this form.
    package func matches(_ value: String) -> Bool {
        matches(Array(value.utf8).raw)
    }
}

/// The states that the signs so far can lead to, each once.
private struct StateSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(count: Int) { isMember = [Bool](repeating: false, count: count) }

    func contains(_ state: Int) -> Bool { isMember[state] }

    /// Adds a state and all that can be reached from it without a sign.
    mutating func add(_ state: Int, of program: PatternProgram) {
        var open = [state]
        while let state = open.popLast() {
            guard !isMember[state] else { continue }
            isMember[state] = true
            members.append(state)
            if case .fork(let one, let other) = program.states[state] {
                open.append(other)
                open.append(one)
            }
        }
    }

    mutating func clear() {
        for member in members { isMember[member] = false }
        members.removeAll(keepingCapacity: true)
    }
}

/// The character that begins at `index` and its bytes; nil when they are not UTF-8.
private func decodeScalar(in bytes: RawSpan, at index: Int) -> (scalar: UInt32, length: Int)? {
    let lead = bytes[byteAt: index]
    let (length, smallest, bits): (Int, UInt32, UInt8)
    switch lead {
    case 0x00...0x7F: return (UInt32(lead), 1)
    case 0xC2...0xDF: (length, smallest, bits) = (2, 0x80, lead & 0x1F)
    case 0xE0...0xEF: (length, smallest, bits) = (3, 0x800, lead & 0x0F)
    case 0xF0...0xF4: (length, smallest, bits) = (4, 0x10000, lead & 0x07)
    default: return nil
    }
    guard index + length <= bytes.byteCount else { return nil }
    var scalar = UInt32(bits)
    for offset in 1..<length {
        let byte = bytes[byteAt: index + offset]
        guard byte & 0xC0 == 0x80 else { return nil }
        scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    guard scalar >= smallest, Unicode.Scalar(scalar) != nil else { return nil }
    return (scalar, length)
}
