/// How far one has come, as a bar.

/// A bar of twenty columns; beside it the same always stands in words.
enum ProgressBar {
    private static let width = 20

    static func pieces(finished: Int, all: Int) -> [Piece] {
        let filled = all == 0 ? 0 : finished * width / all
        return [
            Piece(String(repeating: "█", count: filled), .good),
            Piece(String(repeating: "░", count: width - filled), .faint),
        ]
    }
}
