/// `krok get` as scripts call it, read without the parser of every other form.
internal import ArgumentParser

extension GetCommand {
    /// The command that `arguments` say, without its name; nil for whatever is not plainly right.
    ///
    /// The parser builds a description of every option before it reads the first one, which takes
    /// a sixth of the time of `krok get`; scripts call that for each value. Plain is: a name, and
    /// options with their values behind them, each of them once. What is nil here goes to the
    /// parser, which says what is wrong.
    static func plain(_ arguments: ArraySlice<String>) -> GetCommand? {
        var given: [String: String] = [:]
        var name: String?
        var isPlain = false
        var rest = arguments
        while let argument = rest.popFirst() {
            if argument == "--plain", !isPlain {
                isPlain = true
            } else if argument.hasPrefix("-") {
                guard Options.valued.contains(argument), given[argument] == nil,
                    let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-")
                else { return nil }
                given[argument] = value
            } else {
                guard name == nil, !argument.isEmpty else { return nil }
                name = argument
            }
        }
        guard let name, let options = Options(given, plain: isPlain) else { return nil }
        var command = GetCommand()
        command.name = name
        command.copy = false
        command.duration = nil
        command.options = options
        return command
    }
}

extension Options {
    /// Options whose names and values stand in `given`; nil where a value is not of its type.
    fileprivate init?(_ given: [String: String], plain: Bool) {
        // These two are no texts, and scripts have no use for them.
        guard given["--labels"] == nil, given["--passphrase-fd"] == nil else { return nil }
        self.init()
        vault = given["--vault"]
        content = given["--content"]
        guide = given["--guide"]
        profile = given["--profile"]
        lang = given["--lang"]
        labels = nil
        self.plain = plain
        passphraseFile = given["--passphrase-file"]
        passphraseFd = nil
        newPassphraseFile = given["--new-passphrase-file"]
        identity = given["--identity"]
        slot = given["--slot"]
        caFile = given["--ca-file"]
    }
}
