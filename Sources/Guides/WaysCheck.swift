/// Every way through a guide: what no combination of answers reaches, and what one of them lacks.

/// Follows all combinations of answers to choices through the steps, in the order of a reader.
///
/// Answers that no condition tells apart count as one, and an answer that nothing later depends
/// on is forgotten, so that ways which have become alike are followed once. What is left is
/// bounded by a number of comparisons; where that is used up, `tooManyWays` says so.
struct WaysCheck {
    /// Ways and comparisons of an answer, a fraction of a second's worth of them.
    private static let most = 1 << 18

    private let manifest: Manifest
    private var list: ProblemList
    private var textList: ProblemList?

    /// By step: what its text and address show, and where.
    private var uses: [[Use]] = []
    private var ways: [Way] = [Way()]
    private var spent = 0

    /// By choice: an option for each group that no condition tells apart, and the group's size.
    private let groups: [String: [(option: String, count: Int)]]

    private var askedSomewhere: Set<String> = []

    /// The conditions that some way cannot decide, by where they stand.
    private var undecided: Set<Place> = []

    /// How many combinations of answers there are; nil when not all were followed.
    private(set) var combinations: Int?

    /// A value that a step shows.
    private struct Use {
        let input: String
        let place: Place
        let isInManifest: Bool
    }

    /// Combinations that have become alike.
    private struct Way {
        /// The answers that a later condition depends on.
        var answers: [String: String] = [:]
        /// The inputs asked so far that something later needs.
        var asked: Set<String> = []

        /// One of the combinations, in the order of the questions.
        var example: [Condition.Reason] = []
        var count = 1

        /// The combination as a reader of the problem sees it.
        var text: String {
            example.isEmpty
                ? "–" : example.map { $0.input + "=" + $0.answer }.joined(separator: ", ")
        }
    }

    /// `source` gives the values that the steps' texts show; nil where no text can be read.
    init(_ manifest: Manifest, source: ReadText?, manifestFile: String) {
        self.manifest = manifest
        list = ProblemList(file: manifestFile)
        groups = manifest.optionGroups
        textList = source.map { ProblemList(file: $0.path) }
        uses = manifest.steps.map { step in
            guard !step.isReference else { return [] }
            let shown = source?.step(step.id.text)?.placeholders ?? []
            let open = step.open.map { word in
                Template(word.text).inputs.map {
                    Use(input: $0, place: word.place, isInManifest: true)
                }
            }
            return shown.map { Use(input: $0.input, place: $0.place, isInManifest: false) }
                + (open ?? [])
        }
    }

    var problems: [Problem] { list.problems + (textList?.problems ?? []) }

    mutating func run() {
        let needs = lastNeeds()
        var isReached = [Bool](repeating: false, count: manifest.steps.count)
        for (index, step) in manifest.steps.enumerated() {
            var following: [Way] = []
            for way in ways {
                guard spent <= WaysCheck.most else {
                    list.add(.tooManyWays, at: step.id.place, step.id.text)
                    return
                }
                spent += 1
                switch truth(step.condition, of: step.id.text, way) {
                case .yes:
                    isReached[index] = true
                    following += visit(step, uses[index], way)
                case .no, .unknown: following.append(way)
                }
            }
            ways = WaysCheck.merged(following, needs, after: index)
        }
        finish(isReached)
    }

    private mutating func finish(_ isReached: [Bool]) {
        let total = ways.reduce(0) { sum, way in
            let (next, isTooMuch) = sum.addingReportingOverflow(way.count)
            return isTooMuch ? .max : next
        }
        combinations = total
        for (index, step) in manifest.steps.enumerated() where !isReached[index] {
            guard let word = step.condition?.word, !undecided.contains(word.place) else {
                continue
            }
            list.add(.stepUnreachable, at: word.place, step.id.text, String(total))
        }
        for input in manifest.inputs where !askedSomewhere.contains(input.id.text) {
            // Where no step that asks is ever reached, that has been said already.
            let isAskable = zip(manifest.steps, isReached).contains { step, isReached in
                isReached && step.asks.contains { $0.text == input.id.text }
            }
            guard isAskable, let word = input.condition?.word,
                !undecided.contains(word.place)
            else { continue }
            list.add(.inputUnreachable, at: word.place, input.id.text, String(total))
        }
        var fields = manifest.form?.fields.map { (field: $0.name.text, input: $0.input) } ?? []
        if let word = manifest.form?.redirectURI { fields.append(("redirect_uri", word)) }
        // No field of its own, but a script that fills in the form is made for one installation.
        if let word = manifest.form?.address { fields.append(("address", word)) }
        for (field, input) in fields {
            guard let way = ways.first(where: { !$0.asked.contains(input.text) }) else { continue }
            list.add(.valueMissing, at: input.place, input.text, field, way.text)
        }
    }

    // MARK: One step

