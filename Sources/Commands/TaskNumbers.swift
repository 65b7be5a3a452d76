/// Numbers of tasks as people type them.

enum TaskNumbers {
    /// More than a step may have, so that nobody makes a list of a billion.
    private static let most = 1000

    /// The numbers in `3`, `1,3` or `1-3`, with either dash; nil for everything else.
    static func read(_ text: String) -> [Int]? {
        var numbers: [Int] = []
        for part in text.split(separator: ",") {
            let ends = part.split(omittingEmptySubsequences: false) { "-–".contains($0) }
                .map { Int($0) }
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
                first <= last, last - first < most
            else { return nil }
            numbers += first...last
        }
        return numbers.isEmpty ? nil : numbers
    }
}
