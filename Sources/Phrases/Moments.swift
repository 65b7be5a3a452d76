/// Moments in the person's own time and way of writing them.
internal import Platform
package import Words
internal import Workspace

/// What is said of a time that a file keeps in UTC.
package struct Moments {
    private let words: Words

    package init(_ words: Words) { self.words = words }

    /// Such as `22 Nov 2026, 18:45`; a text that is no time stays as it is.
    package func text(for time: String) -> String {
        let months = words("web.months").split(separator: " ")
        guard let seconds = Clock.seconds(of: time),
            let local = LocalTime(secondsSince1970: seconds),
            months.indices.contains(local.month - 1)
        else { return Visible.text(time) }
        return words(
            "web.moment",
            [
                "day": "\(local.day)", "month": String(months[local.month - 1]),
                "year": "\(local.year)", "time": local.clock,
            ])
    }
}
