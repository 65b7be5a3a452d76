/// A plain model of a vault that is changed in several places and merged, for property tests.
import Secrecy
import Testing
import Vaults

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// What a value is, without secret memory: nil stands for a removal.
struct Model: Equatable {
    var revision: Int
    var contents: Set<String?>

    var isThere: Bool { contents.contains { $0 != nil } }
}

/// A document and, beside it, a dictionary that is changed by rules written anew.
struct Replica {
    static let profiles = ["p", "q", "r"]
    static let inputs = ["a", "b", "c"]

    var document: VaultDocument
    var model: [VaultMerge.Place: Model] = [:]
    let slot: String

    init(slot: String) {
        document = Sample.empty()
        self.slot = slot
    }

    /// What the document holds, as the model would have it.
    var found: [VaultMerge.Place: Model] { Replica.model(of: document) }

    static func model(of document: VaultDocument) -> [VaultMerge.Place: Model] {
        var found: [VaultMerge.Place: Model] = [:]
        for (profile, values) in document.profiles {
            for (input, value) in values {
                found[VaultMerge.Place(profile: profile, input: input)] = Model(
                    revision: value.revision,
                    contents: Set(
                        value.versions.map { $0.content?.copiedIntoOrdinaryMemory() }))
            }
        }
        return found
    }

    // MARK: Changes

    /// One thing that a person may do, chosen at random.
    mutating func change(at second: Int, _ random: inout Seeded) {
        let time = "2026-11-22T10:00:" + (second < 10 ? "0" : "") + "\(second)Z"
        let author = VaultDocument.Author(slot: slot, time: time)
        let profile = Replica.profiles.randomElement(using: &random) ?? "p"
        let input = Replica.inputs.randomElement(using: &random) ?? "a"
        let place = VaultMerge.Place(profile: profile, input: input)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: removeProfile(profile, author)
        case 1: rename(profile, to: Replica.profiles.randomElement(using: &random) ?? "p", author)
        case 2...3:
            let isGone = document.remove(input, of: profile, by: author)
            #expect(isGone == (model[place]?.isThere ?? false))
            if isGone { replace(place, by: nil) }
        case 4:
            let versions = document.conflict(input, of: profile)
            let number = Int.random(in: 0...3, using: &random)
            let chosen = document.choose(number, for: input, of: profile, by: author)
            #expect(chosen == (number >= 1 && number <= versions.count))
            if chosen {
                replace(place, by: versions[number - 1].content?.copiedIntoOrdinaryMemory())
            }
        default:
            // Few contents, so that two places often come to the same.
            let content = ["x", "y", "z"].randomElement(using: &random) ?? "x"
            document.set(
                input, of: profile, to: Secret(copying: content), kind: "text",
                isSensitive: false, by: author)
            if model[place]?.contents != [content] { replace(place, by: content) }
        }
    }

    private mutating func replace(_ place: VaultMerge.Place, by content: String?) {
        let revision = (model[place]?.revision ?? 0) + 1
        model[place] = Model(revision: revision, contents: [content])
    }

    private func living(_ profile: String) -> [VaultMerge.Place] {
        model.filter { $0.key.profile == profile && $0.value.isThere }.map(\.key)
    }

    private mutating func removeProfile(_ profile: String, _ author: VaultDocument.Author) {
        document.removeProfile(profile, by: author)
        for place in living(profile) { replace(place, by: nil) }
    }

    private mutating func rename(
        _ profile: String, to name: String, _ author: VaultDocument.Author
    ) {
        let isDone = document.renameProfile(profile, to: name, by: author)
        let isFree = living(name).isEmpty
        #expect(isDone == isFree)
        guard isFree else { return }
        for place in living(profile) {
            let target = VaultMerge.Place(profile: name, input: place.input)
            var moved = model[place] ?? Model(revision: 0, contents: [])
            moved.revision = max(moved.revision, (model[target]?.revision ?? 0) + 1)
            model[target] = moved
            replace(place, by: nil)
        }
    }

    // MARK: Merging

    /// The two models as one, by the rule of the design.
    static func merged(
        _ one: [VaultMerge.Place: Model], _ other: [VaultMerge.Place: Model]
    ) -> [VaultMerge.Place: Model] {
        one.merging(other) { mine, theirs in
            guard mine.revision == theirs.revision else {
                return mine.revision > theirs.revision ? mine : theirs
            }
            return Model(
                revision: mine.revision, contents: mine.contents.union(theirs.contents))
        }
    }

    func merged(with other: Replica) throws -> VaultMerge {
        try document.merged(with: other.document, file: [], by: Sample.later)
    }
}

extension VaultDocument {
    /// The JSON of the values and slots alone.
    var holdings: String {
        let json = self.json
        guard let start = json.firstRange(of: "\"slots\""),
            let end = json.firstRange(of: "\"history\"")
        else { return json }
        return String(json[start.lowerBound..<end.lowerBound])
    }
}
