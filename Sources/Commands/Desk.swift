/// Putting a session together from options, variables and what was remembered.
internal import Guides
internal import Phrases
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// What a command that works on a guide needs.
struct Desk {
    let face: Face
    let questions: Questions
    let passphrases: Passphrases
    let session: Session

    /// A desk for what concerns the whole vault: which profile is in use does not matter.
    static func ofVault(_ face: Face, _ options: any OptionValues) throws(Fault) -> Desk {
        try Desk(face, options, profile: ProfileName.usual, part: .declarations)
    }

    /// Chooses guide and profile; `profile` wins over everything else.
    ///
    /// Only a command that switches languages needs the guide as a `.whole`, and one that shows
    /// labels in both; one that shows none of its text needs the `.declarations`. With `readsOneProfile` the vault's other profiles
    /// are passed over. Where `--identity` opens something else, `identityOpensVault` is false.
    init(
        _ face: Face, _ options: any OptionValues, profile named: String? = nil,
        questions given: Questions? = nil, part: GuideShelf.Part? = nil,
        readsOneProfile: Bool = false, accepting fingerprint: String? = nil,
        identityOpensVault: Bool = true
    ) throws(Fault) {
        self.face = face
        let questions = given ?? Questions(face)
        self.questions = questions
        let passphrases = Passphrases(options: options, questions: questions)
        self.passphrases = passphrases
        try passphrases.claimInput()
        let remembered = face.memory[face.place.path]
        let guide = try Desk.guide(
            face, options, remembered.guide, part ?? face.textPart)
        let profile = try Desk.profile(named, face, options, remembered.profile)
        let notice = FirstUseNotice(questions: questions)
        session = Session(
            environment: face.environment, place: face.place, guide: guide, profile: profile,
            slot: options.slot,
            takesUnlocked: identityOpensVault
                ? !passphrases.isGiven : !passphrases.isPassphraseGiven,
            opening: Opening(
                face.environment, accepting: fingerprint,
                reading: readsOneProfile ? .profile(profile) : .everything,
                forgetting: Forgetting(face).tell,
                firstUse: { (use) throws(Fault) in try notice.meet(use) }),
            identities: { () throws(Fault) in
                identityOpensVault ? try passphrases.identities() : nil
            }
        ) { (_, slot) throws(Fault) in try passphrases.existing(slot) }
    }

    /// The same desk behind another face: the session and its open vault stay.
    func facing(_ face: Face, _ options: any OptionValues) -> Desk {
        let questions = questions.facing(face)
        return Desk(
            face: questions.face, questions: questions,
            passphrases: Passphrases(options: options, questions: questions), session: session)
    }

    private init(face: Face, questions: Questions, passphrases: Passphrases, session: Session) {
        self.face = face
        self.questions = questions
        self.passphrases = passphrases
        self.session = session
    }

    /// `--guide`, else `KROK_GUIDE`, else the guide in use, else the usual one.
    static func guide(
        _ face: Face, _ options: any OptionValues, _ remembered: String?, _ part: GuideShelf.Part
    ) throws(Fault) -> Guide {
        try shelf(face, options).guide(guideName(face, options, remembered), part: part)
    }

    /// The ID of the guide, or the path that it lies at.
    static func guideName(_ face: Face, _ options: any OptionValues, _ remembered: String?)
        -> String
    {
        if let named = options.guide ?? face.environment.variable("KROK_GUIDE") { return named }
        if let remembered, shelf(face, options).ids.contains(remembered) { return remembered }
        return GuideShelf.usual
    }

    static func shelf(_ face: Face, _ options: any OptionValues) -> GuideShelf {
        GuideShelf(
            content: options.content ?? face.environment.variable("KROK_CONTENT"),
            language: face.words.language)
    }

    /// `--profile`, else `KROK_PROFILE`, else the profile in use, else the usual one.
    ///
    /// A name that was given has to exist, so that a typing error does not start a new client.
    private static func profile(
        _ named: String?, _ face: Face, _ options: any OptionValues, _ remembered: String?
    ) throws(Fault) -> String {
        if let named { return try ProfileName.checked(named) }
        if let given = options.profile ?? face.environment.variable("KROK_PROFILE") {
            let name = try ProfileName.checked(given)
            if name == ProfileName.usual || Session.hasProfile(name, at: face.place) { return name }
            let known = try Session.profiles(at: face.place)
            guard known.contains(name) else { throw .unknownProfile(name, known: known) }
            return name
        }
        let known = try Session.profiles(at: face.place)
        if let remembered, known.contains(remembered) { return remembered }
        if known.contains(ProfileName.usual) || known.isEmpty { return ProfileName.usual }
        // Two clients and no word which of them: guessing would mix them up.
        guard known.count == 1 else { throw .missingAnswer(option: "--profile") }
        return known[0]
    }

    /// Asks for the passphrase until the vault opens; an empty answer leaves it closed.
    func unlock() throws(Fault) {
        if passphrases.isGiven { _ = try session.vault() }
        if try session.openIfUnlocked() { return }
        face.note(face.words("vault.unlock-note"))
        while !session.isOpen {
            let typed = try passphrases.existing(session.slot)
            if typed.isEmpty { return }
            do throws(Fault) {
                try session.open(with: typed)
            } catch {
                guard case .wrongKey = error else { throw error }
                face.report(error)
            }
        }
    }

    /// Opens the vault where a way in was given, or it is unlocked; what is shown says so.
    ///
    /// The identity of a variable is a way in, too. It was not given for this command, though: where
    /// it does not open the vault, the reason is told and the vault stays locked.
    func openIfNobodyIsAsked() throws(Fault) {
        if passphrases.isGiven { _ = try session.vault() }
        guard try !session.openIfUnlocked(), session.place.isMade, passphrases.isIdentityAtHand
        else { return }
        do throws(Fault) { _ = try session.vault() } catch { face.report(error) }
    }

    /// Whether the vault would open without a question.
    func opensUnasked() throws(Fault) -> Bool {
        try session.opensUnasked(isGiven: passphrases.isGiven || passphrases.isIdentityAtHand)
    }

    /// The step `id`, or the current one.
    func step(_ id: String?, in walkthrough: Walkthrough) throws(Fault) -> Step {
        let guide = walkthrough.guide
        guard let id else {
            guard let step = walkthrough.current else {
                throw .unknownStep("", known: guide.steps.map(\.id))
            }
            return step
        }
        guard let step = guide.step(id) else {
            throw .unknownStep(id, known: guide.steps.map(\.id))
        }
        return step
    }

    /// The warnings about a value, as lines for the person.
    func warn(_ warnings: [ValueWarning], about input: Input) {
        let sentences = Sentences(words: face.words)
        for warning in warnings {
            face.note(sentences.text(for: warning, about: input.id, in: session.guide))
        }
    }
}

extension Face {
    /// As much of a guide as showing its text takes.
    fileprivate var textPart: GuideShelf.Part {
        labels == .both ? .whole : .language(words.language)
    }
}
