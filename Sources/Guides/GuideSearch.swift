/// Finding a step by a word that one sees, in whichever language the screen speaks.
internal import CommonMark

/// The steps and symptoms of a guide by title, by label in every language, and by text.
///
/// Made once for many searches; a search looks at each word of the guide, which takes less than a
/// millisecond for the guides there are.
package struct GuideSearch: Sendable {
    /// Something that was found.
    package struct Hit: Sendable, Equatable {
        package let step: String
        /// The symptom of a reference step; nil: the step as a whole.
        package let symptom: String?
        package let place: Place
        /// The title, the label with its other words, or the text around the first word found.
        package let parts: [Part]

        package var excerpt: String { parts.map(\.text).joined() }

        /// What `krok show` takes: `STEP` or `STEP/SYMPTOM`.
        package var target: String { symptom.map { step + "/" + $0 } ?? step }
    }

    /// A piece of what was found, in one language.
    package struct Part: Sendable, Equatable {
        package let text: String
        /// Nil where it is of no language, as an ID is.
        package let locale: String?
    }

    /// Where the words stand; the best place first.
    package enum Place: Int, Sendable, Comparable {
        case title
        case label
        case text
        /// Each word somewhere else in the step.
        case scattered

        package static func < (one: Place, other: Place) -> Bool {
            one.rawValue < other.rawValue
        }
    }

    private struct Entry: Sendable {
        let place: Place
        let parts: [Part]
        let folded: [UInt8]

        var text: String { parts.map(\.text).joined() }

        init(_ place: Place, _ parts: [Part]) {
            self.place = place
            self.parts = parts
            folded = Array(Folding.folded(parts.map(\.text).joined()).utf8)
        }

        init(_ place: Place, _ text: String, _ locale: String?) {
            self.init(place, [Part(text: text, locale: locale)])
        }
    }

    private struct Target: Sendable {
        let step: String
        let symptom: String?
        var entries: [Entry]
    }

    private var targets: [Target] = []

    /// For a reader of `language`; titles and labels of the other languages are found as well.
    package init(_ guide: Guide, language: String) {
        let texts = [guide.texts[language] ?? guide.texts[guide.source]].compactMap(\.self)
        let others = guide.locales.filter { $0 != texts.first?.locale }
            .compactMap { guide.texts[$0] }
        guard let text = texts.first else { return }
        let labels = LabelWords(guide, reader: text.locale)
        for step in guide.steps {
            guard let own = text.step(step.id) else { continue }
            let translations = others.compactMap { other in
                other.step(step.id).map { (step: $0, locale: other.locale) }
            }
            let symptoms = Set(
                own.symptoms.flatMap { $0.body.map(\.position) + $0.title.map(\.position) })
            let body = own.body.filter { block in
                if case .heading(_, let title) = block.kind, let first = title.first {
                    return !symptoms.contains(first.position)
                }
                return !symptoms.contains(block.position)
            }
            targets.append(
                Target(
                    step: step.id, symptom: nil,
                    entries: [Entry(.title, own.title.plainText, text.locale)]
                        + translations.map { Entry(.title, $0.step.title.plainText, $0.locale) }
                        + [Entry(.title, step.id, nil)]
                        + labels.texts(of: body).map { Entry(.label, $0) }
                        + body.passages.map { Entry(.text, $0, text.locale) }))
            for symptom in own.symptoms {
                let translated = translations.flatMap { translation in
                    translation.step.symptoms.filter { $0.id == symptom.id }
                        .map { Entry(.title, $0.title.plainText, translation.locale) }
                }
                targets.append(
                    Target(
                        step: step.id, symptom: symptom.id,
                        entries: [Entry(.title, symptom.title.plainText, text.locale)]
                            + translated + [Entry(.title, symptom.id, nil)]
                            + labels.texts(of: symptom.body).map { Entry(.label, $0) }
                            + symptom.body.passages.map { Entry(.text, $0, text.locale) }))
            }
        }
    }

    // MARK: Searching

    /// Everything that holds each word of `query`, the best first, else in the guide's order.
    ///
    /// Case and accents do not matter: `lacze` finds `Łącze`. Where a word stands, a whole word
    /// is better than its beginning, and that is better than its middle. Nothing for no words.
    package func find(_ query: String) -> [Hit] {
        let words = GuideSearch.words(of: query)
        guard !words.isEmpty else { return [] }
        var found: [(hit: Hit, quality: Int, order: Int)] = []
        for (order, target) in targets.enumerated() {
            guard let (hit, quality) = hit(words, in: target) else { continue }
            found.append((hit, quality, order))
        }
        found.sort {
            ($0.hit.place, $0.quality, $0.order) < ($1.hit.place, $1.quality, $1.order)
        }
        return found.map(\.hit)
    }

    private static func words(of query: String) -> [[UInt8]] {
        Folding.folded(query).split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }

    private func hit(_ words: [[UInt8]], in target: Target) -> (hit: Hit, quality: Int)? {
        var best: (entry: Entry, quality: Int)?
        var missing = Set(words.indices)
        for entry in target.entries {
            var worst = 0
            for (index, word) in words.enumerated() {
                guard let quality = entry.folded.quality(of: word) else {
                    worst = .max
                    continue
                }
                missing.remove(index)
                worst = max(worst, quality)
            }
            guard worst != .max else { continue }
            if let best, (best.entry.place, best.quality) <= (entry.place, worst) { continue }
            best = (entry, worst)
        }
        if let (entry, quality) = best {
            let hit = Hit(
                step: target.step, symptom: target.symptom, place: entry.place,
                parts: entry.place == .text
                    ? GuideSearch.excerpt(of: entry, around: words[0]) : entry.parts)
            return (hit, quality)
        }
        guard missing.isEmpty else { return nil }
        let first = target.entries.first { $0.folded.quality(of: words[0]) != nil }
        let hit = Hit(
            step: target.step, symptom: target.symptom, place: .scattered,
            parts: first.map { GuideSearch.excerpt(of: $0, around: words[0]) } ?? [])
        return (hit, 0)
    }

    /// Some words of a text on both sides of the first one that holds `word`.
    private static func excerpt(of entry: Entry, around word: [UInt8]) -> [Part] {
        let parts = entry.text.split(whereSeparator: \.isWhitespace)
        let middle =
            parts.firstIndex {
                Array(Folding.folded(String($0)).utf8).quality(of: word) != nil
            } ?? 0
        let start = max(0, middle - 6)
        let end = min(parts.count, middle + 10)
        let text =
            (start > 0 ? "… " : "") + parts[start..<end].joined(separator: " ")
            + (end < parts.count ? " …" : "")
        return [Part(text: text, locale: entry.parts.first?.locale)]
    }
}
