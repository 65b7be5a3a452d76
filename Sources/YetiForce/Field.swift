/// One field of YetiForce's mail-server form, as the form knows it.

/// A field by its HTML input name, which is the column's name in the vendor's database too.
package struct Field: Equatable, Sendable {
    /// What the form draws.
    package enum Control: Equatable, Sendable {
        case text
        case password
        case picklist([Option])
        case checkbox
        case url
        case port
    }

    /// One line of a pick list: what is submitted and what is read.
    package struct Option: Equatable, Sendable {
        package let value: String
        package let shown: Wording
    }

    /// Where the value comes from.
    package enum Source: Equatable, Sendable {
        /// The same in each installation.
        case fixed(String)
        /// Captured by the guide.
        case input
    }

    package let name: String
    package let label: Wording
    package let block: Wording
    package let control: Control
    package let source: Source

    /// Whether the value is masked unless it is asked for.
    package var isSecret: Bool { control == .password }

    /// The words that the form shows for `value`; nil where it shows the value itself.
    package func shown(for value: String) -> Wording? {
        switch control {
        case .picklist(let options): options.first { $0.value == value }?.shown
        case .checkbox where value == "1": Wording(pl: "zaznaczone", en: "ticked")
        case .checkbox: Wording(pl: "niezaznaczone", en: "not ticked")
        case .text, .password, .url, .port: nil
        }
    }
}
