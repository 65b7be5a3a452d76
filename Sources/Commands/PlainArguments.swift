/// Arguments as scripts write them, read without the parser of every other form.

/// Names, and options with their values behind them, each option once.
///
/// The parser builds a description of every option before it reads the first one, which takes
/// a tenth of the time of `krok get` and of `krok guide lint`; scripts call these many times.
/// Whatever is not plainly right goes to the parser, which says what is wrong.
struct PlainArguments {
    /// What is no option, in order.
    let names: [String]
    let options: PlainOptions
    /// The flags of the command's own that were given.
    let flags: Set<String>

    /// What stands behind the command's words, the words first; nil for what is not plain.
    ///
    /// `flags` and `valued` are the command's own, beside those that every command takes.
    init?(
        _ arguments: [String], of command: [String], flags: [String] = [], valued: [String] = []
    ) {
        guard arguments.starts(with: command) else { return nil }
        var given: [(name: String, value: String)] = []
        var set: Set<String> = []
        var names: [String] = []
        var rest = arguments.dropFirst(command.count)
        while let argument = rest.popFirst() {
            if argument == "--plain" || flags.contains(argument) {
                guard set.insert(argument).inserted else { return nil }
            } else if argument.hasPrefix("-") {
                guard PlainOptions.valued.contains(argument) || valued.contains(argument),
                    !given.contains(where: { $0.name == argument }),
                    let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-")
                else { return nil }
                given.append((argument, value))
            } else {
                guard !argument.isEmpty else { return nil }
                names.append(argument)
            }
        }
        self.names = names
        self.flags = set
        options = PlainOptions(given: given, plain: set.contains("--plain"))
    }
}
