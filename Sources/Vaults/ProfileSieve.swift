/// One profile taken out of a plaintext that passes by in pieces.
internal import Secrecy
internal import SecretJSON

/// Keeps what stands in front of the profiles, and the line of one of them.
///
/// Krok begins a line for each profile and none before, and no line feed stands inside of a JSON
/// string: a line that begins with the profile's key is the profile's, whatever the values of
/// others hold. Whoever breaks lines elsewhere is not refused; such a plaintext is read as a whole.
final class ProfileSieve {
    private enum State: Equatable {
        case inFront
        /// In a line that begins with so many bytes of the key.
        case atKey(Int)
        case inLine
        case behindLine
        case passing
    }

    /// The profile's key as Krok writes it.
    private let key: [UInt8]
    private var state = State.inFront
    private var kept = SecretBuilder(capacity: 1 << 14)
    /// Whether the first line ends where the profiles begin.
    private var isInLines = false

    init(_ profile: String) { key = JSONWriter.bytes(ofKey: profile) }

    /// Takes the next piece.
    func take(_ piece: RawSpan) {
        var index = 0
        while index < piece.byteCount, state != .behindLine {
            if case .atKey(let matched) = state {
                index = match(piece, from: index, matched)
            } else {
                index = line(piece, from: index)
            }
        }
    }

    /// Goes on to the line's end, or as far as the piece goes; where to go on.
    private func line(_ piece: RawSpan, from start: Int) -> Int {
        let found = piece.firstIndex(of: ProfileSieve.lineFeed, from: start)
        let end = found ?? piece.byteCount
        if state != .passing { kept.append(piece.extracting(start..<end)) }
        guard found != nil else { return end }
        if state == .inFront { isInLines = kept.withBytes { endsWhereProfilesBegin($0) } }
        state = state == .inLine ? .behindLine : .atKey(0)
        return end + 1
    }

    private func match(_ piece: RawSpan, from start: Int, _ before: Int) -> Int {
        let key = key
        var (index, matched) = (start, before)
        while matched < key.count, index < piece.byteCount, piece[byteAt: index] == key[matched] {
            index += 1
            matched += 1
        }
        if matched == key.count {
            kept.append(key.raw)
            state = .inLine
        } else {
            // Where the piece ended the key may go on in the next one.
            state = index == piece.byteCount ? .atKey(matched) : .passing
        }
        return index
    }

    /// What was kept, to be read up to the end of the profile; nil when it is not there.
    ///
    /// A plaintext that is one line, as earlier versions wrote it, is kept as a whole.
    var text: Secret? {
        switch state {
        case .inFront: kept.copied()
        case .inLine, .behindLine: isInLines ? kept.copied() : nil
        case .atKey, .passing: nil
        }
    }

    /// Whether the key of the profiles stands at the end of `front`, and nowhere before: a profile
    /// may have that name as well.
    private func endsWhereProfilesBegin(_ front: RawSpan) -> Bool {
        let mark = Array("\"profiles\":{".utf8)
        let last = front.byteCount - mark.count
        guard last >= 0 else { return false }
        let first = (0...last).first { start in
            mark.indices.allSatisfy { front[byteAt: start + $0] == mark[$0] }
        }
        return first == last
    }

    private static let lineFeed = UInt8(ascii: "\n")
}
