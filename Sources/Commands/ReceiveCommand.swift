/// `krok receive`: what a colleague exported with `--to`.
internal import ArgumentParser
internal import Platform
internal import Words
internal import Workspace

/// Decrypts an export, shows it masked and takes it in.
struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Take in what a colleague exported with --to.",
        discussion: """
            Here --identity names the key that opens the file: an age identity file or a PEM \
            private key. If it fits a slot of the vault, it opens the vault as well, unless a \
            passphrase is given. --passphrase-file and --passphrase-fd are for the vault; a key or \
            a file that a passphrase opens has --key-passphrase-file.
            """)

    @Argument(help: "The sealed file, or - for standard input.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "Read the passphrase of the key, or of the file, from this file (mode 0600).",
            valueName: "file"))
    var keyPassphraseFile: String?

    @Flag(help: "Take the values in without asking.")
    var yes = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        if file == "-", options.identity == "-", !Terminal.takesInput {
            throw ValidationError("the file and the identity cannot both be standard input")
        }
    }

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            // Before anything is asked: without a vault there is nowhere to take it.
            _ = try VaultFolder(at: face.place.path)
            let desk = try Desk(face, options, identityOpensVault: false)
            if keyPassphraseFile == "-", !Terminal.takesInput {
                try desk.passphrases.claimInput(for: "--key-passphrase-file -")
                if file == "-" { throw .oneInput("receive -", "--key-passphrase-file -") }
            }
            try Receiving(
                desk: desk, options: options, keyPassphraseFile: keyPassphraseFile, yes: yes
            ).run(file)
        }
    }
}
