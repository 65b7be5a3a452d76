/// The redirect URIs of Google's file: kept from an import on, so that they can be compared.
package import Guides
internal import Secrecy
internal import Vaults

/// A value of the vault that no guide asks for: one address a line, sensitive like each of them.
package enum RegisteredURIs {
    package static let name = "registered_uris"

    /// More than Google allows in one client, as far as anybody knows.
    private static let most = 100

    /// What `krok get` and `krok unset` take it for.
    static let input = Input(sensitiveAddresses: name)

    /// Keeps `addresses` in the place of those of an earlier file.
    static func keep(
        _ addresses: [Secret], in document: inout VaultDocument, of profile: String,
        by author: VaultDocument.Author
    ) {
        let lines = addresses.prefix(most).filter { address in
            !(0..<address.count).contains { address[$0] < 0x20 }
        }
        guard !lines.isEmpty else {
            _ = document.remove(name, of: profile, by: author)
            return
        }
        var text = SecretBuilder()
        for (index, line) in lines.enumerated() {
            if index > 0 { text.append("\n") }
            text.append(line)
        }
        document.set(
            name, of: profile, to: Secret(text.finish()), kind: Input.Kind.url.rawValue,
            isSensitive: true, event: .imported, by: author)
    }

    static func lines(of text: Secret) -> [Secret] {
        var lines: [Secret] = []
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == 0x0A {
            lines.append(text[start..<index])
            start = index + 1
        }
        return lines
    }
}

extension Session {
    /// An input of the guide, or what Krok keeps beside them.
    package func keptInput(_ id: String) throws(Fault) -> Input {
        id == RegisteredURIs.name ? RegisteredURIs.input : try input(id)
    }
}
