/// Pages for looking around: profiles, search, failures, the vault, settings.
internal import CommonMark
internal import Guides
internal import HTTPTypes
internal import Phrases
internal import Secrecy
internal import Vaults
internal import Walkthrough
internal import Words
internal import Workspace

extension Keeper {
    // MARK: Profiles and guides

    func home(_ asking: Asking) throws(Fault) -> Answer {
        guard setup.place.isMade else { return .redirect(Route.vault.path) }
        let profiles = try Session.profiles(at: setup.place)
        var rows: [Model] = []
        for profile in profiles {
            var walks: [Model] = []
            for id in guideIDs {
                let place = Place(profile: profile, guide: id)
                let walkthrough = try session(place).walkthrough()
                let count = walkthrough.count
                let text = walkthrough.guide.text(for: language)?.text
                walks.append([
                    "address": Route.guide(place).path, "name": text?.title.plainText ?? id,
                    "done": count.finished, "all": count.all,
                    "count": words(
                        "status.count", ["finished": "\(count.finished)", "all": "\(count.all)"]),
                ])
            }
            rows.append(["profile": profile, "walks": walks])
        }
        var usual = profiles.isEmpty ? setup.profile ?? ProfileName.usual : ""
        if let refused = asking.refusedProfile { usual = refused }
        let model: Model = [
            "profiles": rows, "usual": usual, "isRefused": asking.refusedProfile != nil,
        ]
        return page("home", "web.home-title", model, .home, asking)
    }

    // MARK: Search

