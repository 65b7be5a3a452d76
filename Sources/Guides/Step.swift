/// A step as the manifest declares it.

/// The logic of one step; its words are `StepText`.
package struct Step: Sendable, Hashable {
    package let id: String

    /// An estimate for the reader.
    package let minutes: Int?

    /// Whether the step is on a person's way; nil: always.
    package let condition: Condition?

    /// The address to open; `https:` with its host spelt out.
    package let open: Template?

    /// Inputs that Krok asks for here, in this order.
    package let asks: [String]

    /// Sensitive inputs that the step shows.
    package let uses: [String]

    /// The checks that are about this step, beside the forms of what it asks.
    package let checks: [CheckName]

    /// Those that together prove it done; empty: a person says so.
    package let provenBy: [CheckName]

    /// Whether only those prove it: what is ticked does not make it done.
    package let needsProof: Bool

    /// Whether the vendor's product gets its own authorisation in this step.
    package let authorises: Bool

    /// When a person or a dated source last saw this screen.
    package let verified: CalendarDate?
    package let recheckDays: Int?

    /// A part to look things up in: not counted, no ticks.
    package let isReference: Bool
    package let symptoms: [Symptom]

    /// A failure that a reader can look up, and the step that cures it.
    package struct Symptom: Sendable, Hashable {
        package let id: String
        package let step: String?
    }
}

/// A day of the calendar, without a time zone.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= CalendarDate.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-10-06`, exactly so.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    /// Days since 1970-01-01, for ages.
    package var daysSince1970: Int {
        // The year is made to begin in March, so that the leap day is its last.
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }
}
