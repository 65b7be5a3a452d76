/// Doing what a form asks: every change that a page can make.
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

extension Keeper {
    /// Does what a form asks, and says where to go or what to show.
    func act(_ action: Action, at route: Route, _ form: Form, _ asking: Asking) async -> Answer {
        do throws(Fault) {
            switch (action, route) {
            case (.tick, .step(let place, let step)):
                return try tick(form, place, step)
            case (.skip, .step(let place, let step)): return try skip(form, place, step, asking)
            case (.next, .step(let place, let step)): return try go(.forward, place, step)
            case (.back, .step(let place, let step)): return try go(.back, place, step)
            case (.value, .step(let place, _)): return try value(form, place, route)
            case (.drop, .step(let place, _)): return try drop(form, place, route)
            case (.check, .step(let place, let step)):
                return try await check(place, step, asksOthers: false, asking)
            case (.ask, .step(let place, let step)):
                return try await check(place, step, asksOthers: true, asking)
            case (.reset, .guide(let place)):
                try session(place).handle(.reset)
                return .redirect(Route.guide(place).path)
            case (.reveal, .form):
                var asking = asking
                asking.isRevealed = true
                return show(route, asking)
            case (.secret, .form(let place)): return try secret(form, place)
            case (.download, .download(let place, let format)):
                return try download(place, format, isRevealed: true)
            case (.file, .file(let place)): return try file(form, place, asking)
            case (.settings, .settings): return settings(form)
            case (.profile, .home): return try newProfile(form)
            case (.unlock, .vault): return try await unlock(form, asking)
            case (.make, .vault): return try await make(form, asking)
            case (.suggest, .vault): return suggest(again: false, asking)
            case (.recall, .vault): return suggest(again: true, asking)
            case (.lock, .vault): return try lockAll()
            default: return .malformed
            }
        } catch {
            return refusal(error, route, form, asking)
        }
    }

    /// The page again, with what was wrong; what was typed stays where it may be seen.
    private func refusal(
        _ fault: Fault, _ route: Route, _ form: Form, _ asking: Asking
    ) -> Answer {
        var asking = asking
        // What was sent from a page that leads back somewhere leads there after the unlocking too.
        asking.query["back"] = form.text("back")
        if case .noWayIn = fault { return self.fault(fault, route, asking) }
        let (message, hint) = sentences(at: route).text(for: fault)
        asking.notices.append(Notice(kind: .wrong, text: message, hint: hint))
        asking.status = .unprocessableContent
        if let input = form.text("input"), let value = form["value"] {
            let reason = [message, hint].compactMap(\.self).joined(separator: "\n")
            asking.typed = Typed(input: input, value: value, reason: reason)
        }
        if route == .home { asking.refusedProfile = form.text("profile") }
        return show(route, asking)
    }

    // MARK: At a step

    private func tick(
        _ form: Form, _ place: Place, _ step: String
    ) throws(Fault) -> Answer {
        let session = try session(place)
        let event: Walkthrough.Event
        if let task = form.text("tick") {
            event = .tick(step: step, task: task)
        } else if let task = form.text("untick") {
            event = .untick(step: step, task: task)
        } else if form["whole"] != nil {
            event = .tick(step: step, task: nil)
        } else if form["none"] != nil {
            event = .untick(step: step, task: nil)
        } else {
            return .malformed
        }
        try session.handle(event)
        try session.handle(.go(step: step))
        let anchor = (form.text("tick") ?? form.text("untick")).map { "#task-" + $0 } ?? ""
        return .redirect(Route.step(place, step).path + anchor)
    }

    private func skip(
        _ form: Form, _ place: Place, _ step: String, _ asking: Asking
    ) throws(Fault) -> Answer {
        let reason = (form.text("reason") ?? "").split(whereSeparator: \.isWhitespace)
            .map { Visible.text(String($0)) }.joined(separator: " ")
        guard !reason.isEmpty else {
            var asking = asking
            asking.notices.append(Notice(kind: .wrong, text: words("loop.no-reason")))
            asking.status = .unprocessableContent
            return show(.step(place, step), asking)
        }
        try session(place).handle(.skip(step: step, reason: String(reason.prefix(500))))
        return try go(.forward, place, step)
    }

