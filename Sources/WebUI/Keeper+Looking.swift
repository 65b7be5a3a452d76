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
                let text = walkthrough.guide.text(in: language)
                walks.append([
                    "address": Route.guide(place).path, "name": text?.title.plainText ?? id,
                    "done": count.finished, "all": count.all,
                    "count": words(
                        "status.count", ["finished": "\(count.finished)", "all": "\(count.all)"]),
                ])
            }
            rows.append(["profile": profile, "walks": walks])
        }
        let usual = profiles.isEmpty ? setup.profile ?? ProfileName.usual : ""
        let model: Model = ["profiles": rows, "isEmpty": rows.isEmpty, "usual": usual]
        return page("home", "web.home-title", model, .home, asking)
    }

    // MARK: Search

    func searchPage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let walkthrough = try session(place).walkthrough()
        let query = asking.query["q"] ?? ""
        var model: Model = ["path": Route.search(place).path, "query": query]
        if !query.isEmpty {
            let search = PageSearch(walkthrough.guide, words)
            let steps = search.steps(query).map { step, labels -> Model in
                var model: Model = [
                    "address": Route.step(place, step.id).path,
                    "name": search.title(of: step),
                    "word": StepWords(words, walkthrough).state(walkthrough.state(of: step)),
                ]
                if !labels.isEmpty { model["labels"] = labels.map { ["pair": $0] } }
                return model
            }
            let symptoms = search.symptoms(query).map { symptom -> Model in
                [
                    "address": Route.symptom(place, symptom.id).path,
                    "name": symptom.title.plainText,
                ]
            }
            model["steps"] = steps
            model["symptoms"] = symptoms
            model["hasSteps"] = !steps.isEmpty
            model["hasSymptoms"] = !symptoms.isEmpty
            if steps.isEmpty, symptoms.isEmpty {
                model["nothing"] = words("web.search-nothing", ["query": query])
            }
        }
        return page(
            "search", "web.way-search", model, .search(place), asking, walk: (walkthrough, nil))
    }

    // MARK: Failures

    func troublePage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let walkthrough = try session(place).walkthrough()
        let query = asking.query["q"] ?? ""
        let found = PageSearch(walkthrough.guide, words).symptoms(query)
        var model: Model = [
            "path": Route.trouble(place).path, "query": query,
            "symptoms": found.map { symptom -> Model in
                [
                    "address": Route.symptom(place, symptom.id).path,
                    "name": symptom.title.plainText,
                ]
            },
        ]
        if found.isEmpty { model["nothing"] = words("trouble.none", ["query": query]) }
        return page(
            "trouble", "web.way-trouble", model, .trouble(place), asking, walk: (walkthrough, nil))
    }

    func symptomPage(
        _ place: Place, _ id: String, _ asking: Asking
    ) throws(Fault) -> Answer {
        let session = try session(place)
        let walkthrough = try session.walkthrough()
        let guide = walkthrough.guide
        let text = guide.text(in: language)
        for step in guide.steps {
            guard let symptom = text?.step(step.id)?.symptoms.first(where: { $0.id == id }) else {
                continue
            }
            var html = GuideHTML(guide, words)
            html.showsBoth = showsBoth
            html.anchor = { anchor in
                text?.step(at: String(anchor.dropFirst())).map {
                    Route.step(place, $0.id).path
                }
            }
            var model: Model = [
                "title": html.html(symptom.title), "body": html.html(symptom.body),
                "language": html.language, "back": Route.trouble(place).path,
            ]
            let cure = step.symptoms.first { $0.id == id }?.step
            if let cure, let title = text?.step(cure)?.title.plainText {
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
        if let back = asking.query["back"], Target(back).flatMap({ Route($0.segments) }) != nil {
            model["back"] = back
        }
        guard setup.place.isMade else {
            let key = "vault.where-" + setup.place.choice.rawValue
            model["new"] = ["where": words(key, ["path": setup.place.path])] as Model
            if asking.isRevealed {
                model["generated"] = splices.mark(Passphrase.generate())
            }
            return page("vault", "web.way-vault", model, .vault, asking, splices: splices)
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
                [
                    "choices": slots.map { ["slot": $0, "isUsual": $0 == OpenVault.firstSlot] },
                    "isOne": slots.count == 1, "slot": slots.first ?? OpenVault.firstSlot,
                ] as Model
        }
        return page("vault", "web.way-vault", model, .vault, asking, splices: splices)
    }

    private func event(_ entry: HistoryEntry) -> Model {
        [
            "time": entry.time, "event": words("history." + entry.event.rawValue),
            "subject": [entry.profile, entry.subject].compactMap { $0 }.joined(separator: " › "),
            "through": words("history.through", ["slot": entry.slot]),
        ]
    }

    // MARK: Settings

    var settingsModel: Model {
        [
            "path": Route.settings.path, "showsBoth": showsBoth,
            "minutes": max(1, Int(idle / .seconds(60))), "version": setup.version,
            "languages": [("pl", "Polski"), ("en", "English")].map { code, name -> Model in
                ["code": code, "name": name, "isChosen": code == language]
            },
        ]
    }
}
