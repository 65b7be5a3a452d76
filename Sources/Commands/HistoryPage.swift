/// Who changed what, when.
internal import Secrecy
internal import SecretJSON
internal import Vaults
internal import Words

/// The history of a vault as lines or as JSON; it never holds a value.
struct HistoryPage {
    let words: Words
    let history: [HistoryEntry]

    /// One line an event, the newest last.
    func lines() -> [Line] {
        history.map { entry in
            var subject = [entry.profile, entry.subject].compactMap { $0 }.joined(separator: " › ")
            if !subject.isEmpty { subject = "  " + subject }
            return Line([
                Piece(entry.time + "  ", .faint),
                Piece(words("history." + entry.event.rawValue)),
                Piece(subject, .strong),
                Piece("  (" + words("history.through", ["slot": entry.slot]) + ")", .faint),
            ])
        }
    }

    func json() -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginArray()
        for entry in history {
            writer.beginObject()
            writer.member("time", entry.time)
            writer.member("slot", entry.slot)
            writer.member("event", entry.event.rawValue)
            writer.key("profile")
            if let profile = entry.profile { writer.text(profile) } else { writer.null() }
            writer.key("subject")
            if let subject = entry.subject { writer.text(subject) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        return writer.finish()
    }
}
