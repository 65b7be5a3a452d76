/// `krok key recovery`: a key on paper, for the day when everything else is lost.
internal import ArgumentParser
internal import Platform
internal import QRCode
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

extension KeyCommand {
    /// Makes a recovery key and shows it once, or writes it to a page.
    struct Recovery: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recovery",
            abstract: "Make a recovery key: shown once, or written as a page to print.")

        @Option(help: "The slot's name: recovery, or one that begins with recovery-.")
        var name = OpenVault.recoverySlot

        @Option(
            help: ArgumentHelp(
                "Write a page to print to this new file, with mode 0600.", valueName: "file"))
        var output: String?

        @Flag(help: "Replace an earlier recovery key without asking.")
        var yes = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                // Before anybody is asked for anything: there has to be a place for the key.
                if output == nil, !TerminalPrompt.isThere {
                    throw .missingAnswer(option: "--output")
                }
                let desk = try Desk.ofVault(face, options)
                // A way in outlasts the time that the vault is unlocked for.
                let vault = try desk.session.vault(ownWayIn: true)
                if try vault.hasRecoverySlot(name), !yes {
                    guard TerminalInput.isThere else { throw .missingAnswer(option: "--yes") }
                    let question = face.words("recovery.ask-replace", ["slot": name])
                    guard try desk.questions.confirm(question, usually: false) else {
                        return face.note(face.words("recovery.left"))
                    }
                }
                let key = RecoveryKey()
                if let output {
                    try write(key, of: vault, to: output, face)
                } else {
                    try RecoveryScreen(face: face, questions: desk.questions).show(key)
                    try vault.setRecovery(name, key)
                }
                face.note(face.words("recovery.added", ["slot": name]))
            }
        }

        /// The page stands before the slot does, and goes again when the slot cannot be made.
        private func write(
            _ key: RecoveryKey, of vault: OpenVault, to path: String, _ face: Face
        ) throws(Fault) {
            let page = RecoveryPage(
                words: face.words, key: key, picture: picture(of: key, face),
                slot: name, vault: face.environment.absolute(face.place.path),
                fingerprint: vault.document.vault, date: face.environment.clock.now)
            let identity: Files.Identity?
            do throws(FileFault) {
                try Files.write(page.html().bytes, to: path, replacing: false)
                identity = Files.identity(of: path)
            } catch {
                throw .file(error)
            }
            do throws(Fault) {
                try vault.setRecovery(name, key)
            } catch {
                if let identity { _ = try? Files.remove(path, if: identity) }
                throw error
            }
            face.note(face.words("recovery.written", ["path": path]))
        }

        private func picture(of key: RecoveryKey, _ face: Face) -> QRPicture? {
            let picture = try? QRPicture(key.text)
            if picture == nil { face.note(face.words("recovery.no-library")) }
            return picture
        }
    }
}

/// Shows a recovery key at the terminal, wherever the other streams lead.
struct RecoveryScreen {
    let face: Face
    let questions: Questions

    func show(_ key: RecoveryKey) throws(Fault) {
        let words = face.words
        do throws(PromptFault) {
            let terminal = try TerminalPrompt()
            face.note(words("recovery.shown"))
            if let picture = picture(of: key) {
                terminal.draw(picture.characters(colour: face.style.hasColour))
            }
            terminal.show(key.text)
        } catch {
            throw .prompt(error)
        }
        while true {
            let typed = try questions.hidden(words("recovery.ask-end"))
            if typed.isEmpty || key.endsAs(typed) { return }
            face.note(words("recovery.wrong-end"))
        }
    }

    private func picture(of key: RecoveryKey) -> QRPicture? {
        do throws(QRFault) {
            let picture = try QRPicture(key.text)
            // Broken lines are no picture.
            guard picture.columns <= Terminal.size?.columns ?? picture.columns else {
                face.note(face.words("recovery.too-narrow", ["columns": "\(picture.columns)"]))
                return nil
            }
            return picture
        } catch {
            face.note(face.words("recovery.no-library"))
            return nil
        }
    }
}
