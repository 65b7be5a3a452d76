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
        let words = Folding.folded(query).split(separator: " ")
        return symptoms.filter { entry in
            let text = Folding.folded(
                entry.symptom.title.plainText + " " + entry.symptom.body.plainText + " "
                    + entry.symptom.id)
            return words.allSatisfy { text.contains($0) }
        }
    }

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
        title.append(page.withLabels(symptom.title).plainText, .title)
        face.print(
            title.lines(width: face.style.width) + [Line()]
                + (try page.layout().lines(
                    page.withLabels(symptom.body), width: face.style.width)))
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
