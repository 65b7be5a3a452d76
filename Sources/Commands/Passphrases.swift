/// Where passphrases come from: a file, a descriptor, the terminal, or a generator.
internal import Platform
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

/// Gets the passphrase that opens a vault, and a new one for a vault or slot.
struct Passphrases {
    let options: any OptionValues
    let questions: Questions

    var face: Face { questions.face }

    /// The longest passphrase that a file may hold.
    private static let longest = 4096

    /// Whether a way in was given without anybody having to be asked.
    var isGiven: Bool { isPassphraseGiven || options.identity != nil }

    /// Whether a passphrase was given.
    var isPassphraseGiven: Bool { options.passphraseFile != nil || options.passphraseFd != nil }

    /// The passphrase of a slot.
    func existing(_ slot: String) throws(Fault) -> Secret {
        if let given = try given() { return given }
        guard TerminalPrompt.isThere else { throw .noWayIn }
        return try questions.hidden(face.words("vault.ask-passphrase", ["slot": slot]))
    }

    /// What a file or descriptor gives; nil where none was named, or a terminal: there a person is
    /// asked, since reading it would show what is typed.
    func given() throws(Fault) -> Secret? {
        if let path = options.passphraseFile {
            return Terminal.stands(at: path) ? nil : try firstLine(of: path)
        }
        guard let number = options.passphraseFd, !Terminal.stands(behind: number) else {
            return nil
        }
        return try Passphrases.firstLine(
            in: file { () throws(FileFault) in
                try Files.readDescriptor(number, limit: Passphrases.longest)
            })
    }

    func firstLine(of path: String) throws(Fault) -> Secret {
        try Passphrases.firstLine(
            in: file { () throws(FileFault) in
                try Files.read(path, limit: Passphrases.longest, ownersOnly: true)
            })
    }

    func file(_ body: () throws(FileFault) -> Secret) throws(Fault) -> Secret {
        do throws(FileFault) { return try body() } catch { throw .file(error) }
    }

    /// The first line without its line feed; blanks belong to the passphrase.
    private static func firstLine(in file: Secret) throws(Fault) -> Secret {
        var end = 0
        while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
        if end > 0, file[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        guard end > 0 else { throw .emptyPassphrase }
        return file[0..<end]
    }

    /// A passphrase for a new vault or slot: from a file, typed twice, or made and shown once.
    ///
    /// For a new vault `--passphrase-file` will do as well: nothing else could be meant.
    func new(forNewVault: Bool) throws(Fault) -> Secret {
        if let path = options.newPassphraseFile, !Terminal.stands(at: path) {
            return try warned(firstLine(of: path))
        }
        if forNewVault, let given = try given() { return warned(given) }
        guard TerminalPrompt.isThere else {
            throw .missingAnswer(option: "--new-passphrase-file")
        }
        let words = face.words
        face.note(words("vault.new-passphrase-note"))
        while true {
            let typed = try questions.hidden(words("vault.ask-new-passphrase"))
            if typed.isEmpty { return try generated() }
            let again = try questions.hidden(words("vault.ask-again"))
            if typed.equals(again) { return warned(typed) }
            face.note(words("vault.passphrases-differ"))
        }
    }

    private func warned(_ passphrase: Secret) -> Secret {
        if let weakness = Passphrase.weakness(of: passphrase) {
            face.note(face.words("vault.weak-" + weakness.rawValue))
        }
        return passphrase
    }

    /// Shows a new passphrase once, at the terminal alone, and waits until it is written down.
    private func generated() throws(Fault) -> Secret {
        let passphrase = Passphrase.generate()
        face.note(face.words("vault.generated"))
        do throws(PromptFault) {
            try TerminalPrompt().show(passphrase)
        } catch {
            throw .prompt(error)
        }
        while true {
            let again = try questions.hidden(face.words("vault.ask-generated-again"))
            if again.isEmpty || again.equals(passphrase) { return passphrase }
            face.note(face.words("vault.not-the-shown-one"))
        }
    }
}
