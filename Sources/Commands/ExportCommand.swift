/// `krok export`: every value of YetiForce's form.
internal import ArgumentParser
internal import Handover
internal import Phrases
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

    @Option(
        name: .customLong("as"),
        help: "table, json, csv, env, markdown, html, or fill: a script for the browser.")
    var format = ExportFormat.table

    @Flag(help: "Write secrets readable instead of masked.")
    var reveal = false

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "Encrypt to this recipient, secrets readable; may be repeated.",
            valueName: "age1…|file|cert.pem"))
    var recipients: [String] = []

    @Flag(help: "Encrypt to certificates with AES-256-CBC, for programs that lack AES-GCM.")
    var cbc = false

    @Flag(help: "Encrypt to a certificate without asking.")
    var yes = false

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func validate() throws {
        if recipients.isEmpty, cbc || yes {
            throw ValidationError("--cbc and --yes have a meaning only with --to")
        }
    }

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            guard let export = try export(desk) else {
                return face.note(face.words("sealing.left"))
            }
            if let output {
                try Session.write(export, to: output)
                face.note(face.words("export.written", ["path": output]))
            } else {
                Stream.output.write(export.bytes)
            }
        }
    }

    /// What is to be written; nil when the person does not want it sealed.
    private func export(_ desk: Desk) throws(Fault) -> Secret? {
        let face = desk.face
        guard !recipients.isEmpty else {
            return Exporting.render(
                try desk.session.form(for: format), as: format, reveal: reveal, face: face,
                wraps: output == nil)
        }
        let addressees = try Session.addressees(recipients, in: face.environment)
        if cbc, case .age = addressees.first {
            throw .handover(path: "", .cbcWithoutCertificate)
        }
        let page = SealingPage(desk: desk, addressees: addressees, cbc: cbc)
        page.show()
        guard try page.mayGoOn(yes: yes) else { return nil }
        let form = try desk.session.form(for: format)
        let plain = Exporting.render(form, as: format, reveal: true, face: face, wraps: false)
        return try Session.seal(plain, for: addressees, cbc: cbc)
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
            words: ExportWords(words),
            width: wraps && Stream.output.isTerminal ? face.style.width : nil,
            cellWidth: { Terminal.width(of: $0) })
    }
}
