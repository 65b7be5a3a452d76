/// What Krok remembers of this machine, by vault: language, labels, profile and guide in use, the page's lock.
package import Guides
internal import Platform
internal import Secrecy
internal import SecretJSON

/// `$XDG_STATE_HOME/krok/remembered.json`; losing it loses nothing but convenience.
///
/// A file that cannot be read counts as empty and one that cannot be written is left: no command
/// fails because of it.
package struct Memory: Sendable {
    /// What is remembered of one vault.
    package struct Entry: Sendable, Equatable {
        package var language: String?
        package var profile: String?
        package var guide: String?
        package var labels: LabelChoice?
        /// How long the page of an open vault may be left alone, in whole minutes.
        package var idle: Duration?

        package init(
            language: String? = nil, profile: String? = nil, guide: String? = nil,
            labels: LabelChoice? = nil, idle: Duration? = nil
        ) {
            self.language = language
            self.profile = profile
            self.guide = guide
            self.labels = labels
            self.idle = idle
        }

        /// The longest time that the page's settings offer.
        package static let longestIdle = 120

        fileprivate static func idle(_ minutes: String) -> Duration? {
            Int(minutes).flatMap { (1...longestIdle).contains($0) ? .seconds($0 * 60) : nil }
        }

        fileprivate var minutes: String? { idle.map { String(Int($0 / .seconds(60))) } }
    }

    private let path: String

    package init(_ environment: Environment) {
        path = environment.stateFolder + "/remembered.json"
    }

    package subscript(vault: String) -> Entry { all()[key(vault)] ?? Entry() }

    /// Remembers what `change` sets.
    package func remember(_ vault: String, _ change: (inout Entry) -> Void) {
        var entries = all()
        let before = entries[key(vault)] ?? Entry()
        var entry = before
        change(&entry)
        guard entry != before else { return }
        entries[key(vault)] = entry
        if let cut = path.lastIndex(of: "/") { try? Folder.make(String(path[..<cut])) }
        try? Files.write(text(of: entries).bytes, to: path)
    }

    private func key(_ vault: String) -> String { Files.resolved(vault) ?? vault }

    private func all() -> [String: Entry] {
        guard let file = try? Files.read(path, limit: 1 << 20) else { return [:] }
        return (try? parse(file)) ?? [:]
    }

    private func parse(_ file: Secret) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        var reader = try JSONReader(file, limits: JSONLimits(depth: 4))
        try reader.beginObject()
        while let vault = try reader.nextKey() {
            var entry = Entry()
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "language": entry.language = try reader.text()
                case "profile": entry.profile = try reader.text()
                case "guide": entry.guide = try reader.text()
                case "labels": entry.labels = LabelChoice(rawValue: try reader.text())
                case "idle": entry.idle = Entry.idle(try reader.text())
                default: try reader.skip()
                }
            }
            entries[vault] = entry
        }
        try reader.finish()
        return entries
    }

    private func text(of entries: [String: Entry]) -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        for (vault, entry) in entries.sorted(by: { $0.key < $1.key }) {
            writer.key(vault)
            writer.beginObject()
            let members = [
                ("language", entry.language), ("profile", entry.profile), ("guide", entry.guide),
                ("labels", entry.labels?.rawValue), ("idle", entry.minutes),
            ]
            for (name, value) in members {
                guard let value else { continue }
                writer.key(name)
                writer.text(value)
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.finish()
    }
}
