/// Showing pages: nothing in here changes anything.
internal import CommonMark
internal import Guides
internal import HTTPTypes
internal import NIOCore
internal import Phrases
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace
internal import YetiForce

/// What a page is asked for with, beside its address.
struct Asking: Sendable {
    let visitor: Visitor
    var query: [String: String] = [:]
    /// Said at once, about what was just sent.
    var notices: [Notice] = []
    var typed: Typed?
    var isRevealed = false
    /// A profile's name that cannot be one.
    var refusedProfile: String?
    /// A passphrase for the vault that is yet to be made, to be shown for a minute.
    var suggested: Secret?
    var status = HTTPResponse.Status.ok

    /// The page of ours that somebody came from, to go back there.
    var wayBack: String? {
        query["back"].flatMap { back in
            Target(back).flatMap { Route($0.segments) } == nil ? nil : back
        }
    }

    /// Whether the page is the same for everybody who asks in this moment.
    var isPlain: Bool {
        query.isEmpty && notices.isEmpty && typed == nil && !isRevealed && suggested == nil
    }
}

extension Keeper {
    /// The page at an address.
    func show(_ route: Route, _ asking: Asking) -> Answer {
        if let place = route.place { noteLooking(at: place) }
        let elsewhere = route.place ?? lastPlace
        let key = [
            language, asking.visitor.formWord, route.path, elsewhere?.profile ?? "",
            elsewhere?.guide ?? "",
        ].joined(separator: "\n")
        if asking.isPlain, let page = keptPage(key) { return .page(page) }
        do throws(Fault) {
            let answer = try render(route, asking)
            if asking.isPlain, case .page(let page, .ok, nil) = answer { keep(page, key) }
            return answer
        } catch {
            return fault(error, route, asking)
        }
    }

    private func render(_ route: Route, _ asking: Asking) throws(Fault) -> Answer {
        switch route {
        case .home: try home(asking)
        case .vault: try vaultPage(asking)
        case .settings: page("settings", "web.way-settings", settingsModel, route, asking)
        case .guide(let place):
            .redirect(
                Route.step(place, try session(place).walkthrough().current?.id ?? "").path)
        case .step(let place, let step): try stepPage(place, step, asking)
        case .search(let place): try searchPage(place, asking)
        case .trouble(let place): try troublePage(place, asking)
        case .symptom(let place, let symptom): try symptomPage(place, symptom, asking)
        case .form(let place): try formPage(place, asking)
        case .download(let place, let format):
            try download(place, format, isRevealed: asking.isRevealed)
        case .file(let place): try filePage(place, asking)
        case .entrance, .events, .asset, .image: .missing
        }
    }

    /// Renders a template inside of the frame.
    func page(
        _ template: String, _ title: String, _ model: Model, _ route: Route, _ asking: Asking,
        walk: (Walkthrough, Step?)? = nil, splices: Splices = Splices(), fades: String? = nil
    ) -> Answer {
        let place = route.place ?? lastPlace
        let frame = FrameView(
            words: words, visitor: asking.visitor, route: route, isOpen: isOpen,
            isMade: setup.place.isMade, wayBack: asking.wayBack,
            query: asking.query["q"],
            notices: notRemembered + asking.notices + takeNotices(asking.query["n"]),
            isMissing: asking.status == .notFound, lastPlace: lastPlace, walkthrough: walk?.0,
            step: walk?.1,
            guide: walk?.0.guide ?? place.flatMap { try? guide($0.guide) })
        let name = words.has(title) ? words(title) : title
        let text = templates.render(
            template, ["frame": frame.model(title: name), "page": model], words: words)
        return .page(Page(text, splices), asking.status, fades: fades)
    }

    /// The page about an address that does not exist, with the ways to those that do.
    func missing(_ asking: Asking) -> Answer {
        var asking = asking
        asking.status = .notFound
        asking.query = [:]
        return page(
            "fault", "web.status-404", ["isMissing": true], .home, asking)
    }

    /// Said on every page as long as an older copy of the open vault would not be noticed here.
    private var notRemembered: [Notice] {
        guard let fault = opener.forgotten.reason else { return [] }
        let reason = Sentences(words: words).text(for: .file(fault)).message
        return [Notice(kind: .note, text: words("pins.not-kept", ["reason": reason]))]
    }

    /// A refusal as a page, or as the page that helps against it.
    func fault(_ fault: Fault, _ route: Route, _ asking: Asking) -> Answer {
        var asking = asking
        switch fault {
        case .noWayIn:
            asking.notices.append(Notice(kind: .note, text: words("web.locked-first")))
            asking.query["back"] = asking.wayBack ?? route.path
            asking.query["n"] = nil
            asking.status = .forbidden
            return show(.vault, asking)
        case .unknownStep, .unknownProfile, .unknownGuide, .unknownSymptom, .unknownInput:
            return .missing
        default: break
        }
        let (message, hint) = sentences(at: route).text(for: fault)
        let notice = Notice(kind: .wrong, text: message, hint: hint)
        // Where a form's page cannot be shown for the same reason that it was refused for.
        asking.notices.removeAll { $0 == notice }
        asking.status = .unprocessableContent
        return page("fault", "web.fault-title", notice.model, route, asking)
    }

    /// Sentences in which values of a walk go by their titles.
    func sentences(at route: Route) -> Sentences {
        let guide = route.place.flatMap { try? self.guide($0.guide) }
        let reasons = guide.map { Reasons(words, $0) }
        return Sentences(words: words) { reasons?.title(of: $0) ?? $0 }
    }

    // MARK: The guide

    private func stepPage(
        _ place: Place, _ id: String, _ asking: Asking
    ) throws(Fault) -> Answer {
        let session = try session(place)
        let walkthrough = try session.walkthrough()
        guard let step = walkthrough.guide.step(id) else { return .missing }
        let splices = Splices()
        let view = StepView(
            session: session, walkthrough: walkthrough, step: step, words: words, place: place,
            visitor: asking.visitor, templates: templates, splices: splices,
            labels: labels, others: titles(besides: place.guide),
            authorities: setup.authorities, typed: asking.typed)
        let text = walkthrough.guide.shown(id, in: language)?.text
        return page(
            "step", text?.title.plainText ?? id, try view.model(), .step(place, id),
            asking, walk: (walkthrough, step), splices: splices)
    }

    /// What the other guides at hand are called, by ID.
    func titles(besides id: String) -> [String: String] {
        var titles: [String: String] = [:]
        for other in guideIDs where other != id {
            titles[other] = (try? guide(other))?.text(for: language)?.text.title.plainText
        }
        return titles
    }

    // MARK: The form

    private func formPage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let session = try session(place)
        let walkthrough = try session.walkthrough()
        let route = Route.form(place)
        let splices = Splices()
        var model: Model = ["path": route.path]
        do throws(Fault) {
            let view = FormView(
                form: try session.form(), words: words, place: place, splices: splices,
                isRevealed: asking.isRevealed)
            model["form"] = view.model()
            // A guide without the installation's address has no use for the script.
            if let script = try? session.form(for: .fill) { model["fill"] = view.fill(script) }
        } catch {
            guard case .missingValues(let missing) = error else { throw error }
            let reasons = Reasons(words, session.guide)
            model["missing"] = missing.map { value -> Model in
                var model: Model = ["name": reasons.title(of: value.input)]
                if let step = value.step { model["address"] = Route.step(place, step).path }
                return model
            }
        }
        return page(
            "form", "web.way-form", model, route, asking, walk: (walkthrough, nil),
            splices: splices, fades: asking.isRevealed ? route.path : nil)
    }
}
