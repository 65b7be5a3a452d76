/// `krok key`: the ways into the vault.
internal import ArgumentParser
internal import Handover
internal import Phrases
internal import Platform
internal import Secrecy
internal import Vaults
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
                guard seen.isMade else { throw try VaultFolder(at: seen.path).withoutFile }
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

        @Option(
            help: ArgumentHelp(
                "age1…, or a file with exactly one: a slot is for one.", valueName: "age1…|file"))
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

        /// The recipient itself, or the one that a file names.
        ///
        /// Of several none is taken: a slot's name says in the history who changed something.
        private func text(of recipient: String) throws(Fault) -> String {
            guard !recipient.hasPrefix("age1") else { return recipient }
            let file: Secret
            do throws(FileFault) {
                file = try Files.read(recipient, limit: Addressee.largestFile)
            } catch {
                throw .file(error)
            }
            let named = try recipients(in: file, path: recipient)
            guard named.count == 1, let only = named.first else {
                throw .severalRecipients(path: recipient, count: named.count)
            }
            guard case .age(let age) = only else {
                throw .damagedVault(path: recipient, .badRecipient(kind: nil))
            }
            return age.text
        }

        private func recipients(in file: Secret, path: String) throws(Fault) -> [Addressee] {
            do throws(HandoverError) {
                return try Addressee.together(Addressee.read(file))
            } catch {
                if case .badRecipient(_, let kind) = error {
                    throw .damagedVault(path: path, .badRecipient(kind: kind))
                }
                throw .handover(path: path, error)
            }
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
