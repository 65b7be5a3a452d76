/// The report as Markdown.
internal import Guides
internal import Phrases
internal import Platform
internal import Probes
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// Lays out what is known; everything in it is either Krok's own word or a stable key.
///
/// Left out on purpose: paths (they hold users' names), reasons for skipping (free text), titles of
/// a guide that is not Krok's own, and every value.
struct ReportPage {
    let desk: Desk
    /// Why the vault did not open although a way in was given.
    let refusal: Fault?
    let withNames: Bool
    let hasOwnContent: Bool

    private var words: Words { desk.face.words }
    private var session: Session { desk.session }

    func text() throws(Fault) -> String {
        let walkthrough = try session.walkthrough()
        let parts = [
            ["# " + words("overview.title"), words("overview.note")],
            heading("overview.versions") + [list(versions())],
            heading("overview.state") + [list(try state(walkthrough))],
            heading("overview.steps") + [steps(walkthrough)],
            heading("overview.values") + [try values(walkthrough)],
            checks(),
            try findings(),
        ]
        return parts.flatMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ key: String) -> [String] { ["## " + words(key)] }

    private func list(_ items: [(String, String)]) -> String {
        items.map { "- \($0.0): \($0.1)" }.joined(separator: "\n")
    }

    private func table(_ heads: [String], _ rows: [[String]]) -> String {
        let lines = [heads, heads.map { _ in "---" }] + rows
        return lines.map { "| " + $0.map(cell).joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private func code(_ text: String) -> String {
        "`" + Visible.text(text).replacing("`", with: "'") + "`"
    }

    // MARK: Parts

    private func versions() -> [(String, String)] {
        let guide = session.guide
        let verified = guide.steps.compactMap(\.verified).max().map(\.description)
        let content = words(hasOwnContent ? "overview.content-own" : "overview.content-carried")
        return [
            ("krok", Version.text),
            (words("overview.guide"), code(guide.id) + " (\(content), \(verified ?? "–"))"),
            (words("overview.language"), words.language),
            (words("overview.system"), MachineFacts.system),
        ] + LibraryVersions.all.map { ($0.name, $0.version) }
    }

    private func state(_ walkthrough: Walkthrough) throws(Fault) -> [(String, String)] {
        var items = [
            (words("overview.vault"), words("overview.vault-" + vault)),
            (
                words("overview.finished"),
                "\(walkthrough.count.finished)/\(walkthrough.count.all)"
            ),
            (words("overview.current"), walkthrough.current.map { code($0.id) } ?? "–"),
        ]
        for (input, answer) in walkthrough.progress.choices.sorted(by: { $0.key < $1.key }) {
            items.append((code(input), code(answer)))
        }
        if withNames { items += try names() }
        return items
    }

    /// An ending of the keys `overview.vault-…`.
    private var vault: String {
        if !session.place.isMade { return "none" }
        if refusal != nil { return "refused" }
        return session.isOpen ? "open" : "locked"
    }

    private func names() throws(Fault) -> [(String, String)] {
        var items = [(words("overview.profile"), code(session.profile))]
        for input in session.guide.inputs where !input.isSensitive {
            guard let value = try shown(input), let name = ReportPage.name(value, of: input)
            else { continue }
            items.append((code(input.id), code("…" + name + "…")))
        }
        return items
    }

    /// The host of an address, or of a mailbox; nothing of other values.
    static func name(_ value: String, of input: Input) -> String? {
        switch input.kind {
        case .url:
            guard let start = value.firstRange(of: "://")?.upperBound else { return nil }
            let authority = value[start...].prefix { !"/?#".contains($0) }
            return authority.split(separator: "@").last.map(String.init)
        case .email: return value.lastIndex(of: "@").map { String(value[$0...]) }
        case .text, .choice, .secret: return nil
        }
    }

    private func shown(_ input: Input) throws(Fault) -> String? {
        guard session.conflictIfOpen(input.id).isEmpty else { return nil }
        return try session.valueIfOpen(input)?.copiedIntoOrdinaryMemory()
    }

    private func steps(_ walkthrough: Walkthrough) -> String {
        let rows = walkthrough.path.filter { $0.state != .reference }.map { step, state in
            let tasks = walkthrough.tasks(of: step).count
            let ticked = tasks - walkthrough.openTasks(of: step).count
            return [code(step.id), words("overview.state-" + state.name), "\(ticked)/\(tasks)"]
        }
        let heads = ["overview.step", "overview.stands", "overview.ticked"]
        return table(heads.map { words($0) }, rows)
    }

    private func values(_ walkthrough: Walkthrough) throws(Fault) -> String {
        var rows: [[String]] = []
        for input in session.guide.inputs where walkthrough.isAsked(input) {
            guard input.kind != .choice else { continue }
            let form = try form(of: input, walkthrough)
            rows.append([code(input.id), words("overview.value-" + form)])
        }
        return table(["overview.value", "overview.stands"].map { words($0) }, rows)
    }

    /// An ending of the keys `overview.value-…`.
    private func form(of input: Input, _ walkthrough: Walkthrough) throws(Fault) -> String {
        guard session.isOpen else { return walkthrough.isAnswered(input) ? "locked" : "missing" }
        guard session.conflictIfOpen(input.id).isEmpty else { return "conflict" }
        guard let value = try session.valueIfOpen(input) else { return "missing" }
        do throws(ValueRefusal) {
            let known = { (name: String) -> Secret? in
                session.guide.input(name).flatMap { try? session.valueIfOpen($0) }
            }
            return try session.guide.check(value, for: input, known: known).warnings.isEmpty
                ? "usual" : "unusual"
        } catch {
            return "refused"
        }
    }

    /// What the checks say that need nobody, by their stable keys: details hold parts of values.
    private func checks() -> [String] {
        // The forms of values stand above; a conflict stands there too, and stops the checks.
        guard session.isOpen, let sheet = try? session.checkSheet(nil) else { return [] }
        let rows = sheet.results.filter { $0.question.name != .form }.map { result in
            [
                code(result.question.name.rawValue),
                words("overview.verdict-" + result.verdict.rawValue), code(result.reason.rawValue),
            ]
        }
        guard !rows.isEmpty else { return [] }
        let heads = ["overview.check", "overview.stands", "overview.reason"].map { words($0) }
        return heading("overview.checks") + [table(heads, rows), words("overview.checks-note")]
    }

    /// What doctor found, by its stable codes: their details are paths and names.
    private func findings() throws(Fault) -> [String] {
        guard session.place.isMade else { return [] }
        let vault = session.isOpen ? try session.vault() : nil
        let found = try Checkup(
            session.environment, path: session.place.path, vault: vault, refusal: refusal
        ).findings()
        let rows = found.map { finding in
            [code(finding.code.rawValue), words("overview.level-" + finding.level.rawValue)]
        }
        return heading("overview.doctor")
            + [table(["overview.finding", "overview.stands"].map { words($0) }, rows)]
    }
}
