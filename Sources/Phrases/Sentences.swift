/// The sentences for everything that can be refused; the only place where they are put together.
internal import GoogleClient
package import Guides
internal import Platform
internal import Vaults
package import Walkthrough
package import Words
package import Workspace

/// What is wrong, and what to do next, in the person's language.
package struct Sentences {
    let words: Words
    private let title: ((String) -> String)?

    /// For a terminal, where values go by the IDs that commands take; given `title`, for a page,
    /// where they go by their titles and a sentence begins with a capital.
    package init(words: Words, title: ((String) -> String)? = nil) {
        self.words = words
        self.title = title
    }

    /// What a sentence calls an input; hints hold commands, which take the ID.
    func named(_ input: String) -> String {
        title.map { words("web.quoted", ["text": $0(input)]) } ?? input
    }

    /// A template that begins with a word of its own begins with a capital on a page.
    private func begun(_ template: String) -> String {
        guard title != nil, let first = template.first, first.isLetter else { return template }
        return first.uppercased() + template.dropFirst()
    }

    /// The message and, where there is something to do, a hint.
    package func text(for fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .file(let fault): return file(fault)
        case .handover(let path, let error): return handover(path, error)
        case .received(let path, let error): return received(path, error)
        case .clipboard(let fault): return clipboard(fault)
        case .noSignIn, .loopback: return signIn(fault)
        case .noVault, .vaultExists, .incompleteVault, .noSlot, .wrongKey, .damagedVault,
            .newerFormat, .noWayIn, .emptyPassphrase, .prompt, .lessCareful, .noIdentityFits,
            .lostVaultFile, .noIdentitySlot, .badIdentity, .keyInTheOpen, .severalRecipients,
            .badSlotName, .badRecoveryName, .slotExists, .lastSlot, .notAPassphrase,
            .strangersReadme, .keyring,
            .wrongIdentityPassphrase, .oneInput:
            return vault(fault)
        case .mistrusted, .unknownVault, .vaultDeclined, .wrongFingerprint, .brokenPins,
            .twoSecrets, .noPrevious, .strangeRekey, .changedMeanwhile, .keyChanged:
            return trust(fault)
        case .unknownGuide, .unknownProfile, .unknownStep, .unknownTask, .unknownSymptom,
            .unknownInput, .noGeneration, .badProfileName, .profileExists, .isReference,
            .notCaptured, .unknownCheck, .noAuthority:
            return name(fault)
        case .twoVaults, .conflict, .mergeConflict, .slotsInDoubt, .noConflict, .noVersion,
            .notMergeable, .notInGit, .noGit, .gitFailed:
            return merge(fault)
        default: return value(fault)
        }
    }

    func pair(
        _ key: String, _ arguments: KeyValuePairs<String, String> = [:]
    ) -> (message: String, hint: String?) {
        func fill(_ template: String, _ called: (String) -> String) -> String {
            Words.filled(template) { name in
                guard let argument = arguments.first(where: { $0.key == name })?.value else {
                    return nil
                }
                return Visible.text(
                    name == "input" || name == "other" ? called(argument) : argument)
            }
        }
        let message = fill(begun(words("error." + key)), named)
        let hint = "hint." + key
        return (message, words.has(hint) ? fill(words(hint)) { $0 } : nil)
    }

    /// Names side by side; of very many the first ones.
    func list(_ names: [String]) -> String {
        let most = 50
        let shown = names.prefix(most).joined(separator: ", ")
        return names.count > most ? shown + ", … (+\(names.count - most))" : shown
    }

    // MARK: Files

    private func file(_ fault: FileFault) -> (message: String, hint: String?) {
        switch fault.kind {
        case .missing: pair("file-missing", ["path": fault.path])
        case .exists: pair("file-exists", ["path": fault.path])
        case .denied: pair("file-denied", ["path": fault.path])
        case .readOnly: pair("file-read-only", ["path": fault.path])
        case .noSpace: pair("file-no-space", ["path": fault.path])
        case .notAFolder: pair("file-not-a-folder", ["path": fault.path])
        case .notAFile: pair("file-not-a-file", ["path": fault.path])
        case .symbolicLink: pair("file-symbolic-link", ["path": fault.path])
        case .wrongOwner: pair("file-wrong-owner", ["path": fault.path])
        case .writableByOthers: pair("file-writable-by-others", ["path": fault.path])
        case .readableByOthers: pair("file-readable-by-others", ["path": fault.path])
        case .tooLarge(let limit):
            pair("file-too-large", ["path": fault.path, "limit": "\(limit)"])
        case .cannotCreate: pair("file-cannot-create", ["path": fault.path])
        case .busy: pair("file-busy", ["path": fault.path])
        case .replaced: pair("file-replaced", ["path": fault.path])
        case .closed: pair("file-closed", ["path": fault.path])
        case .failed(let code):
            pair("file-failed", ["path": fault.path, "reason": systemMessage(code)])
        }
    }

    // MARK: The vault

    private func vault(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .noVault(let path): pair("no-vault", ["path": path])
        case .vaultExists(let path): pair("vault-exists", ["path": path])
        case .incompleteVault(let path, let missing):
            pair("incomplete-vault", ["path": path, "missing": missing])
        case .noSlot(let name, let known):
            pair("no-slot", ["slot": name, "known": list(known)])
        case .wrongKey(let slot): pair("wrong-key", ["slot": slot])
        case .damagedVault(let path, let fault): damaged(path, fault)
        case .newerFormat(let path, let found, let known):
            pair("newer-format", ["path": path, "found": "\(found)", "known": "\(known)"])
        case .noIdentityFits(let slots): pair("no-identity-fits", ["slots": list(slots)])
        case .lostVaultFile, .noIdentitySlot, .badIdentity, .keyInTheOpen, .severalRecipients:
            wayIn(fault)
        case .badSlotName(let name): pair("bad-slot-name", ["name": name])
        case .badRecoveryName(let name): pair("bad-recovery-name", ["name": name])
        case .slotExists(let name): pair("slot-exists", ["name": name])
        case .lastSlot(let name): pair("last-slot", ["name": name])
        case .notAPassphrase(let slot): pair("not-a-passphrase", ["slot": slot])
        case .strangersReadme(let path): pair("strangers-readme", ["path": path])
        case .noWayIn: pair("no-way-in")
        case .emptyPassphrase: pair("empty-passphrase")
        case .prompt(.noTerminal): pair("no-way-in")
        case .prompt(.ended): pair("input-ended")
        case .prompt(.tooLong): pair("line-too-long")
        case .keyring(let fault): keyring(fault)
        case .wrongIdentityPassphrase(let path):
            pair("wrong-identity-passphrase", ["path": path])
        case .oneInput(let first, let second):
            pair("one-input", ["first": first, "second": second])
        case .lessCareful(let input): pair("less-careful", ["input": input])
        default: pair("unknown")
        }
    }

    private func keyring(_ fault: KeyringFault) -> (message: String, hint: String?) {
        switch fault {
        case .unavailable, .missing: pair("no-keyring")
        case .expired: pair("keyring-expired")
        case .quota: pair("keyring-full")
        case .failed(let code): pair("keyring-failed", ["reason": systemMessage(code)])
        }
    }

    private func damaged(
        _ path: String, _ fault: VaultFault
    ) -> (message: String, hint: String?) {
        switch fault {
        case .foreign: pair("vault-foreign", ["path": path])
        case .mixedUp: pair("vault-mixed-up", ["path": path])
        case .invalidDocument(let line, let column):
            pair("vault-invalid", ["path": path, "line": "\(line)", "column": "\(column)"])
        case .noMemory: pair("vault-no-memory")
        case .badRecipient(let kind):
            pair(kind == nil ? "bad-recipient" : "foreign-recipient", ["kind": kind ?? ""])
        case .badIdentity(let kind):
            pair(
                kind == nil ? "bad-identity" : "foreign-identity",
                ["path": path, "kind": kind ?? ""])
        case .tooMuchWork(let logN, let limit):
            pair("vault-too-much-work", ["found": "\(logN)", "limit": "\(limit)"])
        default: pair("vault-damaged", ["path": path])
        }
    }

    // MARK: Names

    private func name(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .unknownGuide(let name, let known):
            pair("unknown-guide", ["name": name, "known": list(known)])
        case .unknownProfile(let name, let known) where known.isEmpty:
            pair("no-profile-yet", ["name": name])
        case .unknownProfile(let name, let known):
            pair("unknown-profile", ["name": name, "known": list(known)])
        case .unknownStep(let name, let known):
            pair("unknown-step", ["name": name, "known": list(known)])
        case .unknownTask(let step, let task, let known):
            pair("unknown-task", ["step": step, "name": task, "known": list(known)])
        case .unknownSymptom(let name, let known):
            pair("unknown-symptom", ["name": name, "known": list(known)])
        case .unknownInput(let name, let known):
            pair("unknown-input", ["name": name, "known": list(known)])
        case .unknownCheck(let name, let known):
            pair("unknown-check", ["name": name, "known": list(known)])
        case .noAuthority(let path): pair("no-authority", ["path": path])
        case .noGeneration(let number, let known):
            pair(
                "no-generation",
                ["number": "\(number)", "known": list(known.map { String($0) })])
        case .badProfileName(let name, let fault): badName(name, fault)
        case .profileExists(let name): pair("profile-exists", ["name": name])
        case .isReference(let step): pair("is-reference", ["step": step])
        case .notCaptured(let input, let step):
            pair(
                step == nil ? "not-captured" : "not-captured-step",
                ["input": input, "step": step ?? ""])
        default: pair("unknown")
        }
    }

    private func badName(
        _ name: String, _ fault: ProfileName.Fault
    ) -> (message: String, hint: String?) {
        switch fault {
        case .empty: pair("profile-name-empty")
        case .tooLong: pair("profile-name-too-long", ["limit": "\(ProfileName.longest)"])
        case .character(let scalar):
            pair(
                "profile-name-character",
                ["name": name, "character": shown(scalar)])
        case .edge: pair("profile-name-edge", ["name": name])
        }
    }

    /// A sign by its number, since it may look like a letter or like nothing; one of ASCII as it
    /// is as well.
    private func shown(_ scalar: Unicode.Scalar) -> String {
        let number = "U+" + hexadecimal(scalar.value)
        let isPlain = (0x21...0x7E).contains(scalar.value)
        return isPlain ? "\(Character(scalar)) (\(number))" : number
    }

    private func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    // MARK: Values, guides, imports, exports

    private func value(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .refusedValue(let input, let refusal):
            return refused(input, refusal)
        case .secretAsArgument(let input): return pair("secret-as-argument", ["input": input])
        case .brokenGuide(let problems):
            let lines = problems.sorted().map { text(for: $0) }.joined(separator: "\n")
            return (words("error.broken-guide") + "\n" + lines, nil)
        case .unsoundGuide(let problems):
            let lines = problems.map { text(for: $0) }.joined(separator: "\n")
            return (words("error.unsound-guide") + "\n" + lines, nil)
        case .brokenProgress(let path, let line, let column):
            return pair(
                "broken-progress", ["path": path, "line": "\(line)", "column": "\(column)"])
        case .refusedImport(let path, let error): return refusedImport(path, error)
        case .doubtfulImport: return pair("doubtful-import")
        case .missingValues(let missing):
            let lines = missing.map { value in
                "  " + value.input
                    + (value.step.map { words("error.captured-by", ["step": $0]) } ?? "")
            }
            return (
                words("error.missing-values") + "\n" + lines.joined(separator: "\n"),
                words("hint.missing-values")
            )
        case .noForm(let guide): return pair("no-form", ["guide": guide])
        case .plainGuide(let path): return pair("plain-guide", ["path": path])
        case .noMarkdown(let path): return pair("no-markdown", ["path": path])
        case .nothingFound(let query): return pair("nothing-found", ["query": query])
        case .noAddress(let guide): return pair("no-address", ["guide": guide])
        case .badAddress(let input): return pair("bad-address", ["input": input])
        case .notWritten: return pair("not-written")
        case .cannotListen: return pair("cannot-listen")
        case .noConnectionTable: return pair("no-connection-table")
        case .brokenTemplate(let name): return pair("broken-template", ["name": name])
        case .secretInNote: return pair("secret-in-note")
        case .missingAnswer(let option): return pair("missing-answer", ["option": option])
        default: return pair("unknown")
        }
    }

    private func refused(
        _ input: String, _ refusal: ValueRefusal
    ) -> (message: String, hint: String?) {
        switch refusal {
        case .empty: pair("value-empty", ["input": input])
        case .notUTF8: pair("value-not-utf8", ["input": input])
        case .controlCharacter: pair("value-control", ["input": input])
        case .space: pair("value-space", ["input": input])
        case .tooShort(let shortest, let found):
            pair(
                "value-too-short",
                ["input": input, "limit": "\(shortest)", "found": "\(found)"])
        case .tooLong(let longest, let found):
            pair("value-too-long", ["input": input, "limit": "\(longest)", "found": "\(found)"])
        case .http: pair("value-http", ["input": input])
        case .ipAddress: pair("value-ip-address", ["input": input])
        case .notAddress: pair("value-not-address", ["input": input])
        case .like(let other): pair("value-like", ["input": input, "other": other])
        case .pattern: pair("value-pattern", ["input": input])
        case .notAnOption(let options):
            pair("value-not-an-option", ["input": input, "known": list(options)])
        }
    }

    private func refusedImport(
        _ path: String, _ error: GoogleClientError
    ) -> (message: String, hint: String?) {
        switch error {
        case .notJSON(let line, let column):
            pair("import-not-json", ["path": path, "line": "\(line)", "column": "\(column)"])
        case .tooLarge(let limit):
            pair("import-too-large", ["path": path, "limit": "\(limit)"])
        case .notAnObject: pair("import-not-an-object", ["path": path])
        case .installed: pair("import-installed", ["path": path])
        case .serviceAccount: pair("import-service-account", ["path": path])
        case .authorizedUser: pair("import-authorized-user", ["path": path])
        case .unknownKind(let kind): pair("import-unknown-kind", ["path": path, "kind": kind])
        case .severalKeys(let keys):
            pair("import-several-keys", ["path": path, "keys": list(keys)])
        case .noSecret: pair("import-no-secret", ["path": path])
        case .missing(let field): pair("import-missing", ["path": path, "field": field])
        case .wrongType(let field): pair("import-wrong-type", ["path": path, "field": field])
        case .emptyValue(let field): pair("import-empty", ["path": path, "field": field])
        }
    }

    // MARK: Warnings

    /// A warning that blocks nothing.
    package func text(for warning: ValueWarning, about input: String, in guide: Guide) -> String {
        switch warning {
        case .pattern:
            return words("warning.pattern", ["input": named(input)])
        case .otherBeginning(let other, let expected, let found):
            return words(
                "warning.other-beginning",
                [
                    "input": named(input), "other": named(other),
                    "expected": Visible.text(expected),
                    "found": Visible.text(found),
                ])
        }
    }

    /// Something about an import that does not fit.
    package func text(for doubt: ImportDoubt) -> String {
        switch doubt {
        case .redirectURI: words("import.doubt-redirect-uri")
        case .project(let captured, let file):
            words(
                "import.doubt-project",
                ["captured": Visible.text(captured), "file": Visible.text(file)])
        case .client(let captured, let file):
            words(
                "import.doubt-client",
                ["captured": Visible.text(captured), "file": Visible.text(file)])
        }
    }

    /// A fault of a guide as `file:line:column: error [code]: …`.
    package func text(for problem: Problem) -> String {
        let severity = words(problem.severity == .error ? "problems.error" : "problems.warning")
        return "\(problem.file):\(problem.line):\(problem.column): \(severity) "
            + "[\(problem.code.rawValue)]: \(message(for: problem))"
    }

    /// What is wrong, and how to mend it.
    package func message(for problem: Problem) -> String {
        // Nobody draws pictures for Markdown that belongs to no guide.
        let isPlain = problem.code == .imageMissing && problem.arguments.count > 1
        let sentence =
            isPlain
            ? words("problem.image-missing-plain") : words("problem." + problem.code.name)
        return Words.filled(sentence) { name in
            guard let index = Int(name), problem.arguments.indices.contains(index) else {
                return nil
            }
            let argument = problem.arguments[index]
            guard index == 0 else { return Visible.text(argument) }
            switch problem.code {
            case .conditionSyntax: return words("condition." + argument)
            case .patternSyntax: return words("pattern." + argument)
            case .duplicateID, .misplacedComment, .tooMany: return words("thing." + argument)
            default: return Visible.text(argument)
            }
        }
    }
}
