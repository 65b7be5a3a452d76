/// Fuzzes the text form: every file has one armor, and every armor that is read is that one.
@testable import Age
import Fuzzing
import Secrecy

@c(LLVMFuzzerTestOneInput)
public func fuzzArmor(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = unsafe input(start, count)
    let armored = Armor.encode(text)
    // An armor without any text is refused: no file is empty.
    if !text.isEmpty {
        hold((try? Armor.decode(armored)) == text, "what was written is read again")
    }
    hold(Armor.begins(armored.raw), "an armor looks like one")
    if let file = try? Armor.decode(text) {
        hold(Armor.begins(text.raw), "an armor that is read looks like one")
        // Line ends, and white space around: nothing else may be told in another way.
        hold(Armor.encode(file) == canonical(text), "a file has one armor")
    }
    return 0
}

/// `text` with line feeds alone, without white space around it, and with one line feed behind.
private func canonical(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    for (index, byte) in text.enumerated() {
        if byte == 13, index + 1 < text.count, text[index + 1] == 10 { continue }
        lines.append(byte)
    }
    let isBlank: (UInt8) -> Bool = { [9, 10, 13, 32].contains($0) }
    let first = lines.firstIndex { !isBlank($0) } ?? 0
    let last = lines.lastIndex { !isBlank($0) } ?? 0
    return lines[first...last] + [10]
}
