/// The conversation of `krok receive`: open, show, ask, take in.
internal import Handover
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace
internal import YetiForce

struct Receiving {
    let desk: Desk
    let options: any OptionValues
    /// What opens an encrypted key, or a file that a passphrase opens; nil: a person is asked.
    let keyPassphraseFile: String?
    let yes: Bool

    private var face: Face { desk.face }
    private var words: Words { desk.face.words }

    func run(_ path: String) throws(Fault) {
        let sealed = try Session.sealedFile(path)
        let (document, identities) = try opened(sealed, path)
        let received = try desk.session.receivedForm(document, from: path)
        if let identities, options.passphraseFile == nil, options.passphraseFd == nil {
            _ = try desk.session.openIfFits(identities, slot: options.slot)
        }
        // Judged before anything is shown: a secret in the client ID's place is refused here.
        let plan = try desk.session.plan(received)
        face.note(
            words(sealed.lock == .passphrase ? "receive.sender-passphrase" : "receive.sender"))
        if !sealed.isAuthenticated { face.note(words("receive.unauthenticated")) }
        show(received)
        show(plan)
        guard try mayGoOn(path) else { return face.note(words("receive.left")) }
        let taken = try desk.session.carryOut(plan, whateverComes: yes)
        face.note(words("receive.taken", ["names": taken.joined(separator: ", ")]))
    }

    // MARK: Opening

    /// The content, and the age identities that opened it: they may open the vault too.
    private func opened(
        _ sealed: SealedFile, _ path: String
    ) throws(Fault) -> (document: Secret, identities: Secret?) {
        if sealed.lock == .passphrase {
            let passphrase = try passphrase(of: path, "receive.ask-file-passphrase") {
                .handover(path: path, .fileEncrypted)
            }
            let document = try inHandover(path) { () throws(HandoverError) in
                try sealed.open(passphrase: passphrase)
            }
            return (document, nil)
        }
        guard let place = options.identity ?? face.environment.variable("KROK_IDENTITY") else {
            throw .handover(path: path, .noKey)
        }
        let key = try key(place, for: sealed)
        let document = try inHandover(path) { () throws(HandoverError) in
            try sealed.open(with: key)
        }
        if case .age(let age) = key { return (document, age.file) }
        return (document, nil)
    }

    /// From `--key-passphrase-file`, or asked for; `refusal` where neither can be.
    private func passphrase(
        of path: String, _ question: String, _ refusal: () -> Fault
    ) throws(Fault) -> Secret {
        if let file = keyPassphraseFile, !Terminal.stands(at: file) {
            return try desk.passphrases.firstLine(of: file)
        }
        guard TerminalPrompt.isThere else { throw refusal() }
        return try desk.questions.hidden(words(question, ["path": Visible.text(path)]))
    }

    private func key(_ place: String, for sealed: SealedFile) throws(Fault) -> OpeningKey {
        if Terminal.stands(at: place) {
            guard sealed.lock != .privateKey else { throw .handover(path: place, .keyNotTyped) }
            let typed = try desk.passphrases.typedIdentity()
            return try inHandover(place) { () throws(HandoverError) in try OpeningKey(typed) }
        }
        let file: Secret
        do throws(FileFault) {
            file = try Files.read(place, limit: OpeningKey.largestFile, ownersOnly: true)
        } catch {
            throw .file(error)
        }
        var passphrase: Secret?
        if OpeningKey.isEncrypted(file) {
            passphrase = try self.passphrase(of: place, "receive.ask-key-passphrase") {
                .handover(path: place, .keyEncrypted)
            }
        }
        return try inHandover(place) { () throws(HandoverError) in
            try OpeningKey(file, passphrase: passphrase)
        }
    }

    // MARK: Showing

    private func show(_ received: ReceivedForm) {
        func shown(_ value: Secret?) -> String {
            Visible.text(value?.copiedIntoOrdinaryMemory() ?? "?")
        }
        face.note(words("receive.from", ["profile": Visible.text(received.profile)]))
        face.note(words("receive.client-id", ["value": shown(received.values["client_id"])]))
        face.note(words("receive.redirect-uri", ["value": shown(received.maskedURI)]))
    }

    private func show(_ plan: Session.ReceivePlan) {
        let reasons = Reasons(words, desk.session.guide)
        face.note(words("receive.into", ["profile": Visible.text(desk.session.profile)]))
        for (input, change) in plan.changes {
            face.note(
                "  "
                    + words(
                        "receive.change-" + change.rawValue,
                        ["title": reasons.title(of: input), "input": input]))
        }
        for (input, warning) in plan.warnings { desk.warn([warning], about: input) }
    }

    private func mayGoOn(_ path: String) throws(Fault) -> Bool {
        if yes { return true }
        guard TerminalInput.isThere, path != "-" else { throw .missingAnswer(option: "--yes") }
        return try desk.questions.confirm(words("receive.ask"), usually: false)
    }
}
