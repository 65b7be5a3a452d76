/// What the options of a command say, however they were read.
internal import Guides

/// The values of `Options`; its comments say what each is for.
protocol OptionValues {
    var vault: String? { get }
    var content: String? { get }
    var guide: String? { get }
    var profile: String? { get }
    var lang: String? { get }
    var labels: LabelChoice? { get }
    var plain: Bool { get }
    var passphraseFile: String? { get }
    var passphraseFd: Int32? { get }
    var newPassphraseFile: String? { get }
    var identity: String? { get }
    var slot: String? { get }
    var caFile: String? { get }
}

extension Options: OptionValues {}

/// Options that no parser had to describe first.
struct PlainOptions: OptionValues {
    /// Those that take a value.
    static let valued = Options.valued.filter { !unread.contains($0) }

    /// The options that take a value, by their names on the command line, each once.
    ///
    /// A few pairs: a dictionary's types alone take longer to look up than all of the parsing.
    private let given: [(name: String, value: String)]
    let plain: Bool

    init(given: [(name: String, value: String)], plain: Bool) {
        self.given = given
        self.plain = plain
    }

    subscript(name: String) -> String? { given.first { $0.name == name }?.value }

    var vault: String? { self["--vault"] }
    var content: String? { self["--content"] }
    var guide: String? { self["--guide"] }
    var profile: String? { self["--profile"] }
    var lang: String? { self["--lang"] }
    var passphraseFile: String? { self["--passphrase-file"] }
    var newPassphraseFile: String? { self["--new-passphrase-file"] }
    var identity: String? { self["--identity"] }
    var slot: String? { self["--slot"] }
    var caFile: String? { self["--ca-file"] }

    // These two are no texts, and scripts have no use for them.
    private static let unread = ["--labels", "--passphrase-fd"]
    var labels: LabelChoice? { nil }
    var passphraseFd: Int32? { nil }
}
