/// `Package.swift` as text: who needs whom. `swift package dump-package` would take seconds.

/// The targets that hold Swift and their declared dependencies.
struct Manifest {
    private(set) var needs: [String: [String]] = [:]

    /// The short names that `Package.swift` gives to products of other packages.
    private static let products = [
        "yams": "Yams", "arguments": "ArgumentParser", "hummingbird": "Hummingbird",
        "hummingbirdCore": "HummingbirdCore", "httpTypes": "HTTPTypes", "logging": "Logging",
        "mustache": "Mustache", "nioCore": "NIOCore", "nioHTTPTypes": "NIOHTTPTypes",
        "nioPosix": "NIOPosix",
    ]

    init() throws {
        let source = SwiftSource(path: "Package.swift", text: try Repository.text("Package.swift"))
        // Comments are gone, but the literals are wanted: they are taken from the lines themselves.
        let text = zip(source.lines, source.comments)
            .map { $1.isEmpty ? $0 : String($0.dropLast($1.count)) }.joined(separator: "\n")
        for opening in ["room(", ".executableTarget("] {
            for call in Manifest.calls(of: opening, in: text) {
                guard let name = Manifest.texts(in: call).first else { continue }
                needs[name] = Manifest.dependencies(in: call)
            }
        }
    }

    /// What stands in the parentheses of each call.
    private static func calls(of opening: String, in text: String) -> [String] {
        text.ranges(of: opening).compactMap { range in
            var depth = 1
            var end = range.upperBound
            while end < text.endIndex, depth > 0 {
                if text[end] == "(" { depth += 1 }
                if text[end] == ")" { depth -= 1 }
                end = text.index(after: end)
            }
            let call = String(text[range.upperBound..<end].dropLast())
            // The definition of `room` itself has parameters, not arguments.
            return call.contains("_ name") ? nil : call
        }
    }

    private static func texts(in text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func dependencies(in call: String) -> [String] {
        let opening = call.firstRange(of: "needs: [") ?? call.firstRange(of: "dependencies: [")
        guard let opening else { return [] }
        let list = call[opening.upperBound...].prefix { $0 != "]" }
        return list.split(separator: ",").map { item in
            let word = item.split(whereSeparator: \.isWhitespace).joined()
            return products[word] ?? word.replacing("\"", with: "")
        }.filter { !$0.isEmpty }
    }
}
