/// `krok vault`: making it, looking at it, changing its passphrase.
internal import ArgumentParser
internal import Phrases
internal import Platform
internal import Secrecy
internal import SecretJSON
internal import Vaults
internal import Words
internal import Workspace

/// Everything about the vault itself.
struct VaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "The vault: make it, look at it, change its passphrase.",
        subcommands: [
            Init.self, Status.self, ChangePassphrase.self, Rekey.self, History.self, Restore.self,
            Merge.self, Choose.self, Accept.self,
        ],
        defaultSubcommand: Status.self)

    /// Makes a vault.
    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Make a vault.")

        @Flag(help: "Let git merge the vault in this clone; a vault that is there stays.")
        var git = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                // Before a passphrase is thought of: a vault outside of git is not what was meant.
                let setup = git ? try GitSetup(for: face.place.path) : nil
                if setup == nil || !face.place.isMade {
                    _ = try NewVault(
                        face: face,
                        passphrases: Passphrases(options: options, questions: Questions(face))
                    ).make()
                }
                guard let setup else { return }
                try setup.install(in: VaultFolder(at: face.place.path))
                face.note(face.words("vault.git-ready", ["path": face.place.path]))
                if try setup.isIgnored() {
                    face.note(face.words("vault.git-ignored", ["path": face.place.path]))
                }
            }
        }
    }

    /// Says what the vault is.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say what the vault is, without opening it.")

        @Flag(help: "Print JSON with stable keys.")
        var json = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let folder = try VaultFolder(at: face.place.path)
                let seen = try folder.outside()
                guard seen.isMade else { throw folder.withoutFile }
                let pins = Pins(face.environment)
                let page = VaultPage(
                    face: face, seen: seen, fingerprint: try pins.fingerprint(at: seen.path),
                    unlocked: folder.unlocked(in: face.environment))
                if json { Stream.write(page.json()) } else { face.print(page.lines()) }
            }
        }
    }

    /// Changes the passphrase.
    struct ChangePassphrase: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "passphrase", abstract: "Change the passphrase of a slot.")

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let desk = try Desk(face, options, part: .declarations)
                let vault = try desk.session.vault(ownWayIn: true)
                try vault.changePassphrase(to: desk.passphrases.new(forNewVault: false))
                face.note(face.words("vault.passphrase-changed", ["slot": vault.slot]))
            }
        }
    }
}

extension VaultCommand {
    /// Prints the history.
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history", abstract: "Who changed what, when; never a value.")

        @Flag(help: "Print JSON with stable keys.")
        var json = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let vault = try Desk(face, options, part: .declarations).session.vault()
                let page = HistoryPage(words: face.words, history: vault.document.history)
                if json { Stream.write(page.json()) } else { face.print(page.lines()) }
            }
        }
    }
}

/// Making a vault, for the command and for the first run.
struct NewVault {
    let face: Face
    let passphrases: Passphrases

    /// Makes sure, before anybody is asked for anything, that a vault may be made here.
    func check() throws(Fault) {
        let path = face.place.path
        if face.place.isMade { throw .vaultExists(path: path) }
        guard Files.isFolder(path), let folder = try? VaultFolder(at: path) else { return }
        if case .lostVaultFile = folder.withoutFile { throw folder.withoutFile }
    }

    func make() throws(Fault) -> OpenVault {
        let path = face.place.path
        try check()
        face.note(face.words("vault.where-" + face.place.choice.rawValue, ["path": path]))
        let passphrase = try passphrases.new(forNewVault: true)
        face.note(face.words("vault.making"))
        let vault = try VaultFolder.make(
            at: path, passphrase: passphrase,
            opening: Opening(face.environment, forgetting: Forgetting(face).tell))
        face.note(face.words("vault.made", ["path": path]))
        return vault
    }
}

/// What a vault looks like from outside.
struct VaultPage {
    let face: Face
    let seen: VaultFolder.Outside
    /// The vault key that was last seen here on this machine; nil when none was.
    var fingerprint: String?
    var unlocked = Unlocked.no

    func lines() -> [Line] {
        let words = face.words
        var lines = [
            Line(words("vault.status-path", ["path": seen.path])),
            Line(words("vault.status-bytes", count: seen.bytes)),
            Line(words("vault.status-slots"), .strong),
        ]
        lines += slotLines()
        if let fingerprint {
            let shown = Fingerprint.shown(fingerprint)
            lines.append(Line(words("vault.status-fingerprint", ["fingerprint": shown])))
        }
        lines.append(Line(unlocked.text(words)))
        lines.append(Line(words("vault.status-closed"), .faint))
        return lines
    }

    /// One line a slot.
    func slotLines() -> [Line] {
        seen.slots.map { Line("  " + $0.name + ": " + SlotWords(face.words).text(for: $0)) }
    }

    func json() -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.member("path", seen.path)
        writer.member("bytes", seen.bytes)
        writer.key("slots")
        writeSlots(to: &writer)
        writer.key("fingerprint")
        if let fingerprint { writer.text(fingerprint) } else { writer.null() }
        writer.key("unlocked")
        writer.bool(unlocked != .no)
        writer.key("seconds_left")
        if case .yes(let seconds?) = unlocked { writer.integer(seconds) } else { writer.null() }
        writer.endObject()
        return writer.finish()
    }

    /// The slots alone.
    func slotsJSON() -> Secret {
        var writer = JSONWriter(.pretty)
        writeSlots(to: &writer)
        return writer.finish()
    }

    private func writeSlots(to writer: inout JSONWriter) {
        writer.beginArray()
        for slot in seen.slots {
            writer.beginObject()
            writer.member("name", slot.name)
            writer.key("kinds")
            writer.beginArray()
            for kind in slot.kinds { writer.text(kind) }
            writer.endArray()
            writer.key("work_factor")
            if let work = slot.workFactor { writer.integer(work) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
    }
}
