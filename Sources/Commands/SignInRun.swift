/// The sign-in check at the terminal: said beforehand, done in the browser, told line by line.
internal import Curl
internal import Guides
internal import Platform
internal import Probes
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// Leads one person once through Google's sign-in and into their mailbox.
struct SignInRun {
    let checking: Checking
    let settings: NetworkSettings
    let port: UInt16
    /// Whether the grant may be revoked, where nobody can be asked; nil: ask.
    let revokes: Bool?
    /// How long the browser is waited for, in seconds.
    let patience: Int
    /// Whether the person is asked once more when everything has been said.
    let asksBefore: Bool

    static let usualPatience = 300

    private var desk: Desk { checking.desk }
    private var face: Face { desk.face }
    private var words: Words { face.words }

    /// What came back, in the order in which it was asked; stops where going on proves nothing.
    func results() throws(Fault) -> [CheckResult] {
        let names = try inputs()
        let keeping = try keeping()
        checking.announce(
            SignIn.questions.filter { keeping == nil || $0.name != .signInGrant }, settings)
        if asksBefore {
            let mayGoOn = try desk.questions.confirm(words("signin.ask-begin"), usually: true)
            guard mayGoOn else { return [] }
        }
        let network = face.environment.network(settings)
        let client = try desk.session.captured(names.client)
        let mailbox = try desk.session.captured(names.mailbox)
        let signIn = SignIn(
            network: network, client: client, secret: try desk.session.captured(names.secret),
            mailbox: mailbox)
        let address = SignInAddress(network: network, client: client, port: port).isThere()
        // What Google did not say clearly may still work; what it refused does not.
        guard address.verdict != .wrong else { return [desk.session.mended(address)] }
        let (consent, ticket, code) = try consent(client, mailbox)
        guard let code else { return [address, consent].map(desk.session.mended) }
        // From here on there is a grant: whoever interrupts this wants it settled all the same.
        let results = Uninterrupted.run {
            [address, consent] + carryOut(signIn, code, ticket, keeping)
        }
        for step in desk.session.guide.steps where step.checks.contains(.signInToken) {
            if try desk.session.prove(step, by: results) { face.note(words("check.proven")) }
        }
        return results.map(desk.session.mended)
    }

    private func carryOut(
        _ signIn: SignIn, _ code: Secret, _ ticket: SignInTicket, _ keeping: SignIn.Keeping?
    ) -> [CheckResult] {
        let (given, token) = signIn.token(for: code, ticket)
        // The consent was given all the same, and there is no token to withdraw it with.
        guard let token else { return [given, SignIn.untold(keeping)] }
        let opensMail = given.verdict == .right
        let logins = opensMail ? [signIn.logInByIMAP(token), signIn.logInBySMTP(token)] : []
        return [given] + logins + [keeping.map(SignIn.left) ?? signIn.revoke(token)]
    }

    // MARK: Beforehand

    private func inputs() throws(Fault) -> (client: Input, secret: Input, mailbox: Input) {
        let guide = desk.session.guide
        guard guide.provider == "google", let form = guide.form,
            let client = form.input(of: "client_id").flatMap(guide.input),
            let secret = form.input(of: "client_secret").flatMap(guide.input),
            let mailbox = guide.inputs.first(where: { $0.kind == .email })
        else { throw .noSignIn(guide: guide.id) }
        return (client, secret, mailbox)
    }

    /// Why the grant is to stay; nil when it is to go.
    ///
    /// Asked before anything else: the answer decides whether the sign-in is wanted at all.
    private func keeping() throws(Fault) -> SignIn.Keeping? {
        let walkthrough = try desk.session.walkthrough()
        let isLinked = walkthrough.guide.steps.filter(\.authorises).contains { step in
            walkthrough.progress.done[step.id] != nil
                || walkthrough.progress.ticks[step.id]?.isEmpty == false
        }
        face.note(words(isLinked ? "signin.linked" : "signin.not-linked"))
        if isLinked { return .linked }
        if let revokes { return revokes ? nil : .wished }
        guard TerminalInput.isThere else { throw .missingAnswer(option: "--revoke yes|no") }
        let isFree = try desk.questions.confirm(words("signin.ask-revoke"), usually: false)
        return isFree ? nil : .wished
    }

    // MARK: In the browser

    private func consent(
        _ client: Secret, _ mailbox: Secret
    ) throws(Fault) -> (CheckResult, SignInTicket, Secret?) {
        let ticket = SignInTicket(port: port)
        let server: LoopbackServer
        do throws(LoopbackFault) {
            server = try LoopbackServer(port: port)
        } catch {
            throw .loopback(error)
        }
        let page = ticket.address(client: client, mailbox: mailbox)
        let address = page.copiedIntoOrdinaryMemory() ?? ""
        let minutes = (patience + 59) / 60
        face.note(
            words(Browser.open(address) ? "signin.opened" : "signin.not-opened", count: minutes))
        face.note(address)
        let pages = SignInPage(words: words)
        var answer: SignInAnswer?
        var sawOtherState = false
        _ = server.serve(seconds: patience) { head in
            let found = SignInAnswer(head, for: ticket)
            switch found {
            case .code, .refused:
                answer = found
                return LoopbackServer.Reply(pages.answer(to: found), isLast: true)
            case .foreign(_, let isOtherState):
                sawOtherState = sawOtherState || isOtherState
                return LoopbackServer.Reply(pages.answer(to: found), isLast: false)
            }
        }
        let result = SignIn.consent(answer, sawOtherState: sawOtherState, minutes: minutes)
        guard case .code(let code) = answer else { return (result, ticket, nil) }
        return (result, ticket, code)
    }
}
