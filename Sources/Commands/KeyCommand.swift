/// `krok key`: the ways into the vault.
internal import ArgumentParser
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Everything about key slots.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Key slots: the ways into the vault.",
        subcommands: [List.self, Add.self, Remove.self, Recovery.self], defaultSubcommand: List.self
    )

    /// Names every slot.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the key slots, without opening the vault.")

        @Flag(help: "Print JSON with stable keys.")
        var json = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let seen = try VaultFolder(at: face.place.path).outside()
                guard seen.isMade else { throw Fault.noVault(path: seen.path) }
                let page = VaultPage(face: face, seen: seen)
                if json { Stream.write(page.slotsJSON()) } else { face.print(page.slotLines()) }
            }
        }
    }

    /// Adds a way in.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a passphrase or an age recipient.")

        @Option(help: "The slot's name: small letters, digits, hyphens.")
        var name: String

        @Option(help: ArgumentHelp("age1…, or a file with one.", valueName: "age1…|file"))
        var recipient: String?

        @Flag(help: "Ask for a passphrase, or take --new-passphrase-file.")
        var newPassphrase = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func validate() throws {
            if (recipient == nil) == !newPassphrase {
                throw ValidationError("give either --recipient or --new-passphrase")
            }
        }

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let name = try SlotName.checked(name)
                let desk = try Desk(face, options, part: .declarations)
                // A way in outlasts the time that the vault is unlocked for.
                let vault = try desk.session.vault(ownWayIn: true)
                if let recipient {
                    try vault.addSlot(name, recipient: try text(of: recipient))
                } else {
                    try vault.addSlot(
                        name, passphrase: desk.passphrases.new(forNewVault: false))
                }
                face.note(face.words("key.added", ["slot": name]))
            }
        }

        /// The recipient itself, or the first line of a file that is none of age's comments.
        private func text(of recipient: String) throws(Fault) -> String {
            guard !recipient.hasPrefix("age1") else { return recipient }
            let file: Secret
            do throws(FileFault) {
                file = try Files.read(recipient, limit: 1 << 16)
            } catch {
                throw .file(error)
            }
            let lines = file.copiedIntoOrdinaryMemory()?.split(whereSeparator: \.isNewline) ?? []
            return lines.first { !$0.hasPrefix("#") }.map(String.init) ?? ""
        }
    }

    /// Takes a way in away.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove a key slot.")

        @Argument(help: "The slot's name.")
        var name: String

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let vault = try Desk(face, options, part: .declarations)
                    .session.vault(ownWayIn: true)
                try vault.removeSlot(name)
                face.note(face.words("key.removed", ["slot": Visible.text(name)]))
            }
        }
    }
}
