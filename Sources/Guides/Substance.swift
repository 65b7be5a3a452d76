/// What a step says, without how it is written: the digest that ticks and translations are tied to.
internal import CommonMark
internal import Secrecy

extension StepText {
    /// The first 16 bytes of a SHA-256 of the step's title and body, in hexadecimal.
    ///
    /// Line breaks, blanks, comments, IDs and the kinds of marks (`*` or `-`, `_` or `*`, the
    /// length of a fence) are not in it, nor are links to a heading, whose anchor is another
    /// step's title. Locks and progress keep it: what goes into it never changes.
    package var digest: String {
        var substance = Substance()
        substance.add(title)
        substance.open("|")
        substance.add(body)
        return Digest.text(of: substance.bytes, count: 16)
    }
}

/// SHA-256 in hexadecimal.
enum Digest {
    /// The first `count` bytes of the digest, two signs each.
    static func text(of bytes: [UInt8], count: Int) -> String {
        let signs = Array("0123456789abcdef".utf8)
        let digest = sha256(bytes.raw).prefix(count)
        let text = digest.flatMap { [signs[Int($0 >> 4)], signs[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether `text` is a digest of `count` bytes.
    static func isOne(_ text: String, count: Int) -> Bool {
        text.utf8.count == 2 * count
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

/// A tree as bytes: each part between 0x01 with a sign and 0x02, none of which a text may hold.
private struct Substance {
    private(set) var bytes: [UInt8] = []

    mutating func open(_ sign: String) {
        bytes.append(1)
        bytes += sign.utf8
        bytes.append(3)
    }

    private mutating func close() {
        if bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        bytes.append(2)
    }

    mutating func add(_ blocks: [Block]) {
        for block in blocks { add(block) }
    }

    private mutating func add(_ block: Block) {
        switch block.kind {
        case .paragraph(let inlines): part("p") { $0.add(inlines) }
        case .heading(let level, let inlines): part("h\(level)") { $0.add(inlines) }
        case .list(let list):
            part(list.start.map { "o\($0)" } ?? "u") { substance in
                for item in list.items {
                    substance.part(item.isChecked == nil ? "i" : "t") { $0.add(item.blocks) }
                }
            }
        case .quote(let blocks): part("q") { $0.add(blocks) }
        case .code(let info, let text, _):
            part("c" + info) { $0.bytes += text.utf8 }
        case .table(let table):
            part("T") { substance in
                for row in [table.header] + table.rows {
                    substance.part("r") { substance in
                        for cell in row { substance.part("d") { $0.add(cell) } }
                    }
                }
            }
        case .rule: part("-") { _ in }
        case .html: break
        }
    }

    private mutating func part(_ sign: String, _ inner: (inout Substance) -> Void) {
        open(sign)
        inner(&self)
        close()
    }

    mutating func add(_ inlines: [Inline]) {
        for inline in inlines {
            switch inline.kind {
            case .text(let text): for byte in text.utf8 { addText(byte) }
            case .softBreak, .lineBreak: addText(UInt8(ascii: " "))
            case .code(let text): part("`") { $0.bytes += text.utf8 }
            case .emphasis(let inner): part("_") { $0.add(inner) }
            case .strong(let inner): part("*") { $0.add(inner) }
            case .strikethrough(let inner): part("~") { $0.add(inner) }
            case .link(let destination, let title, let inner):
                let target = destination.hasPrefix("#") ? "#" : destination
                part("L" + target + " " + title) { $0.add(inner) }
            case .image(let source, let title, let inner):
                part("M" + source + " " + title) { $0.add(inner) }
            case .foreign(_, let inner): add(inner)
            case .html: break
            }
        }
    }

    /// Blanks count once, and not at the beginning of a part.
    private mutating func addText(_ byte: UInt8) {
        let isBlank = byte == UInt8(ascii: " ") || byte == 0x09 || byte == 0x0A || byte == 0x0D
        guard isBlank else {
            bytes.append(byte)
            return
        }
        guard let last = bytes.last, last != 3, last != UInt8(ascii: " ") else { return }
        bytes.append(UInt8(ascii: " "))
    }
}
