/// The conversation of a check, for the command and for the guide.
internal import Curl
internal import Guides
internal import Phrases
internal import Probes
internal import Words
internal import Workspace

/// Says what will be sent where, asks, and shows what came of it.
struct Checking {
    let desk: Desk
    let options: any OptionValues

    private var face: Face { desk.face }
    private var words: Words { face.words }

    func settings(
        seconds: Int = NetworkSettings.usualSeconds
    ) throws(Fault) -> NetworkSettings {
        try face.environment.settings(
            authorities: options.caFile, seconds: seconds, agent: "krok/" + Version.text)
    }

    /// In the guide: everything about one step, which is called done where that is proved.
    func run(_ step: Step) throws(Fault) {
        guard desk.session.guide.plainPath == nil else { return face.note(words("check.none")) }
        let settings = try settings()
        if step.checks.contains(.signInToken) { return try signIn(settings) }
        let sheet = try desk.session.checkSheet(step.id)
        guard !sheet.results.isEmpty || !sheet.questions.isEmpty else {
            return face.note(words("check.none"))
        }
        var results = sheet.results
        if !sheet.questions.isEmpty {
            announce(sheet.questions, settings)
            if try desk.questions.confirm(words("check.ask-online"), usually: false) {
                results = carryOut(sheet, settings)
            }
        }
        face.print(CheckPage(desk: desk, results: results).lines())
        if try desk.session.prove(step, by: results) { face.note(words("check.proven")) }
    }

    private func signIn(_ settings: NetworkSettings) throws(Fault) {
        let run = SignInRun(
            checking: self, settings: settings, port: SignInTicket.usualPort, revokes: nil,
            patience: SignInRun.usualPatience, asksBefore: true)
        face.print(CheckPage(desk: desk, results: try run.results()).lines())
    }

    /// With `--online`: says what is sent, and sends it.
    func ask(_ sheet: CheckSheet, _ settings: NetworkSettings) -> [CheckResult] {
        guard !sheet.questions.isEmpty else { return sheet.results }
        announce(sheet.questions, settings)
        return carryOut(sheet, settings)
    }

    private func carryOut(_ sheet: CheckSheet, _ settings: NetworkSettings) -> [CheckResult] {
        desk.session.ask(sheet, settings) { question in
            guard let recipient = question.recipient else { return }
            face.note(words("check.asking", ["recipient": recipient]))
        }
    }

    /// Each recipient once, with everything that it gets.
    func announce(_ questions: [CheckQuestion], _ settings: NetworkSettings) {
        let said = CheckWords(words, desk.session.guide)
        for line in said.announcement(questions, authorities: settings.authorityFile) {
            face.note(line)
        }
    }

    /// What was not asked, or that there was nothing to check.
    func tellOfRest(_ sheet: CheckSheet, _ results: [CheckResult], asked: Bool) {
        if !asked, !sheet.questions.isEmpty {
            face.note(words("check.withheld", count: sheet.questions.count))
        } else if results.isEmpty {
            face.note(words("check.none"))
        }
    }
}
