/// What is said of checks: what they are called, whom they ask, what came of them.
internal import CommonMark
package import Guides
package import Probes
package import Words

/// The sentences about one guide's checks, for every face.
package struct CheckWords {
    private let words: Words
    private let guide: Guide

    package init(_ words: Words, _ guide: Guide) {
        self.words = words
        self.guide = guide
    }

    /// What is checked and whom it asks, such as `Client ID and client secret – host:443`.
    package func title(of question: CheckQuestion) -> String {
        title(of: question, naming: question.input.map(Reasons(words, guide).title) ?? "")
    }

    /// The same of several values that look as they should.
    package func title(ofForms forms: [CheckQuestion]) -> String? {
        let names = forms.compactMap(\.input).map(Reasons(words, guide).title)
        return forms.first.map { title(of: $0, naming: names.joined(separator: ", ")) }
    }

    private func title(of question: CheckQuestion, naming input: String) -> String {
        let title = Words.filled(words("checking." + question.name.rawValue)) { name in
            name == "input" ? Visible.text(input) : nil
        }
        return question.recipient.map { title + " – " + Visible.text($0) } ?? title
    }

    /// What a verdict means; after a line feed stand addresses that were compared, one a line.
    package func sentence(for result: CheckResult) -> String {
        var details = result.details
        if result.reason == .network {
            details["fault"] = words("network." + (details["fault"] ?? "failed"))
        }
        // Why a consent stayed: a failure of the network, or the word that Google gave.
        if result.reason == .grantNotRevoked, let why = details["why"], words.has("network." + why)
        {
            details["why"] = words("network." + why)
        }
        details["input"] = result.question.input
        return Words.filled(words("checked." + result.reason.rawValue)) { name in
            details[name].map(Visible.text)
        }
    }

    /// The step that mends it, by its title and ID; nil where there is none.
    package func remedy(for result: CheckResult) -> String? {
        guard let step = result.step else { return nil }
        let title = guide.text(for: words.language)?.text.step(step)?.title.plainText ?? step
        return words("check.mend", ["title": title, "step": step])
    }

    /// The failure of this guide that says more, as `show` takes it; nil where nothing is wrong.
    package func symptom(for result: CheckResult) -> String? {
        guard result.verdict == .wrong, let id = result.reason.symptom else { return nil }
        let step = guide.steps.first { step in step.symptoms.contains { $0.id == id } }
        return step.map { $0.id + "/" + id }
    }

    /// Who will be asked, and what each will get: one line a recipient, to be shown beforehand.
    ///
    /// Empty where nobody is asked.
    package func announcement(_ questions: [CheckQuestion], authorities: String?) -> [String] {
        var recipients: [(name: String, sends: [CheckQuestion.Sent])] = []
        for question in questions {
            guard let name = question.recipient else { continue }
            let index =
                recipients.firstIndex { $0.name == name }
                ?? {
                    recipients.append((name, []))
                    return recipients.count - 1
                }()
            for sent in question.sends where !recipients[index].sends.contains(sent) {
                recipients[index].sends.append(sent)
            }
        }
        guard !recipients.isEmpty else { return [] }
        let lines = recipients.map { name, sends in
            let things = sends.map { words("sends." + $0.rawValue) }.joined(separator: ", ")
            return sends.isEmpty
                ? words("check.gets-nothing", ["recipient": name])
                : words("check.gets", ["recipient": name, "things": things])
        }
        let trusted = authorities.map { words("check.trusted", ["path": $0]) }
        return [words("check.announce")] + lines + (trusted.map { [$0] } ?? [])
    }
}
