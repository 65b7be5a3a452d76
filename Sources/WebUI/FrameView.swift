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
    var wayBack: String?
    /// What is searched for.
    var query: String?
    var notices: [Notice] = []
    /// Whether there is no such page, so that none of the ways stands for it.
    var isMissing = false
    /// Where the person was last: pages beside all walks lead back there.
    var lastPlace: Place?
    /// The walk that the page belongs to; nil beside all of them.
    var walkthrough: Walkthrough?
    var step: Step?
    /// The guide that the ways elsewhere lead into.
    var guide: Guide?

    func model(title: String) -> Model {
        var frame: Model = [
            "language": words.language, "title": title, "formWord": visitor.formWord,
            "here": here, "wayIn": Target.encoded(route == .vault ? wayBack ?? here : here),
            "languages": languages, "modules": Assets.modules,
            "isOpen": isOpen, "isClosed": isMade && !isOpen && route != .vault,
            "notices": notices.map(\.model),
        ]
        var ways: [Model] = isMade ? [way(.home, "web.way-home")] : []
        if let place = route.place ?? lastPlace {
            ways += [
                way(.guide(place), "web.way-guide", isHere: step != nil),
                way(.search(place), "web.way-search"), way(.trouble(place), "web.way-trouble"),
                way(.file(place), "web.way-file"),
            ]
            if guide?.form != nil { ways.append(way(.form(place), "web.way-form")) }
            frame["profile"] = place.profile
        }
        ways += [way(.vault, "web.way-vault"), way(.settings, "web.way-settings")]
        frame["ways"] = ways
        if let guide, let place = route.place ?? lastPlace {
            frame["guide"] = guide.text(for: words.language)?.text.title.plainText ?? place.guide
        }
        if let walkthrough, let place = route.place {
            frame["steps"] = steps(walkthrough, place)
            frame["status"] = status(walkthrough)
        }
        return frame
    }

    /// The page's own address, with what is searched for and the way back that it offers.
    private var here: String {
        let parts = [("q", query), ("back", wayBack)].compactMap { name, value in
            value.map { name + "=" + Target.encoded($0) }
        }
        return parts.isEmpty ? route.path : route.path + "?" + parts.joined(separator: "&")
    }

    private func way(_ to: Route, _ key: String, isHere: Bool = false) -> Model {
        var model: Model = ["address": to.path, "name": words(key)]
        if isHere || !isMissing && to == route || route.leads(to: to) { model["isHere"] = true }
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
                "web.steps-count", ["finished": "\(count.finished)", "all": "\(count.all)"]),
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
