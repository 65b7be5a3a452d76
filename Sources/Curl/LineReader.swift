/// Lines out of a connection that gives pieces.
internal import Secrecy

/// Cuts what a connection gives into lines; both lines and their sum are bounded.
struct LineReader {
    private var rest = Secret(copying: "")
    private var taken = 0

    /// The next line without its end.
    mutating func next(from handle: borrowing Handle) throws(NetworkFault) -> Secret {
        while true {
            if let end = (0..<rest.count).first(where: { rest[$0] == 0x0A }) {
                let line = rest[0..<end].trimmed
                rest = rest[end + 1..<rest.count]
                return line
            }
            let piece = try handle.receive()
            taken += piece.count
            guard taken <= NetworkSettings.mostHeaderBytes else { throw .tooMuch }
            var joined = SecretBuilder(capacity: rest.count + piece.count)
            joined.append(rest)
            joined.append(piece)
            rest = Secret(joined.finish())
        }
    }
}
