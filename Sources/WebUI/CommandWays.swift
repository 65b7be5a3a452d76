/// What of Krok's commands, named in a guide's text, a page does itself: one text for every face.
internal import Guides
internal import Phrases
internal import Words
internal import YetiForce

/// The ways of one page; a command that only a terminal has leads nowhere.
struct CommandWays {
    let guide: Guide
    let words: Words
    let place: Place
    /// Questions that the page at hand asks with a field: nothing is nearer.
    var asked: Set<String> = []
    /// Whether the page at hand has checks; asked when a command for them is met.
    var hasChecks: () -> Bool = { false }
    /// The titles of the other guides at hand, by ID.
    var others: [String: String] = [:]

    /// Where the page at hand takes Google's file.
    static let fileAnchor = "google-file"
    static let checksAnchor = "checking"
    static let fillAnchor = "fill"

    /// The input whose value a command would print: the page copies it instead.
    func copied(by command: String) -> String? {
        let parts = command.split(separator: " ")
        guard parts.count == 3, parts.starts(with: ["krok", "get"]) else { return nil }
        return guide.input(String(parts[2]))?.id
    }

    /// The address that hands out what is copied.
    var source: String { Route.form(place).path }

    /// Where the page does what a command would do, and what that place is called.
    func way(for command: String) -> (address: String, name: String)? {
        let parts = command.split(separator: " ").map(String.init)
        guard parts.count > 1, parts[0] == "krok" else { return nil }
        switch parts[1] {
        case "import" where guide.input("client_secret") != nil:
            let isHere = asked.contains("client_secret")
            return (
                isHere ? "#" + Self.fileAnchor : Route.file(place).path, words("web.way-file")
            )
        case "export" where guide.form != nil:
            let path = Route.form(place).path
            return parts.contains(ExportFormat.fill.rawValue)
                ? (path + "#" + Self.fillAnchor, words("web.fill-title"))
                : (path, words("web.way-form"))
        case "set":
            guard parts.count > 2, asked.contains(parts[2]) else { return nil }
            return ("#ask-" + parts[2], Reasons(words, guide).title(of: parts[2]))
        case "unset": return parts.count > 2 ? question(parts[2]) : nil
        case "status": return guide.inputs.first { $0.kind == .secret }.flatMap { question($0.id) }
        case "check" where !parts.contains("--sign-in") && hasChecks():
            return ("#" + Self.checksAnchor, words("web.checks"))
        case "--guide":
            guard parts.count > 2, let title = others[parts[2]] else { return nil }
            return (Route.guide(Place(profile: place.profile, guide: parts[2])).path, title)
        default: return nil
        }
    }

    /// The question for a secret, which shows its last characters: here, or where it is asked.
    private func question(_ input: String) -> (address: String, name: String)? {
        guard let step = guide.stepAsking(input) else { return nil }
        let path = asked.contains(input) ? "" : Route.step(place, step).path
        return (path + "#ask-" + input, Reasons(words, guide).title(of: input))
    }

    /// Whether a command has to be typed at a terminal, which a page says behind it.
    func isForTerminal(_ command: String) -> Bool {
        command.hasPrefix("krok ") && way(for: command) == nil
    }
}
