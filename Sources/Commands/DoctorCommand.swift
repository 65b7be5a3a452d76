/// `krok doctor`: is everything about this vault as it should be?
internal import ArgumentParser
internal import Phrases
internal import Platform
internal import Secrecy
internal import SecretJSON
internal import Words
internal import Workspace

/// Looks at the vault and its machine; 1 where something has to be mended.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether vault and machine are as they should be; asks for nothing.")

    @Flag(help: "Print JSON with stable keys.")
    var json = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        var isWell = true
        try Face.run(options) { face throws(Fault) in
            if !face.place.isMade {
                let fault = try VaultFolder(at: face.place.path).withoutFile
                if case .noVault = fault { throw fault }
            }
            let (vault, refusal) = face.place.isMade ? try open(face) : (nil, nil)
            let findings = try Checkup(
                face.environment, path: face.place.path, vault: vault, refusal: refusal
            ).findings()
            isWell = !findings.contains { $0.level == .wrong }
            let page = DoctorPage(face: face, findings: findings)
            if json { Stream.write(page.json()) } else { face.print(page.lines()) }
            if let refusal, !Checkup.tells(refusal) { face.report(refusal) }
        }
        if !isWell { throw ExitCode(1) }
    }

    /// The vault where a way in was given; a doctor does not ask for one.
    private func open(_ face: Face) throws(Fault) -> (OpenVault?, Fault?) {
        let desk = try Desk(face, options, part: .declarations)
        guard try desk.opensUnasked() else { return (nil, nil) }
        do throws(Fault) {
            return (try desk.session.vault(), nil)
        } catch {
            return (nil, error)
        }
    }
}

/// The findings as lines or as JSON.
struct DoctorPage {
    let face: Face
    let findings: [Finding]

    /// A sign, the finding, and below it what to do.
    func lines() -> [Line] {
        findings.flatMap { finding -> [Line] in
            let (sign, look) = sign(finding.level)
            var lines = layout(
                words("doctor." + finding.code.rawValue, finding), sign: sign, look)
            if finding.level != .fine, let remedy = remedy(finding) {
                lines += layout(words(remedy, finding), sign: "", .plain)
            }
            return lines
        }
    }

    private func remedy(_ finding: Finding) -> String? {
        // A way back is named only where there is one.
        let isWithout = finding.code == .vaultMissing && finding.details["kept"]?.isEmpty != false
        let key = isWithout ? "remedy.vault-lost" : "remedy." + finding.code.rawValue
        return face.words.has(key) ? key : nil
    }

    private func words(_ key: String, _ finding: Finding) -> String {
        let count = finding.details["count"].flatMap(Int.init)
        return Words.filled(face.words(key, count: count)) { finding.details[$0].map(Visible.text) }
    }

    private func layout(_ text: String, sign: String, _ look: Look) -> [Line] {
        var layout = TextLayout(language: face.words.language)
        layout.append(text)
        let indent = String(repeating: " ", count: 4)
        // In a file or a pipe a path that stands on two lines is none.
        let width = Stream.output.isTerminal ? face.style.width : Int.max
        return layout.lines(width: width - indent.count).enumerated().map {
            index, line in
            let first = sign + String(repeating: " ", count: max(1, indent.count - sign.count))
            return Line(
                [index == 0 && !sign.isEmpty ? Piece(first, look) : Piece(indent)] + line.pieces)
        }
    }

    private func sign(_ level: Finding.Level) -> (String, Look) {
        let isPlain = face.style.isPlain
        return switch level {
        case .fine: (isPlain ? "[x]" : "✓", .good)
        case .note: (isPlain ? "[i]" : "i", .faint)
        case .wrong: (isPlain ? "[!]" : "!", .warning)
        }
    }

    func json() -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            writer.member("level", finding.level.rawValue)
            writer.member("code", finding.code.rawValue)
            writer.key("details")
            writer.beginObject()
            for (name, value) in finding.details.sorted(by: { $0.key < $1.key }) {
                writer.member(name, value)
            }
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        return writer.finish()
    }
}
