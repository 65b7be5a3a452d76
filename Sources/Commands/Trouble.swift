/// Looking a failure up by what one sees.
internal import CommonMark
internal import Guides
internal import Walkthrough
internal import Words
internal import Workspace

/// The reference steps of a guide, symptom by symptom.
struct Trouble {
    let desk: Desk
    let walkthrough: Walkthrough

    private var face: Face { desk.face }
    private var guide: Guide { walkthrough.guide }
    private var text: GuideText? {
        guide.text(for: face.words.language)?.text
    }

    /// Every symptom of the guide, in its order.
    var symptoms: [(step: Step, symptom: SymptomText)] {
        guide.steps.filter(\.isReference).flatMap { step in
            (text?.step(step.id)?.symptoms ?? []).map { (step, $0) }
        }
    }

    /// The symptoms whose title or text holds every word of `query`, diacritics and case aside.
    func find(_ query: String) -> [(step: Step, symptom: SymptomText)] {
        let words = Trouble.folded(query).split(separator: " ")
        return symptoms.filter { entry in
            let text = Trouble.folded(
                entry.symptom.title.plainText + " " + entry.symptom.body.plainText + " "
                    + entry.symptom.id)
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// Small letters without accents, so that `zolc` finds `Żółć`.
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if let plain = letters[scalar] {
                result.unicodeScalars.append(plain)
            } else if scalar.properties.generalCategory != .nonspacingMark {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
    ]

    /// Prints one symptom with its cure and the step to return to.
    func show(_ id: String, of step: String) throws(Fault) {
        let step = try desk.step(step, in: walkthrough)
        guard let symptom = text?.step(step.id)?.symptoms.first(where: { $0.id == id }) else {
            throw .unknownSymptom(id, known: step.symptoms.map(\.id))
        }
        try show(symptom, of: step)
    }

    func show(_ symptom: SymptomText, of step: Step) throws(Fault) {
        let page = StepPage(
            face: face, session: desk.session, walkthrough: walkthrough, step: step)
        var title = TextLayout(language: face.words.language)
        title.append(symptom.title.plainText, .title)
        face.print(
            title.lines(width: face.style.width) + [Line()]
                + (try page.layout().lines(symptom.body, width: face.style.width)))
        let cure = step.symptoms.first { $0.id == symptom.id }?.step
        if let cure, let title = text?.step(cure)?.title.plainText {
            face.print([
                Line(),
                Line(
                    face.words("trouble.return", ["title": title, "step": cure]), .strong),
            ])
        }
    }
}

extension [Block] {
    /// The words alone, for searching.
    var plainText: String {
        map { block in
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): inlines.plainText
            case .list(let list): list.items.map(\.blocks.plainText).joined(separator: " ")
            case .quote(let blocks): blocks.plainText
            case .code(_, let text, _): text
            case .table(let table):
                (table.rows + [table.header]).joined().map(\.plainText).joined(separator: " ")
            case .html, .rule: ""
            }
        }.joined(separator: " ")
    }
}
