/// The form as one JSON object, for programs.
internal import Secrecy
internal import SecretJSON

extension MailServerForm {
    /// Unless `reveal`, `value` equals `masked` and `revealed` is false: the shape stays the same.
    func json(reveal: Bool) -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.member("form", MailServerForm.id)
        writer.member("guide", guide)
        writer.member("profile", profile)
        writer.key("revealed")
        writer.bool(reveal)
        writer.key("redirect_uri")
        writer.beginObject()
        writer.member("value", redirectURI(reveal: reveal))
        writer.member("masked", redirectURI.masked)
        writer.endObject()
        writer.key("fields")
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writer.member("name", entry.field.name)
            writer.member("label", entry.field.label)
            writer.member("value", entry.value(reveal: reveal))
            writer.key("secret")
            writer.bool(entry.field.isSecret)
            writer.member("masked", entry.masked)
            if let shown = entry.shown { writer.member("shown", shown) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ key: String, _ value: Secret) {
        self.key(key)
        string(value)
    }

    fileprivate mutating func member(_ key: String, _ value: Wording) {
        self.key(key)
        beginObject()
        member("pl", value.pl)
        member("en", value.en)
        endObject()
    }
}
