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

    /// The values of the options that take one, by the name on the command line.
    let given: [String: String]
    let plain: Bool

    var vault: String? { given["--vault"] }
    var content: String? { given["--content"] }
    var guide: String? { given["--guide"] }
    var profile: String? { given["--profile"] }
    var lang: String? { given["--lang"] }
    var passphraseFile: String? { given["--passphrase-file"] }
    var newPassphraseFile: String? { given["--new-passphrase-file"] }
    var identity: String? { given["--identity"] }
    var slot: String? { given["--slot"] }
    var caFile: String? { given["--ca-file"] }

    // These two are no texts, and scripts have no use for them.
    private static let unread = ["--labels", "--passphrase-fd"]
    var labels: LabelChoice? { nil }
    var passphraseFd: Int32? { nil }
}
