/// What a person writes to others, compared with what the vault keeps secret.
internal import Secrecy
internal import Vaults
internal import YetiForce

extension Session {
    /// So many signs in a row are more of a secret than chance puts into a text.
    private static let telling = 12

    /// Whether a text holds a secret or sensitive value of any profile, or a good part of one.
    ///
    /// The vault has to be open.
    package func tellsSecret(_ text: String) throws(Fault) -> Bool {
        let text = Array(text.utf8)
        return try vault().document.profiles.values.flatMap(\.values).contains { value in
            value.isSensitive
                && value.contents.contains { content in
                    // Of an address only the key is secret; the rest stands in every note.
                    let secret = value.kind == "url" ? redirectKey(of: content) : content
                    return secret.shares(Session.telling, with: text)
                }
        }
    }
}

extension VaultValue {
    /// Everything that it is or was.
    fileprivate var contents: [Secret] {
        [content, previous?.content].compactMap(\.self) + conflicting.flatMap(\.contents)
    }
}

extension Secret {
    /// Whether `text` holds `length` bytes of it in a row, or all of it where it is shorter.
    fileprivate func shares(_ length: Int, with text: [UInt8]) -> Bool {
        let length = Swift.min(length, count)
        guard length > 0, text.count >= length else { return false }
        return (0...(count - length)).contains { start in
            (0...(text.count - length)).contains { place in
                (0..<length).allSatisfy { self[start + $0] == text[place + $0] }
            }
        }
    }
}
