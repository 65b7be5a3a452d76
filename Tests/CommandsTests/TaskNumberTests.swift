/// Numbers of tasks as people type them.
import Testing

@testable import Commands

struct TaskNumberTests {
    @Test(
        arguments: [
            ("3", [3]), ("1,3", [1, 3]), ("1-3", [1, 2, 3]), ("1–3,5", [1, 2, 3, 5]),
            ("2-2", [2]), ("1,", [1]), ("07", [7]), ("", nil), (",", nil), ("-3", nil),
            ("3-", nil), ("-", nil), ("3-1", nil), ("1-2-3", nil), ("1-1000000000", nil),
            ("9223372036854775807", [Int.max]), ("9223372036854775808", nil), ("1 3", nil),
            ("trzy", nil),
        ] as [(String, [Int]?)])
    func `numbers stand alone, in a list or in a range`(text: String, numbers: [Int]?) {
        #expect(TaskNumbers.read(text) == numbers)
    }
}
