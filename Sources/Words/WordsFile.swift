/// A file of words: its sections, found when the first sentence is needed.
internal import Synchronization

/// The sections of a file, and what has been taken apart of them.
final class WordsFile: Sendable {
    /// The lines of each section: parts of the file, which is not copied.
    typealias Sources = [String: ArraySlice<UInt8>]

    private struct State {
        var sources: Sources?
        var sections: [String: [String: Words.Entry]] = [:]
    }

    private let state: Mutex<State>
    private let load: @Sendable () -> Sources

    /// Finds the sections of `yaml`.
    init(_ yaml: [UInt8], _ language: String) throws(WordsError) {
        state = Mutex(State(sources: try WordsFile.split(yaml, language)))
        load = { [:] }
    }

    /// Finds the sections of a sound file when they are needed.
    init(_ language: String, sound yaml: @escaping @Sendable () -> [UInt8]) {
        state = Mutex(State())
        load = { (try? WordsFile.split(yaml(), language)) ?? [:] }
    }

    var sources: Sources { state.withLock { sources(in: &$0) } }

    func entries(of section: String) -> [String: Words.Entry] {
        state.withLock { state in
            if let known = state.sections[section] { return known }
            let source = sources(in: &state)[section]
            let entries = source.flatMap { try? Words.entries(section, $0) } ?? [:]
            state.sections[section] = entries
            return entries
        }
    }

    private func sources(in state: inout State) -> Sources {
        if let known = state.sources { return known }
        let loaded = load()
        state.sources = loaded
        return loaded
    }

    private static func split(
        _ yaml: [UInt8], _ language: String
    ) throws(WordsError) -> Sources {
        guard (try? UTF8Span(validating: yaml.span)) != nil else {
            throw .unreadable(language: language)
        }
        // On bytes, because the files are long and only their shape is looked at.
        var sources: Sources = [:]
        var section: (name: String, start: Int)?
        var start = 0
        while start < yaml.count {
            let end = yaml[start...].firstIndex(of: UInt8(ascii: "\n")) ?? yaml.count
            let line = yaml[start..<end]
            if let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#") {
                guard line.last == UInt8(ascii: ":") else {
                    throw .unreadable(language: language)
                }
                if let section {
                    sources[section.name] = yaml[section.start..<start]
                }
                section = (
                    String(decoding: line.dropLast(), as: UTF8.self), min(end + 1, yaml.count)
                )
            }
            start = end + 1
        }
        if let section {
            sources[section.name] = yaml[section.start...]
        }
        guard !sources.isEmpty else { throw .unreadable(language: language) }
        return sources
    }
}
