/// `krok export`: every value of YetiForce's form.
internal import ArgumentParser
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace
internal import YetiForce

extension ExportFormat: ExpressibleByArgument {}

/// Prints or writes the finished form.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print every value of YetiForce's mail-server form.")

    @Option(name: .customLong("as"), help: "table, json, csv, env, markdown or html.")
    var format = ExportFormat.table

    @Flag(help: "Write secrets readable instead of masked.")
    var reveal = false

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            let form = try desk.session.form()
            let export = Exporting.render(
                form, as: format, reveal: reveal, face: face, wraps: output == nil)
            if let output {
                try Session.write(export, to: output)
                face.note(face.words("export.written", ["path": output]))
            } else {
                Stream.output.write(export.bytes)
            }
        }
    }
}

/// The form with the words of the interface around it.
enum Exporting {
    static func render(
        _ form: MailServerForm, as format: ExportFormat, reveal: Bool, face: Face, wraps: Bool
    ) -> Secret {
        let words = face.words
        return form.render(
            as: format, reveal: reveal, language: words.language == "pl" ? .pl : .en,
            words: ExportWords(
                title: words("export.title"), profile: words("export.profile"),
                field: words("export.field"), value: words("export.value"),
                name: words("export.name"), redirectURI: words("export.redirect-uri"),
                masked: words("export.masked"), revealed: words("export.revealed"),
                missing: words("export.missing")),
            width: wraps && Stream.output.isTerminal ? face.style.width : nil,
            cellWidth: { Terminal.width(of: $0) })
    }
}
