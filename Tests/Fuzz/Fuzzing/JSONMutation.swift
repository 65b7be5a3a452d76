/// Mutations of JSON by its words: bytes alone would seldom leave a document that can be read.

/// One mutation in place; the number of bytes that came out.
///
/// Half of the time a word (a text in quotes, a number, a sign) is dropped, doubled, emptied or
/// replaced by another one of the same input or by one that is `known`; else the fuzzer's own mutation is applied.
public func mutateJSON(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, seed: UInt32,
    words known: [String]
) -> Int {
    var chance = Chance(state: UInt64(seed) | 1 << 40)
    var words = unsafe split(input(start, count))
    guard chance.below(2) == 0, !words.isEmpty else {
        return unsafe mutateBytes(start, count, capacity)
    }
    for _ in 0...chance.below(3) {
        let place = chance.below(words.count)
        switch chance.below(5) {
        case 0: words[place] = []
        case 1: words.insert(words[place], at: chance.below(words.count))
        case 2 where words[place].first == quote: words[place] = [quote, quote]
        case 3: words[place] = Array(known[chance.below(known.count)].utf8)
        default: words[place] = words[chance.below(words.count)]
        }
    }
    let bytes = words.joined().prefix(capacity)
    // SAFETY: the fuzzer lends `capacity` bytes, and no more are written.
    let place = unsafe UnsafeMutableBufferPointer(start: start, count: capacity)
    _ = unsafe place.update(fromContentsOf: bytes)
    return bytes.count
}

private let quote = UInt8(ascii: "\"")

// libFuzzer's own; C and Swift pass a pointer and two numbers in the same registers.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int

private func split(_ text: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var index = 0
    while index < text.count {
        var end = index + 1
        if text[index] == quote {
            while end < text.count, text[end] != quote { end += text[end] == 92 ? 2 : 1 }
            end += 1
        } else if isWord(text[index]) {
            while end < text.count, isWord(text[end]) { end += 1 }
        }
        end = min(end, text.count)
        words.append(Array(text[index..<end]))
        index = end
    }
    return words
}

private func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte) || [43, 45, 46, 69].contains(byte)
}

/// Numbers that follow from the fuzzer's seed alone, so that a run can be repeated.
private struct Chance {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
