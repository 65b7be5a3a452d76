/// Proving that values work: what can be said here, and what others can be asked.
package import Curl
package import Guides
package import Probes
internal import Secrecy
internal import Vaults
internal import Walkthrough
internal import YetiForce

/// What is checked, and what could be asked; made before anything is sent.
package struct CheckSheet: Sendable {
    /// What needed nobody.
    package let results: [CheckResult]

    /// What others can be asked, in order; nobody was asked yet.
    package let questions: [CheckQuestion]

    let probing: Probing?

    /// Asks everything that is listed, one after the other; on any thread, since it takes a while.
    package func ask(
        _ network: Network, before: (CheckQuestion) -> Void = { _ in }
    ) -> [CheckResult] {
        questions.compactMap { question in
            before(question)
            return probing?.ask(question.name, network)
        }
    }
}

extension Session {
    /// Checks what needs nobody, and lists what can be asked; opens the vault, writes nothing.
    ///
    /// `selection` is a step, the name of a value, or of a check; nil: everything. What cannot be
    /// checked from what is known is not listed.
    package func checkSheet(
        _ selection: String?, signInPort: UInt16 = SignInTicket.usualPort
    ) throws(Fault) -> CheckSheet {
        try refusePlainMarkdown()
        let wanted = try wanted(selection)
        let document = try vault().document
        var known = try knownValues(document)
        let isOver = try isSignInOver()
        if selection != nil || isOver { known.signInPort = signInPort }
        let now = environment.clock.seconds
        let results =
            try forms(document)
            + OfflineChecks.results(known) { days in
                String(Clock.text(now + days * 86_400).prefix(10))
            }
        let probing = Probing(provider: guide.provider, known)
        return CheckSheet(
            results: results.filter { wanted($0.question) }.map(mended),
            questions: probing?.questions.filter(wanted) ?? [], probing: probing)
    }

    /// Asks everything that the sheet lists, one after the other; every answer comes in time.
    ///
    /// All results, those that needed nobody first.
    package func ask(
        _ sheet: CheckSheet, _ settings: NetworkSettings,
        before: (CheckQuestion) -> Void = { _ in }
    ) -> [CheckResult] {
        results(of: sheet, sheet.ask(environment.network(settings), before: before))
    }

    /// All results, once `answers` came from those that were asked.
    package func results(of sheet: CheckSheet, _ answers: [CheckResult]) -> [CheckResult] {
        let answers = answers.map(mended)
        // What Google says now is newer than what its file said once.
        let isRegistered = answers.contains {
            $0.question.name == .redirectURI && $0.verdict == .right
        }
        let results = sheet.results.map { result in
            result.question.name == .redirectFile && result.verdict == .wrong && isRegistered
                ? CheckResult(result.question, .right, .registeredSince) : result
        }
        return results + answers
    }

    /// Marks a step as done if `results` prove it: every check that it is proven by is right, and
    /// nothing is left to be asked.
    ///
    /// Whether it was marked. The guide does so; the command `check` only for a step that nothing
    /// but a check can finish. Such a step is to do again when they find the opposite.
    package func prove(_ step: Step, by results: [CheckResult]) throws(Fault) -> Bool {
        let walkthrough = try walkthrough()
        let isDisproved = results.contains {
            step.provenBy.contains($0.question.name) && $0.verdict == .wrong
        }
        if step.needsProof, isDisproved, walkthrough.state(of: step) == .done {
            try handle(.disprove(step: step.id))
        }
        guard !step.provenBy.isEmpty, walkthrough.state(of: step) == .toDo,
            walkthrough.pendingInputs(of: step).isEmpty,
            step.provenBy.allSatisfy({ name in
                results.contains { $0.question.name == name && $0.verdict == .right }
            })
        else { return false }
        try handle(.prove(step: step.id))
        return true
    }

    /// Whether the trial sign-in is behind this person, so that its address has to be gone.
    private func isSignInOver() throws(Fault) -> Bool {
        let walkthrough = try walkthrough()
        let trial = guide.steps.filter { $0.checks.contains(.signInToken) }
        return !trial.isEmpty
            && trial.allSatisfy { step in
                let state = walkthrough.state(of: step)
                return state.isOnPath && state != .toDo
            }
    }

    // MARK: Which

