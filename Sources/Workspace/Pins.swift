/// What this machine has seen of every vault, so that an old or another one does not pass for it.
package import Platform
internal import Secrecy
internal import SecretJSON

/// `$XDG_STATE_HOME/krok/pins.json`: path to vault key, vault key to generation and file.
///
/// The file is this machine's own memory and no part of a vault. Where it cannot be written, that is
/// told with each opening and each save that it should have remembered.
package struct Pins {
    /// The newest file of a vault that this machine has seen.
    package struct Pin: Sendable, Equatable {
        package var generation: Int
        /// What tells `vault.age` from every other file: `VaultKey.mark`.
        package var file: String
        /// When a slot was last opened on this machine, by its name: RFC 3339 in UTC.
        package var opened: [String: String] = [:]
    }

    /// Everything that is pinned.
    struct Table: Equatable {
        /// The vault key's fingerprint by the vault's path.
        var paths: [String: String] = [:]
        /// The newest file by the vault key's fingerprint.
        var vaults: [String: Pin] = [:]
    }

    private let folder: String
    private static let name = "pins.json"
    /// Told of what should have been remembered and could not be; nil: it could.
    private let forgetting: (FileFault?) -> Void

    package init(
        _ environment: Environment, forgetting: @escaping (FileFault?) -> Void = { _ in }
    ) {
        folder = environment.stateFolder
        self.forgetting = forgetting
    }

    /// Where the pins stand.
    package var path: String { folder + "/" + Pins.name }

    /// Whether anything can be remembered here, as far as modes and mounts tell.
    var canBeWritten: Bool { Files.canWrite(inFolder: folder) }

    /// What is pinned now; nothing where no file is.
    ///
    /// Throws where a file cannot be understood: to take it for empty would switch the protection
    /// off in silence.
    func table() throws(Fault) -> Table {
        let file: Secret?
        do throws(FileFault) {
            file = try Folder(at: folder).read(Pins.name, limit: 4 << 20)
        } catch {
            guard error.kind == .missing else { throw .file(error) }
            return Table()
        }
        return try file.map { (file) throws(Fault) in try read(file) } ?? Table()
    }

    /// The pin of a vault key; nil before its first use here.
    package func pin(of fingerprint: String) throws(Fault) -> Pin? {
        try table().vaults[fingerprint]
    }

    /// The vault key that was last seen at `path`.
    package func fingerprint(at path: String) throws(Fault) -> String? {
        try table().paths[Pins.key(path)]
    }

    /// One and the same vault has one key here, whatever links lead to it.
    static func key(_ path: String) -> String { Files.resolved(path) ?? path }

    /// Notes a file that was opened, unless `table` says all of it already, the day included.
    ///
    /// An opening should cost no write, and when a slot was last tried is a matter of days.
    func note(_ sighting: Sighting, unlessIn table: Table) throws(Fault) {
        if let pin = table.vaults[sighting.fingerprint], pin.generation >= sighting.generation,
            table.paths[Pins.key(sighting.path)] == sighting.fingerprint,
            let opened = sighting.opened, let last = pin.opened[opened.slot],
            last.prefix(Pins.dayLength) == opened.time.prefix(Pins.dayLength)
        {
            return
        }
        try note(sighting)
    }

    /// How much of an RFC 3339 time is the day.
    private static let dayLength = 10

    /// Notes a file that was opened or written; an older one than the pinned changes nothing.
    func note(_ sighting: Sighting) throws(Fault) {
        try change { table in
            table.paths[Pins.key(sighting.path)] = sighting.fingerprint
            var pin =
                table.vaults[sighting.fingerprint]
                ?? Pin(generation: 0, file: "")
            if sighting.generation > pin.generation {
                pin.generation = sighting.generation
                pin.file = sighting.file
            }
            if let opened = sighting.opened { pin.opened[opened.slot] = opened.time }
            table.vaults[sighting.fingerprint] = pin
        }
    }

    /// Forgets when a slot was last opened: it is gone, or something else goes by its name.
    func forget(slot: String, of fingerprint: String) throws(Fault) {
        try change { $0.vaults[fingerprint]?.opened[slot] = nil }
    }

    /// Takes a file for the newest, whatever was pinned: a person compared the fingerprint.
    func accept(_ sighting: Sighting, mustLast: Bool = true) throws(Fault) {
        try change(mustLast: mustLast) { table in
            table.paths[Pins.key(sighting.path)] = sighting.fingerprint
            var pin = Pin(generation: sighting.generation, file: sighting.file)
            pin.opened = table.vaults[sighting.fingerprint]?.opened ?? [:]
            table.vaults[sighting.fingerprint] = pin
        }
    }

    /// Applies a change to what is remembered by then.
    ///
    /// With `mustLast` a change that cannot be written is an error. Elsewhere it is none: the vault
    /// was opened or saved already, and the next opening remembers it.
    private func change(mustLast: Bool = false, _ body: (inout Table) -> Void) throws(Fault) {
        do throws(Fault) {
            let opened = try onDisk { () throws(FileFault) in
                try Folder.make(folder)
                return try Folder(at: folder)
            }
            try opened.locked(busy: { Fault.file($0) }) { () throws(Fault) in
                // What a killed run left; it holds fingerprints and paths, nothing of a vault.
                try onDisk { () throws(FileFault) in try opened.sweep() }
                let standing = try table()
                var changed = standing
                body(&changed)
                guard changed != standing else { return }
                let text = text(of: changed)
                try onDisk { () throws(FileFault) in
                    try opened.replace(Pins.name, with: text.bytes)
                }
            }
            forgetting(nil)
        } catch {
            guard case .file(let fault) = error, !mustLast else { throw error }
            forgetting(fault)
        }
    }

    // MARK: The file

    private static let format = 1

    private struct WrongShape: Error {}

    private func read(_ file: Secret) throws(Fault) -> Table {
        do {
            var reader = try JSONReader(file, limits: JSONLimits(bytes: 4 << 20, depth: 6))
            return try Pins.table(&reader)
        } catch let error as JSONError {
            throw .brokenPins(path: path, line: error.line, column: error.column)
        } catch {
            throw .brokenPins(path: path, line: 1, column: 1)
        }
    }

    private static func table(_ reader: inout JSONReader) throws -> Table {
        var table = Table()
        try reader.beginObject()
        guard try reader.nextKey() == "format", try reader.integer() == format else {
            throw WrongShape()
        }
        while let key = try reader.nextKey() {
            switch key {
            case "paths": table.paths = try reader.texts()
            case "vaults": table.vaults = try reader.object(of: pin)
            default: throw WrongShape()
            }
        }
        try reader.finish()
        return table
    }

    private static func pin(_ reader: inout JSONReader) throws -> Pin {
        var pin = Pin(generation: 0, file: "")
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "generation": pin.generation = try reader.integer()
            case "file": pin.file = try reader.text()
            case "opened": pin.opened = try reader.texts()
            default: throw WrongShape()
            }
        }
        guard pin.generation > 0 else { throw WrongShape() }
        return pin
    }

    private func text(of table: Table) -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.member("format", Pins.format)
        writer.key("paths")
        writer.texts(table.paths)
        writer.key("vaults")
        writer.object(table.vaults) { pin, writer in
            writer.beginObject()
            writer.member("generation", pin.generation)
            writer.member("file", pin.file)
            writer.key("opened")
            writer.texts(pin.opened)
            writer.endObject()
        }
        writer.endObject()
        return writer.finish()
    }
}
