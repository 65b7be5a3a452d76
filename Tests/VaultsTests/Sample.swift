/// Vault documents that the tests of this folder share.
import Secrecy
import Vaults

/// A small vault, and the pieces that it is made of.
enum Sample {
    static let author = VaultDocument.Author(slot: "passphrase", time: "2026-11-22T10:00:00Z")
    static let later = VaultDocument.Author(slot: "recovery", time: "2026-11-23T11:30:00Z")
    static let slot = SlotRecord(name: "passphrase", kind: .passphrase)

    /// An empty vault, named after a key or after nothing in particular.
    static func empty(_ vault: String = "f00d") -> VaultDocument {
        VaultDocument(vault: vault, slot: slot, time: author.time)
    }

    /// A vault with an ordinary value, a sensitive one, a secret and a tombstone.
    static func filled(_ vault: String = "f00d") -> VaultDocument {
        var document = empty(vault)
        document.slots.append(
            SlotRecord(name: "zażółć", kind: .recipient, recipient: "age1example"))
        document.set("project_id", to: "demo-1")
        document.set(
            "redirect_uri", to: "https://crm.example.com/x", kind: "url", isSensitive: true)
        document.set(
            "client_secret", to: "GOCSPX-\"gęś\"\\\u{1F986}", kind: "secret", isSensitive: true)
        document.set("mailbox", to: "a@example.com", kind: "email")
        _ = document.remove("mailbox", of: "default", by: later)
        document.succeed(nil)
        return document
    }

    /// The JSON of `filled` as Krok writes it, without the padding.
    static let written = written(line)

    /// A document with one profile, in one line, as Krok writes it: a line for each profile.
    static func written(_ line: String) -> String {
        line.replacing(#""profiles":{"#, with: "\"profiles\":{\n")
            .replacing(#"},"history""#, with: "\n},\"history\"")
    }

    /// The same in one line, as earlier versions wrote it.
    static let line = ##"""
        {"format":1,"vault":"f00d","generation":1,"previous":null,"slots":[{"name":"passphrase",\##
        "kind":"passphrase"},{"name":"zażółć","kind":"recipient","recipient":"age1example"}],\##
        "profiles":{"default":{"client_secret":{"kind":"secret","sensitive":true,"revision":1,\##
        "time":"2026-11-22T10:00:00Z","slot":"passphrase","value":"GOCSPX-\"gęś\"\\🦆"},\##
        "mailbox":{"kind":"email","revision":2,"time":"2026-11-23T11:30:00Z","slot":"recovery",\##
        "removed":true},"project_id":{"kind":"text","revision":1,"time":"2026-11-22T10:00:00Z",\##
        "slot":"passphrase","value":"demo-1"},"redirect_uri":{"kind":"url","sensitive":true,\##
        "revision":1,"time":"2026-11-22T10:00:00Z","slot":"passphrase",\##
        "value":"https://crm.example.com/x"}}},"history":[{"time":"2026-11-22T10:00:00Z",\##
        "slot":"passphrase","event":"made"},{"time":"2026-11-22T10:00:00Z","slot":"passphrase",\##
        "event":"set","profile":"default","subject":"project_id"},{"time":"2026-11-22T10:00:00Z",\##
        "slot":"passphrase","event":"set","profile":"default","subject":"redirect_uri"},\##
        {"time":"2026-11-22T10:00:00Z","slot":"passphrase","event":"set","profile":"default",\##
        "subject":"client_secret"},{"time":"2026-11-22T10:00:00Z","slot":"passphrase",\##
        "event":"set","profile":"default","subject":"mailbox"},{"time":"2026-11-23T11:30:00Z",\##
        "slot":"recovery","event":"removed","profile":"default","subject":"mailbox"}]}
        """##
}

extension VaultDocument {
    /// Captures an ordinary text in the profile `default`.
    mutating func set(
        _ input: String, to value: String, kind: String = "text", isSensitive: Bool = false,
        by author: Author = Sample.author
    ) {
        set(
            input, of: "default", to: Secret(copying: value), kind: kind,
            isSensitive: isSensitive, by: author)
    }

    /// The value in ordinary memory, for comparing.
    func text(_ input: String, of profile: String = "default") -> String? {
        value(input, of: profile)?.content?.copiedIntoOrdinaryMemory()
    }

    /// The plaintext in ordinary memory, for comparing.
    var json: String { plaintext().copiedIntoOrdinaryMemory() ?? "" }
}
