/// A secret key where everybody could read it: refused before anything can repeat it.
internal import Handover
internal import Workspace

/// Looks at the arguments and at the variables that Krok reads.
///
/// Before any parser does: every message about a wrong argument would show it again.
enum KeyInTheOpen {
    private static let variables = [
        "KROK_IDENTITY", "KROK_VAULT", "KROK_CONTENT", "KROK_GUIDE", "KROK_PROFILE", "KROK_LANG",
    ]

    static func refuse(in arguments: [String]) throws {
        guard let found = find(in: arguments) else { return }
        try Face.run(surroundings(arguments)) { _ throws(Fault) in throw found }
    }

    private static func find(in arguments: [String]) -> Fault? {
        if let index = arguments.firstIndex(where: { Addressee.isKey(in: $0) }) {
            return .keyInTheOpen(place: place(of: index, in: arguments), isVariable: false)
        }
        let environment = Environment.live
        return variables.first { environment.variable($0).map { Addressee.isKey(in: $0) } ?? false }
            .map { .keyInTheOpen(place: $0, isVariable: true) }
    }

    /// The option that the key belongs to, or the word that stands for any argument.
    private static func place(of index: Int, in arguments: [String]) -> String {
        let argument = arguments[index]
        if argument.hasPrefix("--"), let end = argument.firstIndex(of: "="),
            !Addressee.isKey(in: String(argument[..<end]))
        {
            return String(argument[..<end])
        }
        guard index > 0, arguments[index - 1].hasPrefix("--"), arguments[index - 1] != "--",
            !arguments[index - 1].contains("=")
        else { return "argument" }
        return arguments[index - 1]
    }

    /// What decides the language of the refusal, as far as it is no key itself.
    private static func surroundings(_ arguments: [String]) -> PlainOptions {
        var given: [(name: String, value: String)] = []
        for name in ["--lang", "--vault", "--content"] {
            for (index, argument) in arguments.enumerated() {
                let next = arguments.dropFirst(index + 1).first
                let value =
                    argument.hasPrefix(name + "=")
                    ? String(argument.dropFirst(name.count + 1)) : argument == name ? next : nil
                if let value, !Addressee.isKey(in: value) {
                    // What was said last counts.
                    given.insert((name, value), at: 0)
                }
            }
        }
        return PlainOptions(given: given, plain: arguments.contains("--plain"))
    }
}
