/// Checks from the page: what needs nobody, and what asks those that the page has named.
internal import Guides
internal import HTTPTypes
internal import Phrases
internal import Probes
internal import Words
internal import Workspace

extension Keeper {
    /// Checks a step, which is called done where that is proved; the results stand on its page.
    func check(
        _ place: Place, _ id: String, asksOthers: Bool, _ asking: Asking
    ) async throws(Fault) -> Answer {
        let sheet = try session(place).checkSheet(id)
        var results = sheet.results
        if asksOthers {
            guard asker.takePlace() else { return crowded(.step(place, id), asking) }
            defer { asker.leavePlace() }
            let answers = await asker.ask(sheet)
            results = try session(place).results(of: sheet, answers)
        }
        // The vault may have been locked meanwhile: this needs ticks and answers alone.
        let session = try session(place)
        guard let step = session.guide.step(id) else { return .missing }
        var said = notices(of: results, in: session.guide)
        if try session.prove(step, by: results) {
            said.append(Notice(kind: .good, text: words("check.proven")))
        }
        return .redirect(Route.step(place, id).path + putAside(said))
    }

    private func crowded(_ route: Route, _ asking: Asking) -> Answer {
        var asking = asking
        asking.notices.append(Notice(kind: .wrong, text: words("web.busy-asking")))
        asking.status = .tooManyRequests
        return show(route, asking)
    }

    private func notices(of results: [CheckResult], in guide: Guide) -> [Notice] {
        guard !results.isEmpty else { return [Notice(kind: .note, text: words("check.none"))] }
        let said = CheckWords(words, guide)
        let isFine = { (result: CheckResult) in
            result.question.name == .form && result.verdict == .right
        }
        let forms = results.filter(isFine)
        var notices: [Notice] = []
        if let first = forms.first, let title = said.title(ofForms: forms.map(\.question)) {
            notices.append(Notice(kind: .good, text: title + "\n" + said.sentence(for: first)))
        }
        for result in results where !isFine(result) {
            let kind: Notice.Kind =
                switch result.verdict {
                case .right: .good
                case .wrong: .wrong
                case .unclear: .note
                }
            let text = said.title(of: result.question) + "\n" + said.sentence(for: result)
            notices.append(Notice(kind: kind, text: text, hint: said.remedy(for: result)))
        }
        return notices
    }
}
