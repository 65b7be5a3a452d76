/// Google's file with Client ID and secret: the page that asks for it, and taking it in.
internal import Guides
internal import Phrases
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

extension Keeper {
    func filePage(_ place: Place, _ asking: Asking) throws(Fault) -> Answer {
        let session = try session(place)
        guard session.guide.input("client_secret") != nil else { return .missing }
        _ = try session.vault()
        var model: Model = ["path": Route.file(place).path]
        if let back = asking.wayBack { model["back"] = back }
        if let waiting = waitingImport, waiting.place == place {
            let sentences = sentences(at: .file(place))
            model["isDoubtful"] = true
            model["doubts"] = waiting.plan.doubts.map { ["doubt": sentences.text(for: $0)] }
        }
        return page(
            "file", "web.way-file", model, .file(place), asking,
            walk: (try session.walkthrough(), nil))
    }

    func file(
        _ form: Form, _ place: Place, _ asking: Asking
    ) throws(Fault) -> Answer {
        let session = try session(place)
        let plan: Session.ImportPlan
        if form["anyway"] != nil, let waiting = waitingImport, waiting.place == place {
            plan = waiting.plan
        } else if form["leave"] != nil {
            waitingImport = nil
            let said = Notice(kind: .note, text: words("import.left"))
            return redirect(to: way(back: form, to: .file(place)), saying: [said])
        } else if form["anyway"] != nil {
            // Forgotten with a lock, or settled on another page.
            _ = try session.vault()
            let said = putAside([Notice(kind: .note, text: words("web.file-again"))])
            let back = form.text("back").map { "&back=" + Target.encoded($0) } ?? ""
            return .redirect(Route.file(place).path + said + back)
        } else {
            guard let chosen = form.fields.first(where: { $0.name == "file" }) else {
                return .malformed
            }
            let name = Visible.text(chosen.fileName ?? "")
            plan = try session.planImport(chosen.value, named: name.isEmpty ? "JSON" : name)
            guard plan.doubts.isEmpty else {
                _ = try session.vault()
                waitingImport = (place, plan)
                let back = form.text("back").map { "?back=" + Target.encoded($0) } ?? ""
                return .redirect(Route.file(place).path + back)
            }
        }
        let taken = try session.carryOut(plan)
        waitingImport = nil
        let reasons = Reasons(words, session.guide)
        let names = taken.map { reasons.title(of: $0) }.joined(separator: ", ")
        let said = [
            Notice(kind: .good, text: words("import.taken", ["names": names])),
            Notice(kind: .note, text: words("web.delete-download", ["name": plan.path])),
        ]
        return redirect(to: way(back: form, to: .file(place)), saying: said)
    }
}
