/// The options that every command takes.
internal import ArgumentParser
internal import Guides

extension LabelChoice: ExpressibleByArgument {}

/// Where, what and how: the same words before and behind the command's name.
struct Options: ParsableArguments {
    @Option(help: ArgumentHelp("Use this vault folder.", valueName: "dir"))
    var vault: String?

    @Option(help: ArgumentHelp("Read guides and words from this folder.", valueName: "dir"))
    var content: String?

    @Option(help: ArgumentHelp("Use this guide, by its ID or its folder.", valueName: "id|path"))
    var guide: String?

    @Option(help: ArgumentHelp("Use this profile.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("Speak this language: pl or en.", valueName: "pl|en"))
    var lang: String?

    @Option(
        help: ArgumentHelp(
            "Show the labels of other programs in one language, or in both.",
            valueName: "one|both"))
    var labels: LabelChoice?

    @Flag(help: "Linear output: no colour, no cursor movement.")
    var plain = false

    @Option(
        help: ArgumentHelp("Read the passphrase from this file (mode 0600).", valueName: "file"))
    var passphraseFile: String?

    @Option(help: ArgumentHelp("Read the passphrase from this open descriptor.", valueName: "n"))
    var passphraseFd: Int32?

    @Option(
        help: ArgumentHelp("Read a new passphrase from this file (mode 0600).", valueName: "file"))
    var newPassphraseFile: String?

    @Option(
        help: ArgumentHelp(
            "Open the vault with this age identity file; - reads standard input or asks.",
            valueName: "file"))
    var identity: String?

    @Option(help: ArgumentHelp("Open the vault through this key slot.", valueName: "name"))
    var slot: String?

    @Option(
        help: ArgumentHelp(
            "Trust the certificates in this PEM file too when others are asked.",
            valueName: "file"))
    var caFile: String?

    func validate() throws {
        if vault?.isEmpty == true { throw ValidationError("--vault needs the name of a folder") }
    }

    /// The options that take a value, for finding a command's name behind them.
    static let valued = [
        "--vault", "--content", "--guide", "--profile", "--lang", "--passphrase-file",
        "--passphrase-fd", "--new-passphrase-file", "--identity", "--slot", "--labels", "--ca-file",
    ]

    /// Moves options that stand before a command's name behind it, where its parser looks.
    ///
    /// `krok --lang pl status` and `krok status --lang pl` are the same to a person.
    static func behindCommand(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first, first.hasPrefix("-"), first != "--" {
            let takesValue = valued.contains(first)
            guard takesValue || first == "--plain" || valued.contains(where: isSet(first)) else {
                return arguments
            }
            leading += rest.prefix(takesValue ? 2 : 1)
            rest = rest.dropFirst(takesValue ? 2 : 1)
        }
        guard !rest.isEmpty, !leading.isEmpty else { return arguments }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + leading + rest[end...]
    }

    /// Whether `argument` is written `--name=value`.
    private static func isSet(_ argument: String) -> (String) -> Bool {
        { argument.hasPrefix($0 + "=") }
    }
}
