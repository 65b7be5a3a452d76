/// Answers to what a step asks: taking one in, and letting go of the one before it.
internal import Guides
internal import Phrases
internal import Words
internal import Workspace

extension Keeper {
    func value(
        _ form: Form, _ place: Place, _ route: Route
    ) throws(Fault) -> Answer {
        guard let name = form.text("input"), let raw = form["value"] else { return .malformed }
        let session = try session(place)
        let input = try session.input(name)
        let warnings = try session.capture(input, raw)
        let sentences = sentences(at: route)
        var said = warnings.map {
            Notice(kind: .note, text: sentences.text(for: $0, about: name, in: session.guide))
        }
        if said.isEmpty {
            let title = Reasons(words, session.guide).title(of: name)
            said = [Notice(kind: .good, text: words("web.saved", ["name": title]))]
        }
        return .redirect(route.path + putAside(said) + "#ask-" + name)
    }

    /// Lets the older of two secrets go, once nothing needs it any more.
    func drop(_ form: Form, _ place: Place, _ route: Route) throws(Fault) -> Answer {
        guard let name = form.text("input") else { return .malformed }
        let session = try session(place)
        try session.drop(.older, of: try session.input(name))
        let title = Reasons(words, session.guide).title(of: name)
        let said = [Notice(kind: .good, text: words("web.dropped-previous", ["name": title]))]
        return .redirect(route.path + putAside(said) + "#ask-" + name)
    }
}
