/// `krok vault rekey` and `krok vault accept`: which vault this is.
internal import ArgumentParser
internal import Platform
internal import Vaults
internal import Words
internal import Workspace

extension VaultCommand {
    /// Gives the vault a new key.
    struct Rekey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rekey",
            abstract: "Make a new vault key, for everybody who may still come in.")

        @Flag(help: "Do it without asking.")
        var yes = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let desk = try Desk(face, options, part: .declarations)
                let (vault, passphrase) = try desk.session.provenVault()
                let plan = try vault.planRekey(passphrase: passphrase)
                guard !plan.kept.isEmpty else { throw Fault.lastSlot(vault.slot) }
                guard try agrees(to: plan, desk) else {
                    return face.note(face.words("rekey.left"))
                }
                face.note(face.words("rekey.making"))
                print(try vault.rekey(passphrase: passphrase), face)
            }
        }

        private func agrees(to plan: Rekeying, _ desk: Desk) throws(Fault) -> Bool {
            let words = desk.face.words
            let kept = plan.kept.joined(separator: ", ")
            desk.face.note(words("rekey.kept", ["slots": kept]))
            if !plan.removed.isEmpty {
                let removed = plan.removed.joined(separator: ", ")
                desk.face.note(words("rekey.will-remove", ["slots": removed]))
            }
            if yes { return true }
            guard Terminal.takesInput else { throw .missingAnswer(option: "--yes") }
            return try desk.questions.confirm(words("rekey.ask"), usually: false)
        }

        private func print(_ done: Rekeying, _ face: Face) {
            let words = face.words
            face.print(words("rekey.fingerprint", ["fingerprint": done.fingerprint]))
            face.print(words("rekey.read-out", ["fingerprint": done.fingerprint]))
            if done.wasUnlocked { face.print(words("rekey.locked")) }
            if !done.removed.isEmpty {
                let removed = done.removed.joined(separator: ", ")
                face.print(words("rekey.removed", ["slots": removed]))
            }
            guard !done.exposed.isEmpty else { return }
            face.print(words("rekey.rotate"))
            for value in done.exposed {
                let line = "  \(value.profile): \(value.input)"
                let all =
                    value.count > 1 ? words("rekey.rotate-all", count: value.count) : ""
                face.print(line + all)
            }
        }
    }

    /// Takes a vault for genuine that this machine does not recognise.
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "Trust a vault whose fingerprint you have compared.")

        @Option(help: "The vault's fingerprint, as a colleague reads it out.")
        var fingerprint: String

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let desk = try Desk(face, options, part: .declarations, accepting: fingerprint)
                let vault = try desk.session.provenVault().vault
                face.note(
                    face.words(
                        "pins.accepted",
                        [
                            "path": vault.path, "fingerprint": vault.fingerprint,
                            "generation": "\(vault.document.generation)",
                        ]))
            }
        }
    }
}