    /// Goes on or back from a step; a step without anything to do is done by going on.
    private func go(
        _ direction: Walkthrough.Event, _ place: Place, _ id: String
    ) throws(Fault) -> Answer {
        let session = try session(place)
        try session.handle(.go(step: id))
        let walkthrough = try session.walkthrough()
        var said: [Notice] = []
        if direction == .forward, let step = walkthrough.guide.step(id),
            walkthrough.state(of: step) == .toDo
        {
            let open = walkthrough.openTasks(of: step).count
            let pending = walkthrough.pendingInputs(of: step).count
            if walkthrough.tasks(of: step).isEmpty, pending == 0 {
                try session.handle(.tick(step: id, task: nil))
            } else if open > 0 {
                let title = walkthrough.guide.shown(id, in: language)?.text.title.plainText
                let note = words("web.left-open", count: open, ["step": title ?? id])
                said.append(Notice(kind: .note, text: note))
            }
        }
        switch try session.handle(direction) {
        case .step(let next): return .redirect(Route.step(place, next).path + putAside(said))
        case .end(let open):
            guard direction == .forward else {
                return .redirect(Route.step(place, id).path)
            }
            return try end(open, place, said)
        }
    }

    private func end(
        _ open: [String], _ place: Place, _ said: [Notice]
    ) throws(Fault) -> Answer {
        let guide = try guide(place.guide)
        if let first = open.first {
            // Titles hold commas.
            let names = open.map {
                words(
                    "web.quoted",
                    ["text": guide.shown($0, in: language)?.text.title.plainText ?? $0])
            }
            let note = words(
                "loop.steps-open", count: open.count, ["steps": names.joined(separator: ", ")])
            try session(place).handle(.go(step: first))
            return .redirect(
                Route.step(place, first).path + putAside(said + [Notice(kind: .note, text: note)]))
        }
        let done = Notice(kind: .good, text: words("loop.finished-without-form"))
        let way: Route = guide.form == nil ? .home : .form(place)
        return .redirect(way.path + putAside([done]))
    }

    // MARK: The form

    /// One value for the script, which puts it on the clipboard without showing it.
    private func secret(_ form: Form, _ place: Place) throws(Fault) -> Answer {
        guard let field = form.text("field") else { return .malformed }
        let session = try session(place)
        if let input = session.guide.input(field) {
            guard let value = try session.value(input) else { return .missing }
            return .secretFile(value, type: "text/plain; charset=utf-8")
        }
        if field == FormView.script || field == FormView.secretScript {
            let script = try session.form(for: .fill).render(
                as: .fill, reveal: field == FormView.secretScript,
                language: language == "pl" ? .pl : .en, words: ExportWords(words))
            return .secretFile(script, type: "text/plain; charset=utf-8")
        }
        let filled = try session.form()
        if field == MailServerForm.redirectURIName {
            return .secretFile(filled.redirectURI.value, type: "text/plain; charset=utf-8")
        }
        guard let entry = filled.entries.first(where: { $0.field.name == field }) else {
            return .missing
        }
        return .secretFile(entry.value, type: "text/plain; charset=utf-8")
    }

    func download(
        _ place: Place, _ name: String, isRevealed: Bool
    ) throws(Fault) -> Answer {
        guard let format = ExportFormat(rawValue: name) else { return .missing }
        let export = try session(place).form(for: format).render(
            as: format, reveal: isRevealed, language: language == "pl" ? .pl : .en,
            words: ExportWords(words))
        let (type, suffix) = format.file
        let file = "yetiforce-mail-server." + suffix
        return .secretFile(export, type: type, name: file)
    }
}
