/// Time as Krok writes it.
import Testing
import Workspace

struct ClockTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"),
        (86_399, "1970-01-01T23:59:59Z"),
        (86_400, "1970-01-02T00:00:00Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"),
        (1_077_926_399, "2004-02-27T23:59:59Z"),
        (1_078_012_800, "2004-02-29T00:00:00Z"),
        (1_709_164_800, "2024-02-29T00:00:00Z"),
        (1_735_689_599, "2024-12-31T23:59:59Z"),
        (1_735_689_600, "2025-01-01T00:00:00Z"),
        (1_795_359_845, "2026-11-22T15:04:05Z"),
        // 2100 is no leap year.
        (4_107_542_399, "2100-02-28T23:59:59Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
        (13_574_563_200, "2400-02-29T00:00:00Z"),
    ])
    func `seconds have a name`(seconds: Int, text: String) {
        #expect(Clock.text(seconds) == text)
        #expect(Clock { seconds }.now == text)
        #expect(Clock { seconds }.day == seconds / 86_400)
        #expect(Clock.seconds(of: text) == seconds)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T15:04:05", "2026-11-22 15:04:05Z", "2026-11-22T15:04:60Z",
        "2026-11-31T15:04:05Z", "2026-11-22T24:00:00Z", "2026-11-22T-1:04:05Z",
        "2026-11-22T15:04:05+", "99999-11-22T15:04:0Z",
    ])
    func `what is no time has no seconds`(text: String) { #expect(Clock.seconds(of: text) == nil) }

    @Test(arguments: [
        (1970, 1, 1, 0), (1970, 3, 1, 59), (1972, 2, 29, 789), (2000, 2, 29, 11_016),
        (2000, 3, 1, 11_017), (2026, 11, 22, 20_779), (2100, 3, 1, 47_541),
    ])
    func `a date has a number`(year: Int, month: Int, day: Int, number: Int) {
        #expect(Clock.day(year: year, month: month, day: day) == number)
    }

    @Test func `number and name agree for every day of eight centuries`() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var number = 0
        for year in 1970..<2770 {
            let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
            for month in 1...12 {
                for day in 1...(lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)) {
                    #expect(Clock.day(year: year, month: month, day: day) == number)
                    let two = { (value: Int) in (value < 10 ? "0" : "") + String(value) }
                    let text = "\(year)-\(two(month))-\(two(day))T00:00:00Z"
                    if Clock.text(number * 86_400) != text {
                        Issue.record("\(text): \(Clock.text(number * 86_400))")
                    }
                    number += 1
                }
            }
        }
    }
}
