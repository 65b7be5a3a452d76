/// `krok get` as scripts call it.

/// A plain `krok get`: one name, and options that every command takes.
struct PlainGet {
    let name: String
    let options: PlainOptions

    /// The command that `arguments` say, its own name first; nil for what is not plain.
    init?(_ arguments: [String]) {
        guard let plain = PlainArguments(arguments, of: [Getting.command]),
            let name = plain.names.first, plain.names.count == 1
        else { return nil }
        self.name = name
        options = plain.options
    }

    func run() throws { try Getting(name: name, copiedFor: nil, options: options).run() }
}