    private mutating func visit(
        _ step: ManifestStep, _ uses: [Use], _ start: Way
    ) -> [Way] {
        var ways = [start]
        for word in step.asks {
            guard let input = manifest.input(word.text) else { continue }
            var following: [Way] = []
            for way in ways {
                guard spent <= WaysCheck.most, !way.asked.contains(input.id.text),
                    truth(input.condition, of: input.id.text, way) == .yes
                else {
                    following.append(way)
                    continue
                }
                askedSomewhere.insert(input.id.text)
                following += ask(input, way)
            }
            ways = following
        }
        for use in uses {
            guard let way = ways.first(where: { !$0.asked.contains(use.input) }) else { continue }
            if use.isInManifest {
                list.add(.inputTooLate, at: use.place, use.input, step.id.text, way.text)
            } else {
                textList?.add(.inputTooLate, at: use.place, use.input, step.id.text, way.text)
            }
        }
        return ways
    }

    /// The ways on from a question: one for each group of answers that conditions tell apart.
    private mutating func ask(_ input: ManifestInput, _ way: Way) -> [Way] {
        var way = way
        way.asked.insert(input.id.text)
        guard input.kind == .choice else { return [way] }
        let groups = groups[input.id.text] ?? []
        spent += groups.count
        return groups.map { group in
            var next = way
            next.answers[input.id.text] = group.option
            if groups.count > 1 {
                next.example.append(
                    Condition.Reason(input: input.id.text, answer: group.option))
            }
            let (count, isTooMuch) = way.count.multipliedReportingOverflow(by: group.count)
            next.count = isTooMuch ? .max : count
            return next
        }
    }

    private mutating func truth(
        _ condition: ManifestCondition?, of dependent: String, _ way: Way
    ) -> Condition.Truth {
        guard let condition else { return .yes }
        spent += condition.condition.comparisons.count
        let truth = condition.condition.truth(for: way.answers)
        guard truth == .unknown else { return truth }
        let missing = condition.condition.inputs.first { way.answers[$0] == nil } ?? ""
        if undecided.insert(condition.word.place).inserted {
            list.add(.neverDecided, at: condition.word.place, dependent, missing, way.text)
        }
        return truth
    }

    // MARK: What can be forgotten

    /// The last step at which each answer, and whether each input was asked, makes a difference.
    private struct Needs {
        var answers: [String: Int] = [:]
        var asked: [String: Int] = [:]
    }

    private func lastNeeds() -> Needs {
        var needs = Needs()
        for (index, step) in manifest.steps.enumerated() {
            for input in step.condition?.condition.inputs ?? [] { needs.answers[input] = index }
            for use in uses[index] { needs.asked[use.input] = index }
            for word in step.asks {
                // Whether it is asked again depends on whether it was asked before.
                needs.asked[word.text] = index
                for input in manifest.input(word.text)?.condition?.condition.inputs ?? [] {
                    needs.answers[input] = index
                }
            }
        }
        for (_, input) in manifest.form?.fields ?? [] { needs.asked[input.text] = .max }
        if let word = manifest.form?.redirectURI { needs.asked[word.text] = .max }
        if let word = manifest.form?.address { needs.asked[word.text] = .max }
        return needs
    }

    /// Ways that differ in nothing that is needed later, as one.
    private static func merged(_ ways: [Way], _ needs: Needs, after step: Int) -> [Way] {
        struct Standing: Hashable {
            let answers: [String: String]
            let asked: Set<String>
        }
        var merged: [Way] = []
        var known: [Standing: Int] = [:]
        for var way in ways {
            way.answers = way.answers.filter { needs.answers[$0.key, default: -1] > step }
            way.asked = way.asked.filter { needs.asked[$0, default: -1] > step }
            let standing = Standing(answers: way.answers, asked: way.asked)
            if let index = known[standing] {
                let (count, isTooMuch) = merged[index].count.addingReportingOverflow(way.count)
                merged[index].count = isTooMuch ? .max : count
            } else {
                known[standing] = merged.count
                merged.append(way)
            }
        }
        return merged
    }
}

extension Manifest {
    /// By choice: an option for each group of options that no condition tells apart.
    fileprivate var optionGroups: [String: [(option: String, count: Int)]] {
        // By choice, by option: which comparisons name it.
        var named: [String: [String: [Int]]] = [:]
        let conditions =
            steps.compactMap { $0.condition?.condition }
            + inputs.compactMap { $0.condition?.condition }
        for (number, comparison) in conditions.flatMap(\.comparisons).enumerated() {
            for option in Set(comparison.options) {
                named[comparison.input, default: [:]][option, default: []].append(number)
            }
        }
        var found: [String: [(option: String, count: Int)]] = [:]
        for input in inputs where input.kind == .choice {
            var groups: [(option: String, count: Int)] = []
            var known: [String: Int] = [:]
            for option in input.options.map(\.text) {
                let comparisons = (named[input.id.text]?[option] ?? []).reduce(into: "") {
                    $0 += String($1) + ","
                }
                if let index = known[comparisons] {
                    groups[index].count += 1
                } else {
                    known[comparisons] = groups.count
                    groups.append((option, 1))
                }
            }
            found[input.id.text] = groups
        }
        return found
    }
}