    func searchPage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let walkthrough = try session(place).walkthrough()
        let guide = walkthrough.guide
        let query = asking.query["q"] ?? ""
        var model: Model = ["path": Route.search(place).path, "query": query]
        if !query.isEmpty {
            let hits = search(in: guide).find(query)
            model["hits"] = hits.map { hit(of: $0, in: guide, place) }
            if hits.isEmpty { model["nothing"] = words("search.none", ["query": query]) }
        }
        return page(
            "search", "web.way-search", model, .search(place), asking, walk: (walkthrough, nil))
    }

    private func hit(of hit: GuideSearch.Hit, in guide: Guide, _ place: Place) -> Model {
        let text = guide.shown(hit.step, in: language)?.text
        let symptom = hit.symptom.flatMap { id in text?.symptoms.first { $0.id == id } }
        let title = (symptom?.title ?? text?.title ?? []).plainText
        let route: Route =
            hit.symptom.map { .symptom(place, $0) } ?? .step(place, hit.step)
        var model: Model = ["address": route.path, "name": title]
        if hit.excerpt != title {
            model["hasExcerpt"] = true
            model["excerpt"] = hit.parts.map { part -> Model in
                var model: Model = ["text": part.text]
                if let locale = part.locale, locale != language { model["foreign"] = locale }
                return model
            }
        }
        return model
    }

    // MARK: Failures

    func troublePage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let walkthrough = try session(place).walkthrough()
        let query = asking.query["q"] ?? ""
        let guide = walkthrough.guide
        let hits = search(in: guide).find(query).filter { $0.symptom != nil }
        let all = guide.steps.flatMap { guide.shown($0.id, in: language)?.text.symptoms ?? [] }
        let found =
            query.isEmpty
            ? all : hits.compactMap { hit in all.first { $0.id == hit.symptom } }
        var model: Model = [
            "path": Route.trouble(place).path, "query": query,
            "symptoms": found.map { symptom -> Model in
                [
                    "address": Route.symptom(place, symptom.id).path,
                    "name": symptom.title.plainText,
                ]
            },
        ]
        if found.isEmpty { model["nothing"] = words("web.trouble-none", ["query": query]) }
        return page(
            "trouble", "web.way-trouble", model, .trouble(place), asking, walk: (walkthrough, nil))
    }

    func symptomPage(
        _ place: Place, _ id: String, _ asking: Asking
    ) throws(Fault) -> Answer {
        let session = try session(place)
        let walkthrough = try session.walkthrough()
        let guide = walkthrough.guide
        for step in guide.steps {
            guard let shown = guide.shown(step.id, in: language),
                let symptom = shown.text.symptoms.first(where: { $0.id == id })
            else { continue }
            var html = GuideHTML(
                guide, words, language: shown.locale, step: step.id, labels: labels)
            html.ways = CommandWays(
                guide: guide, words: words, place: place, others: titles(besides: place.guide))
            html.title = { Reasons(self.words, guide).title(of: $0) }
            html.anchor = { anchor in
                guide.step(at: String(anchor.dropFirst()), in: self.language).map {
                    Route.step(place, $0).path
                }
            }
            var model: Model = [
                "title": html.html(symptom.title), "body": html.html(symptom.body),
                "language": html.language, "back": Route.trouble(place).path,
            ]
            let cure = step.symptoms.first { $0.id == id }?.step
            if let cure, let title = guide.shown(cure, in: language)?.text.title.plainText {
                model["cure"] = ["address": Route.step(place, cure).path, "name": title] as Model
            }
            return page(
                "symptom", symptom.title.plainText, model, .symptom(place, id), asking,
                walk: (walkthrough, nil))
        }
        return .missing
    }

    // MARK: The vault

    func vaultPage(_ asking: Asking) throws(Fault) -> Answer {
        var model: Model = ["path": Route.vault.path]
        let splices = Splices()
        if let back = asking.wayBack { model["back"] = back }
        guard setup.place.isMade else {
            model["new"] =
                ["where": words("web.new-vault-where", ["path": setup.place.path])] as Model
            if let suggested = asking.suggested {
                model["generated"] = splices.mark(suggested)
            } else if suggestion != nil {
                model["wasSuggested"] = true
            }
            return page(
                "vault", "web.new-vault", model, .vault, asking, splices: splices,
                fades: asking.suggested == nil ? nil : Route.vault.path)
        }
        let outside = try VaultFolder(at: setup.place.path).outside()
        model["where"] = outside.path
        model["bytes"] = words("vault.status-bytes", count: outside.bytes)
        model["slots"] = outside.slots.map { slot -> Model in
            ["slot": slot.name, "about": SlotWords(words).text(for: slot)]
        }
        if let vault = try openVault() {
            model["open"] = ["slot": vault.slot, "fingerprint": vault.fingerprint] as Model
            model["history"] = vault.document.history.suffix(100).reversed().map(event)
        } else {
            let slots = outside.slots.filter { $0.workFactor != nil }.map(\.name)
            model["closed"] =
                slots.isEmpty
                ? ["none": true] as Model
                : [
                    "choices": slots.map { ["slot": $0, "isUsual": $0 == OpenVault.firstSlot] },
                    "isOne": slots.count == 1, "slot": slots.first ?? OpenVault.firstSlot,
                ] as Model
        }
        return page("vault", "web.way-vault", model, .vault, asking, splices: splices)
    }

    private func event(_ entry: HistoryEntry) -> Model {
        let subject = entry.subject.map { entry.event.isAboutValue ? title(ofInput: $0) : $0 }
        return [
            "stamp": entry.time, "time": Moments(words).text(for: entry.time),
            "event": words("history." + entry.event.rawValue),
            "subject": [entry.profile, subject].compactMap { $0 }.joined(separator: " › "),
            "through": words("history.through", ["slot": entry.slot]),
        ]
    }

    /// What the guides at hand call an input; its ID where none of them knows it.
    private func title(ofInput id: String) -> String {
        if id == RegisteredURIs.name { return words("history.registered-uris") }
        let titles = guideIDs.lazy.compactMap { try? self.guide($0) }
            .filter { $0.input(id) != nil }
            .map { Reasons(self.words, $0).title(of: id) }
        return titles.first ?? id
    }

    // MARK: Settings

    var settingsModel: Model {
        [
            "path": Route.settings.path, "showsBoth": labels == .both,
            "minutes": max(1, Int(idle / .seconds(60))), "version": setup.version,
            "languages": [("pl", "Polski"), ("en", "English")].map { code, name -> Model in
                ["code": code, "name": name, "isChosen": code == language]
            },
        ]
    }
}

extension HistoryEntry.Event {
    /// Whether it happened to a value, and not to a slot, a profile or the whole vault.
    fileprivate var isAboutValue: Bool {
        switch self {
        case .set, .imported, .removed, .previousRemoved, .newerRemoved, .chosen: true
        case .made, .slotAdded, .slotChanged, .slotRemoved, .profileRenamed, .profileRemoved,
            .rekeyed, .restored, .merged:
            false
        }
    }
}
