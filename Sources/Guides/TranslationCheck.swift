/// Whether a translation says as much as its source: items, links, pictures, labels, code.
internal import CommonMark

/// Compares one text, step by step, with the one that it was translated from.
struct TranslationCheck {
    private let text: ReadText
    private let source: ReadText
    private let manifest: Manifest
    private(set) var problems: ProblemList

    /// Where each anchor leads, in words that are the same in every language.
    private let anchors: [String: String]
    private let sourceAnchors: [String: String]

    /// The labels that a word in bold can mean.
    private let labels: [String: Set<String>]
    private let sourceLabels: [String: Set<String>]

    init(_ text: ReadText, source: ReadText, _ manifest: Manifest, problems: ProblemList) {
        self.text = text
        self.source = source
        self.manifest = manifest
        self.problems = problems
        anchors = text.anchorTargets
        sourceAnchors = source.anchorTargets
        labels = manifest.labels(in: text.locale)
        sourceLabels = manifest.labels(in: source.locale)
    }

    mutating func run() {
        for step in text.steps {
            guard let original = source.step(step.text.id) else { continue }
            let (own, theirs) = (step.parts, original.parts)
            checkCounts(step, own, theirs)
            checkTargets(step, own, theirs)
            checkLabels(step, own, theirs)
        }
    }

    private mutating func checkCounts(_ step: ReadStep, _ own: TextParts, _ theirs: TextParts) {
        if own.items != theirs.items {
            problems.add(
                .itemCount, at: step.place, step.text.id, String(own.items),
                String(theirs.items), source.locale)
        }
        if own.code != theirs.code {
            problems.add(
                .codeCount, at: step.place, step.text.id, String(own.code), String(theirs.code),
                source.locale)
        }
    }

    // MARK: Links and pictures

    private mutating func checkTargets(_ step: ReadStep, _ own: TextParts, _ theirs: TextParts) {
        let mine = own.targets.map { (key: key(of: $0, text.locale, anchors), target: $0) }
        let other = theirs.targets.map {
            (key: key(of: $0, source.locale, sourceAnchors), target: $0)
        }
        guard !mine.elementsEqual(other, by: { $0.key == $1.key }) else { return }
        // What only the translation has shows the place; what it lacks is told when nothing does.
        let extra = TranslationCheck.only(in: mine, not: other)
        for target in extra.isEmpty ? TranslationCheck.only(in: other, not: mine) : extra {
            problems.add(
                target.isLink && !target.text.hasPrefix("#") ? .linkDiffers : .targetDiffers,
                at: extra.isEmpty ? step.place : target.place, target.text, step.text.id,
                source.locale)
        }
    }

    private static func only(
        in these: [(key: String, target: TextParts.Target)],
        not those: [(key: String, target: TextParts.Target)]
    ) -> [TextParts.Target] {
        var counts: [String: Int] = [:]
        for (key, _) in those { counts[key, default: 0] += 1 }
        return these.filter { key, _ in
            counts[key, default: 0] -= 1
            return counts[key, default: 0] < 0
        }.map(\.target)
    }

    /// A target without what may differ between languages.
    private func key(
        of target: TextParts.Target, _ locale: String, _ anchors: [String: String]
    ) -> String {
        if target.text.hasPrefix("#") {
            return anchors[String(target.text.dropFirst())] ?? target.text
        }
        return (target.isLink ? "link " : "image ")
            + TranslationCheck.withoutLanguage(target.text, locale)
    }

    /// An address without its language: `/en/`, `en.`, `.en.`, `=en`.
    static func withoutLanguage(_ address: String, _ locale: String) -> String {
        // Over bytes: every target of every language comes here.
        let (bytes, language) = (Array(address.utf8), Array(locale.utf8))
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var start = 0
        var index = 0
        while index <= bytes.count {
            guard index == bytes.count || isSign(bytes[index]) else {
                index += 1
                continue
            }
            let part = bytes[start..<index]
            start = index + 1
            let isLanguage =
                part.count == language.count
                && part.elementsEqual(language) {
                    (65...90).contains($0) ? $0 | 0x20 == $1 : $0 == $1
                }
            // The sign behind a language goes with it.
            if !isLanguage {
                kept += part
                if index < bytes.count { kept.append(bytes[index]) }
            }
            index += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "&"),
            UInt8(ascii: "="), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    // MARK: Labels

    private mutating func checkLabels(_ step: ReadStep, _ own: TextParts, _ theirs: TextParts) {
        let mine = own.bold.map { (word: $0.word, place: $0.place, ids: labels[$0.word] ?? []) }
        let other = theirs.bold.map { (word: $0.word, ids: sourceLabels[$0.word] ?? []) }
        let mineIDs = mine.reduce(into: Set<String>()) { $0.formUnion($1.ids) }
        let otherIDs = other.reduce(into: Set<String>()) { $0.formUnion($1.ids) }
        for (word, place, ids) in mine where ids.isDisjoint(with: otherIDs) {
            problems.add(.labelDiffers, at: place, word, step.text.id, source.locale)
        }
        for (word, ids) in other where ids.isDisjoint(with: mineIDs) {
            problems.add(.labelDiffers, at: step.place, word, step.text.id, source.locale)
        }
    }
}

extension ReadText {
    /// By anchor: the step and which of its headings it is.
    fileprivate var anchorTargets: [String: String] {
        var targets: [String: String] = [:]
        for step in steps {
            for (index, anchor) in step.text.anchors.enumerated() {
                targets[anchor] = step.text.id + "#" + String(index)
            }
        }
        return targets
    }
}

extension Manifest {
    /// By word: the labels that have it in `locale`.
    fileprivate func labels(in locale: String) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for label in labels {
            for word in label.words[locale] ?? [] {
                found[word, default: []].insert(label.id.text)
            }
        }
        return found
    }
}
