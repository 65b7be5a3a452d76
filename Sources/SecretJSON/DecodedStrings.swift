/// The strings of a document that hold escapes, decoded side by side in one piece of memory.
internal import Secrecy

/// Where every decoded string lies.
///
/// Each piece of secret memory costs four pages and as many mappings, of which a process has a
/// limited number: a document of many such strings must not take one for each.
struct DecodedStrings {
    private let memory: Secret
    /// Where a string lies in `memory`, by the offset of its opening quote.
    private let places: [Int: Range<Int>]

    /// Decodes every string with escapes from `start` on, as far as the grammar holds.
    ///
    /// What cannot be decoded is left out: whoever reads it hears why.
    init(in source: Secret, from start: Int) {
        let strings = DecodedStrings.strings(in: source.bytes, from: start)
        var builder = SecretBuilder(capacity: strings.reduce(0) { $0 + $1.count })
        var places: [Int: Range<Int>] = [:]
        for string in strings {
            let raw = source[string.lowerBound + 1..<string.upperBound - 1]
            let begin = builder.count
            guard (try? appendDecodedEscapes(of: raw, to: &builder)) != nil else { continue }
            places[string.lowerBound] = begin..<builder.count
        }
        memory = Secret(builder.finish())
        self.places = places
    }

    /// What the string whose quote opens at `start` means; nil when it was not decoded.
    subscript(start: Int) -> Secret? { places[start].map { memory[$0] } }

    private static func strings(in bytes: RawSpan, from start: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = start
        while index < bytes.byteCount {
            guard bytes[byteAt: index] == Sign.quote else {
                index += 1
                continue
            }
            guard let (end, hasEscape) = try? JSONScanner.endOfString(bytes, from: index) else {
                break
            }
            if hasEscape { found.append(index..<end) }
            index = end
        }
        return found
    }
}
