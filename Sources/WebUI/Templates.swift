/// The page templates, and the interface's words as templates name them.
internal import Mustache
internal import Words

/// What a template is given: names and texts, flags, lists and further models.
typealias Model = [String: Any]

/// `{{t.section.key}}` in a template: a sentence of the interface.
struct WordsModel: MustacheParent {
    private struct Section: MustacheParent {
        let words: Words
        let name: String
        func child(named key: String) -> Any? { words(name + "." + key) }
    }

    let words: Words

    func child(named section: String) -> Any? { Section(words: words, name: section) }
}

/// Every template, parsed once.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// The templates that there are, each in a file `NAME.mustache`.
    static let names = [
        "frame", "question", "entrance", "entered", "failure", "opening", "home", "step", "search",
        "trouble", "symptom", "form", "file", "vault", "settings", "fault",
    ]

    /// Throws the name of the template that is missing or malformed.
    init(_ read: (String) -> [UInt8]?) throws(TemplateFault) {
        var library = MustacheLibrary()
        for name in Templates.names {
            guard let bytes = read(name + ".mustache"),
                let text = String(validating: bytes, as: UTF8.self),
                (try? library.register(text, named: name)) != nil
            else { throw TemplateFault(name: name) }
        }
        self.library = library
    }

    func render(_ name: String, _ model: Model, words: Words) -> String {
        var whole = model
        whole["t"] = WordsModel(words: words)
        return library.render(whole, withTemplate: name) ?? ""
    }
}

/// A template that cannot be used.
package struct TemplateFault: Error, Equatable {
    package let name: String
}
