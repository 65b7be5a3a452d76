/// The outermost keys of a client file: they tell what kind of client it is for.
internal import SecretJSON

struct TopLevel {
    private var isObject = true
    private var keys: [String] = []
    private var type: String?

    /// Reads to the end, so that broken JSON is told apart from the wrong file.
    init(_ start: JSONReader) throws(JSONError) {
        var reader = start
        guard try reader.peek() == .object else {
            isObject = false
            try reader.skip()
            try reader.finish()
            return
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            keys.append(key)
            if key == "type", try reader.peek() == .string {
                type = try reader.text()
            } else {
                try reader.skip()
            }
        }
        try reader.finish()
    }

    var isWebClient: Bool { keys == ["web"] }

    /// Why this is not the file of a web client.
    var refusal: GoogleClientError {
        guard isObject else { return .notAnObject }
        switch type {
        case "service_account": return .serviceAccount
        case "authorized_user": return .authorizedUser
        case let type?: return .unknownKind(brief(type))
        case nil: break
        }
        guard let key = keys.first else { return .missing(field: "web") }
        guard keys.count == 1 else { return .severalKeys(keys.prefix(8).map(brief)) }
        return key == "installed" ? .installed : .unknownKind(brief(key))
    }
}

/// Enough of a word to recognise it: a stranger's file may have a secret for a key.
private func brief(_ word: String) -> String { String(word.prefix(24)) }