    private func wanted(_ selection: String?) throws(Fault) -> (CheckQuestion) -> Bool {
        guard let selection else { return { _ in true } }
        if let step = guide.step(selection) {
            return { question in
                question.name == .form
                    ? step.asks.contains(question.input ?? "") : step.checks.contains(question.name)
            }
        }
        if guide.input(selection) != nil { return { $0.isAbout(selection) } }
        if let name = CheckName(rawValue: selection) { return { $0.name == name } }
        throw .unknownCheck(
            selection,
            known: guide.steps.filter { !$0.isReference }.map(\.id) + guide.inputs.map(\.id)
                + CheckName.allCases.map(\.rawValue))
    }

    /// With the step that mends it: the first that names the check, or that asks for the value.
    package func mended(_ result: CheckResult) -> CheckResult {
        guard result.verdict == .wrong || result.reason == .unusual else { return result }
        // A token that is refused is refused to the client.
        let name = result.reason == .tokenRefused ? .credentials : result.question.name
        let naming = guide.steps.first { $0.checks.contains(name) }
        let asking = guide.steps.first { $0.asks.contains(result.question.input ?? "") }
        var mended = result
        mended.step = (naming ?? asking)?.id
        return mended
    }

    // MARK: What is known

    private func knownValues(_ document: VaultDocument) throws(Fault) -> KnownValues {
        func secret(_ name: String) throws(Fault) -> Secret? {
            guard let input = guide.input(name) else { return nil }
            return try value(input, in: document)
        }
        func text(_ name: String) throws(Fault) -> String? {
            guard guide.input(name)?.isSensitive == false else { return nil }
            return try secret(name)?.copiedIntoOrdinaryMemory()
        }
        var known = KnownValues()
        known.clientID = try secret("client_id")
        known.clientSecret = try secret("client_secret")
        known.redirectURI = try secret(guide.form?.redirectURI ?? "redirect_uri")
        known.yetiforceURL = try text("yetiforce_url")
        known.registeredURIs = try value(RegisteredURIs.input, in: document)
            .map(RegisteredURIs.lines)
        known.audience = try text("audience")
        known.publishing = try text("publishing")
        known.mail = try mailPairs { (name) throws(Fault) in try text(name) }
        return known
    }

    /// Encryption and port of both services, as the form will have them.
    private func mailPairs(
        _ text: (String) throws(Fault) -> String?
    ) throws(Fault) -> [KnownValues.MailPair] {
        guard let form = guide.form, form.id == MailServerForm.id else { return [] }
        func value(of name: String) throws(Fault) -> String? {
            switch Field.all.first(where: { $0.name == name })?.source {
            case .fixed(let value): return value
            case .input: return try form.input(of: name).flatMap(text)
            case nil: return nil
            }
        }
        var pairs: [KnownValues.MailPair] = []
        for service in ["imap", "smtp"] {
            guard let encryption = try value(of: service + "_encrypt"),
                let port = try value(of: service + "_port")
            else { continue }
            pairs.append(
                KnownValues.MailPair(service: service, encryption: encryption, port: port))
        }
        return pairs
    }

    // MARK: Forms

    /// How each captured value looks; choices have been compared with their options already.
    private func forms(_ document: VaultDocument) throws(Fault) -> [CheckResult] {
        var results: [CheckResult] = []
        for input in guide.inputs where input.kind != .choice {
            guard let value = try value(input, in: document) else { continue }
            results.append(try form(of: value, input, document))
        }
        return results
    }

    private func form(
        of value: Secret, _ input: Input, _ document: VaultDocument
    ) throws(Fault) -> CheckResult {
        let question = CheckQuestion(.form, input: input.id)
        var known: [String: Secret] = [:]
        for name in [input.notLike, input.beginsWith].compactMap(\.self) {
            guard let other = guide.input(name) else { continue }
            known[name] = try undisputedValue(other, in: document)
        }
        do throws(ValueRefusal) {
            let warnings = try guide.check(value, for: input) { known[$0] }.warnings
            return warnings.contains(.pattern)
                ? CheckResult(question, .unclear, .unusual)
                : CheckResult(question, .right, .looksRight)
        } catch {
            return CheckResult(question, .wrong, .notAccepted)
        }
    }
}

extension CheckQuestion {
    /// Whether the check looks at the value `input`.
    fileprivate func isAbout(_ input: String) -> Bool {
        if self.input == input { return true }
        return switch name {
        case .credentials: input == "client_id" || input == "client_secret"
        case .redirectURI: input == "client_id"
        case .redirectAddress: input == "yetiforce_url"
        case .lifetime: input == "publishing"
        default: false
        }
    }
}
