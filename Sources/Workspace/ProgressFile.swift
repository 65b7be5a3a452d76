/// `progress/<profile>.json`: the progress of one profile in every guide, in clear.
internal import Secrecy
internal import SecretJSON
internal import Walkthrough

/// Reads and writes the file; what it does not know it refuses rather than drop.
enum ProgressFile {
    static let format = 2

    /// The oldest format that is still read: it knew no `texts`.
    private static let oldest = 1

    /// Far more than a profile's ticks need.
    static let longest = 1 << 20

    /// A member that is unknown or missing; JSON itself was right.
    private struct WrongShape: Error {}

    static func read(_ file: Secret, path: String) throws(Fault) -> [String: Progress] {
        do {
            return try read(file)
        } catch let error as JSONError {
            throw .brokenProgress(path: path, line: error.line, column: error.column)
        } catch let fault as Fault {
            guard case .newerFormat(_, let found, let known) = fault else { throw fault }
            throw .newerFormat(path: path, found: found, known: known)
        } catch {
            throw .brokenProgress(path: path, line: 1, column: 1)
        }
    }

    private static func read(_ file: Secret) throws -> [String: Progress] {
        var reader = try JSONReader(file, limits: JSONLimits(bytes: longest, depth: 8))
        let guides: [String: Progress]
        try reader.beginObject()
        guard try reader.nextKey() == "format" else { throw WrongShape() }
        let found = try reader.integer()
        if found > format { throw Fault.newerFormat(path: "", found: found, known: format) }
        guard (oldest...format).contains(found), try reader.nextKey() == "guides" else {
            throw WrongShape()
        }
        guides = try reader.object(of: progress)
        guard try reader.nextKey() == nil else { throw WrongShape() }
        try reader.finish()
        return guides
    }

    private static func progress(_ reader: inout JSONReader) throws -> Progress {
        var progress = Progress()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "current": progress.current = try reader.text()
            case "ticks": progress.ticks = try reader.object { try $0.texts() }
            case "done": progress.done = try reader.texts()
            case "skipped":
                progress.skipped = try reader.object { reader in
                    let (reason, time) = try pair(&reader, "reason")
                    return Progress.Skip(reason: reason, time: time)
                }
            case "answers":
                progress.answers = try reader.object { reader in
                    let (value, time) = try pair(&reader, "value")
                    return Progress.Answer(value: value, time: time)
                }
            case "captured": progress.captured = try reader.texts()
            case "withdrawn": progress.withdrawn = try reader.texts()
            case "texts": progress.texts = try reader.texts()
            default: throw WrongShape()
            }
        }
        return progress
    }

    private static func pair(
        _ reader: inout JSONReader, _ name: String
    ) throws -> (String, time: String) {
        let members = try reader.texts()
        guard let value = members[name], let time = members["time"], members.count == 2 else {
            throw WrongShape()
        }
        return (value, time)
    }

    // MARK: Writing

    static func write(_ guides: [String: Progress]) -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.key("format")
        writer.integer(format)
        writer.key("guides")
        writer.object(guides) { progress, writer in
            writer.beginObject()
            if let current = progress.current { writer.member("current", current) }
            member("ticks", progress.ticks, &writer) { $1.texts($0) }
            member("done", progress.done, &writer) { $1.text($0) }
            member("skipped", progress.skipped, &writer) {
                $1.texts(["reason": $0.reason, "time": $0.time])
            }
            member("answers", progress.answers, &writer) {
                $1.texts(["value": $0.value, "time": $0.time])
            }
            member("captured", progress.captured, &writer) { $1.text($0) }
            member("withdrawn", progress.withdrawn, &writer) { $1.text($0) }
            member("texts", progress.texts, &writer) { $1.text($0) }
            writer.endObject()
        }
        writer.endObject()
        return writer.finish()
    }

    private static func member<Value>(
        _ name: String, _ values: [String: Value], _ writer: inout JSONWriter,
        _ write: (Value, inout JSONWriter) -> Void
    ) {
        guard !values.isEmpty else { return }
        writer.key(name)
        writer.object(values, write)
    }
}
