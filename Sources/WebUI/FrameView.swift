/// What stands around every page: where one is, the ways elsewhere, the steps at the side.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Walkthrough
internal import Words
internal import Workspace

/// What the template `frame` is given.
struct FrameView {
    let words: Words
    let visitor: Visitor
    let route: Route
    let isOpen: Bool
    let isMade: Bool
    var notices: [Notice] = []
    /// The walk that the page belongs to; nil beside all of them.
    var walkthrough: Walkthrough?
    var step: Step?

    func model(title: String) -> Model {
        var frame: Model = [
            "language": words.language, "title": title, "formWord": visitor.formWord,
            "path": route.path, "languages": languages,
            "isOpen": isOpen, "isClosed": isMade && !isOpen,
            "notices": notices.map(\.model),
        ]
        var ways: [Model] = []
        if let place = route.place {
            ways = [
                way(.guide(place), "web.way-guide", isHere: step != nil),
                way(.search(place), "web.way-search"), way(.trouble(place), "web.way-trouble"),
                way(.file(place), "web.way-file"),
            ]
            if walkthrough?.guide.form != nil { ways.append(way(.form(place), "web.way-form")) }
            frame["profile"] = place.profile
        }
        ways += [way(.vault, "web.way-vault"), way(.settings, "web.way-settings")]
        frame["ways"] = ways
        if let walkthrough, let place = route.place {
            let text = walkthrough.guide.text(for: words.language)?.text
            frame["guide"] = text?.title.plainText ?? place.guide
            frame["steps"] = steps(walkthrough, place)
            frame["status"] = status(walkthrough)
        }
        return frame
    }

    private func way(_ to: Route, _ key: String, isHere: Bool = false) -> Model {
        var model: Model = ["address": to.path, "name": words(key)]
        if isHere || to == route || route.leads(to: to) { model["isHere"] = true }
        return model
    }

    private var languages: [Model] {
        [("pl", "Polski"), ("en", "English")].map { code, name in
            ["code": code, "name": name, "isChosen": code == words.language]
        }
    }

    // MARK: Steps

    private func steps(_ walkthrough: Walkthrough, _ place: Place) -> Model {
        let spoken = StepWords(words, walkthrough)
        let items = walkthrough.path.map { step, state -> Model in
            let (sign, kind) = FrameView.sign(state)
            var word = spoken.state(state)
            if case .toDo = state, let ticked = spoken.ticked(in: step) { word += ", " + ticked }
            if walkthrough.isChanged(step) { word += ", " + words("status.changed") }
            var model: Model = [
                "address": Route.step(place, step.id).path, "sign": sign, "kind": kind,
                "name": step.id, "word": word,
            ]
            if let shown = walkthrough.guide.shown(step.id, in: words.language) {
                model["name"] = shown.text.title.plainText
                if shown.locale != words.language { model["foreign"] = shown.locale }
            }
            if step.id == self.step?.id { model["isCurrent"] = true }
            return model
        }
        let count = walkthrough.count
        return [
            "items": items,
            "count": words(
                "status.count", ["finished": "\(count.finished)", "all": "\(count.all)"]),
        ]
    }

    /// A sign and a class for a state; the word beside it says the same.
    static func sign(_ state: StepState) -> (sign: String, kind: String) {
        switch state {
        case .toDo: ("○", "todo")
        case .done: ("✓", "done")
        case .skipped: ("→", "skipped")
        case .excluded: ("–", "excluded")
        case .undecided: ("?", "undecided")
        case .reference: ("i", "reference")
        }
    }

    /// What is told, by a screen reader too, when a page changed under somebody's hands.
    private func status(_ walkthrough: Walkthrough) -> String {
        let count = walkthrough.count
        var parts = [
            words("status.count", ["finished": "\(count.finished)", "all": "\(count.all)"])
        ]
        if let step {
            let spoken = StepWords(words, walkthrough)
            parts.append(spoken.ticked(in: step) ?? spoken.state(walkthrough.state(of: step)))
        }
        return parts.joined(separator: "; ")
    }
}

extension Route {
    /// Whether an entry of the navigation stands for this page too.
    fileprivate func leads(to way: Route) -> Bool {
        switch (self, way) {
        case (.symptom(let place, _), .trouble(let other)): place == other
        case (.download(let place, _), .form(let other)): place == other
        default: false
        }
    }
}
