/// The project's own files, as these tests look at them.
import Foundation

/// The folder that holds `Package.swift`, and what stands in it.
enum Repository {
    /// Three levels up from this file.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path()

    /// The bytes of a file, by its path from the root.
    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: root + path)))
    }

    /// The text of a file; throws when it is not UTF-8.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: root + path), encoding: .utf8)
    }

    /// Every regular file below a folder, as paths from the root, sorted.
    ///
    /// What git never sees is left out: build folders and the caches of Python.
    static func files(below folder: String) -> [String] {
        let skipped: Set<String> = [".build", ".git", "__pycache__", ".pytest_cache"]
        var found: [String] = []
        var waiting = [folder]
        while let next = waiting.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root + next)) ?? []
            for name in names where !skipped.contains(name) && !name.hasPrefix(".build-") {
                let path = next.isEmpty ? name : next + "/" + name
                let facts = try? FileManager.default.attributesOfItem(atPath: root + path)
                switch facts?[.type] as? FileAttributeType {
                case .typeDirectory: waiting.append(path)
                case .typeRegular: found.append(path)
                default: continue
                }
            }
        }
        return found.sorted()
    }

    /// The rooms: the folders of `Sources` that hold Swift.
    static let rooms: [String] = Set(sources.map(\.room)).sorted()

    /// Every Swift file below `Sources`.
    static let sources: [SwiftSource] = files(below: "Sources").filter { $0.hasSuffix(".swift") }
        .compactMap { path in (try? text(path)).map { SwiftSource(path: path, text: $0) } }

    /// Every Swift file below `Tests`.
    static let tests: [SwiftSource] = files(below: "Tests").filter { $0.hasSuffix(".swift") }
        .compactMap { path in (try? text(path)).map { SwiftSource(path: path, text: $0) } }
}
