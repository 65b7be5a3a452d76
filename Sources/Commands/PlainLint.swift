/// `krok guide lint` as scripts and editors call it.

/// A plain `krok guide lint`: paths or none, and one format at most.
struct PlainLint {
    let linting: Linting

    /// The command that `arguments` say, its own words first; nil for what is not plain.
    init?(_ arguments: [String]) {
        guard
            let plain = PlainArguments(
                arguments, of: Linting.command, flags: ["--json"], valued: ["--format"])
        else { return nil }
        var format = plain.flags.contains("--json") ? LintFormat.json : nil
        if let name = plain.options["--format"] {
            guard format == nil, let named = LintFormat(rawValue: name) else { return nil }
            format = named
        }
        linting = Linting(paths: plain.names, format: format ?? .text, options: plain.options)
    }
}
