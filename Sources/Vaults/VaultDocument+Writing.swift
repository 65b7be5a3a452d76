/// The document as JSON, padded so that its length says little.
package import Secrecy
internal import SecretJSON

extension VaultDocument {
    /// The plaintext grows in steps of this many bytes.
    package static let padding = 4096

    /// The plaintext of the next `vault.age`: JSON with a line for each profile, then spaces.
    package func plaintext() -> Secret {
        precondition(!isPartial, "a document that was read in part would lose the rest")
        var writer = JSONWriter(capacity: 4 * VaultDocument.padding)
        writer.beginObject()
        writer.key("format")
        writer.integer(VaultDocument.format)
        writer.key("vault")
        writer.text(vault)
        writer.key("generation")
        writer.integer(generation)
        writer.key("previous")
        if let previous { writer.text(previous) } else { writer.null() }
        write(slots, to: &writer)
        write(profiles, to: &writer)
        write(history, to: &writer)
        writer.endObject()
        return VaultDocument.padded(writer.finish())
    }

    private static func padded(_ line: Secret) -> Secret {
        let length = (line.count + padding - 1) / padding * padding
        return Secret(
            SecretBytes(count: length) { (span: inout MutableRawSpan) in
                span.copy(line.bytes, at: 0)
                for index in line.count..<length { span.set(UInt8(ascii: " "), at: index) }
            })
    }

    private func write(_ slots: [SlotRecord], to writer: inout JSONWriter) {
        writer.key("slots")
        writer.beginArray()
        for slot in slots {
            writer.beginObject()
            writer.member("name", slot.name)
            writer.member("kind", slot.kind.rawValue)
            if let recipient = slot.recipient { writer.member("recipient", recipient) }
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(
        _ profiles: [String: [String: VaultValue]], to writer: inout JSONWriter
    ) {
        writer.key("profiles")
        writer.beginObject()
        // A line for each: whoever looks for one of very many need not read the others.
        for (name, values) in profiles.sorted(by: { $0.key < $1.key }) {
            writer.key(name, onNewLine: true)
            writer.beginObject()
            for (input, value) in values.sorted(by: { $0.key < $1.key }) {
                writer.key(input)
                write(value, to: &writer)
            }
            writer.endObject()
        }
        writer.endObject(onNewLine: !profiles.isEmpty)
    }

    private func write(_ value: VaultValue, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", value.kind)
        if value.isSensitive {
            writer.key("sensitive")
            writer.bool(true)
        }
        writer.key("revision")
        writer.integer(value.revision)
        writer.member("time", value.time)
        writer.member("slot", value.slot)
        if let content = value.content {
            writer.key("value")
            writer.string(content)
        } else {
            writer.key("removed")
            writer.bool(true)
        }
        if let previous = value.previous {
            writer.key("previous")
            writer.beginObject()
            writer.member("time", previous.time)
            writer.member("slot", previous.slot)
            writer.key("value")
            writer.string(previous.content)
            writer.endObject()
        }
        if !value.conflicting.isEmpty {
            writer.key("conflicting")
            writer.beginArray()
            for other in value.conflicting { write(other, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private func write(_ history: [HistoryEntry], to writer: inout JSONWriter) {
        writer.key("history")
        writer.beginArray()
        for entry in history {
            writer.beginObject()
            writer.member("time", entry.time)
            writer.member("slot", entry.slot)
            writer.member("event", entry.event.rawValue)
            if let profile = entry.profile { writer.member("profile", profile) }
            if let subject = entry.subject { writer.member("subject", subject) }
            writer.endObject()
        }
        writer.endArray()
    }
}
