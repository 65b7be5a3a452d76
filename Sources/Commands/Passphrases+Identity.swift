/// Age identities: read from a file, typed, or themselves behind a passphrase.
internal import Phrases
internal import Platform
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

extension Passphrases {
    /// The age identity file that was named; nil when none was, or a passphrase was given.
    ///
    /// `-` is standard input, or at a terminal a line without echo. A file that is itself an age
    /// file for a passphrase is opened: `--passphrase-file` and `--passphrase-fd` then mean that
    /// passphrase, and without them it is asked for.
    func identities() throws(Fault) -> Secret? {
        let isOption = options.passphraseFile != nil || options.passphraseFd != nil
        let variable = isOption ? nil : face.environment.variable("KROK_IDENTITY")
        guard let path = options.identity ?? variable else { return nil }
        if Terminal.stands(at: path) { return try typedIdentity() }
        let file = try file { () throws(FileFault) in
            try Files.read(path, limit: 1 << 16, ownersOnly: true)
        }
        let identities = try IdentityLock.isLocked(file) ? opened(file, path) : file
        do throws(IdentityProblem) {
            try IdentityLock.check(identities)
        } catch {
            throw .badIdentity(path: path, error)
        }
        return identities
    }

    /// Whether `KROK_IDENTITY` names a file that needs no question; what is wrong with it shows
    /// when it is used.
    var isIdentityAtHand: Bool {
        guard let path = face.environment.variable("KROK_IDENTITY"), !Terminal.stands(at: path)
        else { return false }
        let start = Files.beginning(of: path, count: IdentityLock.longestMark)
        return start.map { !IdentityLock.isLocked($0) } ?? true
    }

    /// An age identity or recovery key, typed at the terminal without echo.
    func typedIdentity() throws(Fault) -> Secret {
        while true {
            let line = try questions.hidden(face.words("identity.ask"))
            if let identity = IdentityLock.typed(line) { return identity }
            face.note(face.words("identity.mistyped"))
        }
    }

    private func opened(_ file: Secret, _ path: String) throws(Fault) -> Secret {
        let passphrase: Secret
        if let given = try given() {
            passphrase = given
        } else {
            guard TerminalPrompt.isThere else { throw .noWayIn }
            passphrase = try questions.hidden(
                face.words("identity.ask-passphrase", ["path": Visible.text(path)]))
        }
        do throws(VaultFault) {
            return try IdentityLock.open(file, passphrase: passphrase)
        } catch {
            throw error == .wrongKey
                ? .wrongIdentityPassphrase(path: path) : .damagedVault(path: path, error)
        }
    }

    /// Makes sure that no two things are read from standard input; `other` reads it, too.
    func claimInput(for other: String? = nil) throws(Fault) {
        var claims = other.map { [$0] } ?? []
        // At a terminal each of them is asked for, one after the other.
        if !Terminal.takesInput {
            if options.passphraseFile == "-" { claims.append("--passphrase-file -") }
            if options.passphraseFd == 0 { claims.append("--passphrase-fd 0") }
            if options.newPassphraseFile == "-" { claims.append("--new-passphrase-file -") }
            if options.identity == "-" { claims.append("--identity -") }
        }
        if claims.count > 1 { throw .oneInput(claims[0], claims[1]) }
    }
}
