/// A moment as the clocks around this person show it.
internal import Glibc

/// Date and time in the machine's time zone, or that of the variable `TZ`.
package struct LocalTime: Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int

    /// Nil for a time that no calendar reaches.
    package init?(secondsSince1970 seconds: Int) {
        var moment = time_t(seconds)
        // SAFETY: both structures are ours; the call fills the second.
        var parts = unsafe tm()
        guard unsafe localtime_r(&moment, &parts) != nil else { return nil }
        // SAFETY: numbers are read; the text that the structure points to is not.
        (year, month, day) = unsafe (
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)
        )
        (hour, minute) = unsafe (Int(parts.tm_hour), Int(parts.tm_min))
    }

    /// The time of the day, such as `18:45`.
    package var clock: String { LocalTime.two(hour) + ":" + LocalTime.two(minute) }

    /// Such as `2026-11-22 18:45`.
    package var text: String {
        "\(year)-\(LocalTime.two(month))-\(LocalTime.two(day)) \(clock)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
