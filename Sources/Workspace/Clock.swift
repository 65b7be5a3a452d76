/// Time as Krok writes it: RFC 3339 in UTC, whole seconds.

/// Seconds since 1970 and what they are called.
package struct Clock: Sendable {
    private let reading: @Sendable () -> Int

    package init(_ reading: @escaping @Sendable () -> Int) { self.reading = reading }

    /// Now, such as `2026-11-22T15:04:05Z`.
    package var now: String { Clock.text(reading()) }

    /// Now, in seconds since 1970.
    package var seconds: Int { reading() }

    /// Today's day number since 1970 in UTC.
    package var day: Int { reading() / 86_400 }

    /// The day number of a date (Howard Hinnant, `days_from_civil`).
    package static func day(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// The day number of an RFC 3339 time; nil for what is none.
    package static func day(of time: String) -> Int? {
        let parts = time.prefix(10).split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return Clock.day(year: year, month: month, day: day)
    }

    /// The seconds since 1970 of a time as Krok writes it; nil for what is none.
    package static func seconds(of time: String) -> Int? {
        guard let day = Clock.day(of: time), time.utf8.count == 20 else { return nil }
        let parts = time.dropFirst(11).dropLast().split(separator: ":").map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2]
        else { return nil }
        let seconds = ((day * 24 + hour) * 60 + minute) * 60 + second
        return text(seconds) == time ? seconds : nil
    }

    /// The inverse of `day`, with the time of the day.
    package static func text(_ seconds: Int) -> String {
        let days = seconds / 86_400
        let rest = seconds % 86_400
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2) + "T"
            + pad(rest / 3600, 2) + ":" + pad(rest / 60 % 60, 2) + ":" + pad(rest % 60, 2) + "Z"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
