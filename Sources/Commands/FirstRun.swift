/// What is asked before the guide can start: language, profile, passphrase.
internal import Guides
internal import Platform
internal import Walkthrough
internal import Words
internal import Workspace

/// The first run on a vault; later runs find everything remembered.
struct FirstRun {
    let face: Face
    let options: any OptionValues

    /// A desk with a vault behind it.
    func desk() throws(Fault) -> Desk {
        if !face.place.isMade {
            try NewVault(
                face: face, passphrases: Passphrases(options: options, questions: Questions(face))
            ).check()
        }
        let entry = face.memory[face.place.path]
        var questions = Questions(face)
        if !Language.isSettled(
            option: options.lang, in: face.environment, remembered: entry.language)
        {
            questions = try language(questions)
        }
        let speaking = questions.face
        let isNew = !face.place.isMade
        let profile = try isNew ? self.profile(questions) : nil
        let passphrases = Passphrases(options: options, questions: questions)
        let vault = try isNew ? NewVault(face: speaking, passphrases: passphrases).make() : nil
        let desk = try Desk(
            speaking, options, profile: profile, questions: questions, part: .whole)
        if let vault { desk.session.adopt(vault) } else { try unlock(desk) }
        if let profile { try? Session.makeProfile(profile, at: face.place) }
        face.memory.remember(face.place.path) { entry in
            entry.language = speaking.words.language
            if options.labels != nil { entry.labels = speaking.labels }
            entry.profile = desk.session.profile
            // Plain Markdown is named anew each time: only what is on the shelf is found again.
            if desk.session.guide.plainPath == nil { entry.guide = desk.session.guide.id }
        }
        return desk
    }

    /// Opens the vault where somebody comes back to captured values; Enter leaves it closed.
    ///
    /// Closed, the guide goes on: ticks need no passphrase, and a value that is needed later is
    /// reason enough to ask again.
    private func unlock(_ desk: Desk) throws(Fault) {
        if desk.passphrases.isGiven {
            _ = try desk.session.vault()
            return
        }
        if try desk.session.openIfUnlocked() { return }
        let isWorthIt = try !desk.session.walkthrough().progress.captured.isEmpty
        guard isWorthIt, TerminalPrompt.isThere else { return }
        try desk.unlock()
    }

    /// The only question in both languages at once.
    private func language(_ questions: Questions) throws(Fault) -> Questions {
        let usual = face.words.language
        let order = usual == "pl" ? ["pl", "en"] : ["en", "pl"]
        let names = ["pl": "Polski", "en": "English"]
        let chosen = try questions.choice(
            "Język / Language:", order.map { (id: $0, title: names[$0] ?? $0) })
        guard let words = try? Language.words(order[chosen], content: options.content) else {
            return questions
        }
        return questions.speaking(words)
    }

    private func profile(_ questions: Questions) throws(Fault) -> String {
        let words = questions.face.words
        if let named = options.profile ?? face.environment.variable("KROK_PROFILE") {
            return try ProfileName.checked(named)
        }
        questions.face.note(words("first.profile-note"))
        while true {
            let answer = try questions.text(
                words("first.ask-profile", ["usual": ProfileName.usual]) + " ")
            if answer.isEmpty { return ProfileName.usual }
            do throws(Fault) {
                return try ProfileName.checked(answer)
            } catch {
                questions.face.report(error)
            }
        }
    }
}
