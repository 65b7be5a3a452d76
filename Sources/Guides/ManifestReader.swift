/// YAML to `Manifest`: keys, types and IDs.

/// Reads a whole manifest, however much of it is wrong.
struct ManifestReader {
    private static let keys = [
        "id", "source", "locales", "provider", "form", "inputs", "steps", "labels",
    ]
    private static let formKeys = ["id", "fields", "redirect_uri", "address"]
    private static let inputKeys = [
        "kind", "sensitive", "when", "options", "shortest", "longest", "pattern", "mismatch",
        "refuse", "not-like", "begins-with", "suggest",
    ]
    private static let stepKeys = [
        "id", "minutes", "when", "open", "asks", "uses", "checks", "proven-by", "verified",
        "needs-proof", "authorises", "recheck", "reference", "symptoms",
    ]

    private(set) var problems: ProblemList

    /// Whether the text has come with its steps.
    private let hasSteps: Bool

    init(problems: ProblemList, hasSteps: Bool = true) {
        self.problems = problems
        self.hasSteps = hasSteps
    }

    mutating func read(_ value: YAMLValue) -> Manifest {
        var manifest = Manifest()
        guard
            let fields = ManifestFields(
                value, of: "", known: ManifestReader.keys, into: &problems)
        else { return manifest }
        for key in ["id", "source", "locales", "inputs", "steps"] where hasSteps || key != "steps" {
            _ = fields.required(key, into: &problems)
        }
        manifest.id = fields.id("id", .hyphens, into: &problems)
        manifest.source = fields.id("source", .locale, into: &problems)
        manifest.locales = fields.words("locales", into: &problems)
            .filter { $0.isID(.locale, into: &problems) }
        manifest.provider = fields.id("provider", .hyphens, into: &problems)
        manifest.form = fields.value("form").flatMap { form($0) }
        let inputs = entries(of: fields.value("inputs"), "inputs")
        manifest.inputs = few(inputs, .input) { $0.key.place }.compactMap { input($0) }
        if let items = fields.value("steps")?.items(of: "steps", into: &problems) {
            manifest.steps = few(items, .step) { $0.place }.compactMap { step($0) }
        }
        manifest.labels = entries(of: fields.value("labels"), "labels").compactMap { label($0) }
        return manifest
    }

    /// Far more than a guide that somebody follows has.
    private static let most = 1000

    /// As many of `items` as a guide may have; the first one too many is complained about.
    private mutating func few<Item>(
        _ items: [Item], _ thing: Thing, _ place: (Item) -> Place
    ) -> ArraySlice<Item> {
        if items.count > ManifestReader.most {
            problems.add(
                .tooMany, at: place(items[ManifestReader.most]), thing.rawValue,
                String(ManifestReader.most))
        }
        return items.prefix(ManifestReader.most)
    }

    private mutating func entries(
        of value: YAMLValue?, _ key: String
    ) -> [YAMLValue.Entry] {
        value?.entries(of: key, into: &problems) ?? []
    }

    private mutating func form(_ value: YAMLValue) -> ManifestForm? {
        guard
            let fields = ManifestFields(
                value, of: "form", known: ManifestReader.formKeys, into: &problems)
        else { return nil }
        var form = ManifestForm()
        _ = fields.required("id", into: &problems)
        form.id = fields.id("id", .hyphens, into: &problems)
        form.redirectURI = fields.word("redirect_uri", into: &problems)
        form.address = fields.word("address", into: &problems)
        for entry in entries(of: fields.value("fields"), "fields") {
            guard entry.key.isID(.underscores, into: &problems),
                let input = entry.value.word(of: entry.key.text, into: &problems)
            else { continue }
            form.fields.append((entry.key, input))
        }
        return form
    }

    private mutating func input(_ entry: YAMLValue.Entry) -> ManifestInput? {
        guard entry.key.isID(.underscores, into: &problems),
            let fields = ManifestFields(
                entry.value, of: entry.key.text, known: ManifestReader.inputKeys, into: &problems)
        else { return nil }
        var input = ManifestInput(id: entry.key)
        if fields.required("kind", at: entry.key.place, into: &problems) != nil {
            input.kind = fields.choice("kind", into: &problems) ?? .text
        }
        input.isSensitive = fields.boolean("sensitive", into: &problems) || input.kind == .secret
        input.condition = fields.condition("when", into: &problems)
        input.options = fields.words("options", into: &problems)
            .filter { $0.isID(.hyphens, into: &problems) }
        input.shortest = fields.number("shortest", into: &problems)
        input.longest = fields.number("longest", into: &problems)
        input.pattern = fields.pattern("pattern", into: &problems)
        input.mismatch = fields.choice("mismatch", into: &problems) ?? .warn
        for word in fields.words("refuse", into: &problems) {
            guard let fault: Input.Fault = word.choice(of: "refuse", into: &problems) else {
                continue
            }
            input.refuses.append(fault)
        }
        input.notLike = fields.word("not-like", into: &problems)
        input.beginsWith = fields.word("begins-with", into: &problems)
        input.suggestion = fields.word("suggest", into: &problems)
        if input.kind == .choice, fields.value("options") == nil {
            problems.add(.missingKey, at: entry.key.place, "options")
        }
        if input.kind != .choice, let options = fields.value("options") {
            problems.add(.optionsWithoutChoice, at: options.place, entry.key.text)
        }
        if let shortest = input.shortest, let longest = input.longest, shortest > longest,
            let place = fields.value("shortest")?.place
        {
            problems.add(.badBounds, at: place, String(shortest), String(longest))
        }
        return input
    }

    private mutating func step(_ value: YAMLValue) -> ManifestStep? {
        guard
            let fields = ManifestFields(
                value, of: "steps", known: ManifestReader.stepKeys, into: &problems),
            fields.required("id", into: &problems) != nil,
            let id = fields.id("id", .hyphens, into: &problems)
        else { return nil }
        var step = ManifestStep(id: id)
        step.minutes = fields.number("minutes", into: &problems)
        step.minutesPlace = fields.value("minutes")?.place ?? fields.place
        step.condition = fields.condition("when", into: &problems)
        step.open = fields.word("open", into: &problems)
        step.asks = fields.words("asks", into: &problems)
        step.uses = fields.words("uses", into: &problems)
        step.checks = checks(fields, "checks")
        step.provenBy = checks(fields, "proven-by")
        step.needsProof = fields.boolean("needs-proof", into: &problems)
        step.authorises = fields.boolean("authorises", into: &problems)
        step.verified = date(fields.word("verified", into: &problems))
        step.verifiedPlace = fields.value("verified")?.place ?? fields.place
        step.recheckDays = days(fields.word("recheck", into: &problems))
        step.recheckPlace = fields.value("recheck")?.place ?? fields.place
        step.isReference = fields.boolean("reference", into: &problems)
        for item in fields.value("symptoms")?.items(of: "symptoms", into: &problems) ?? [] {
            guard
                let fields = ManifestFields(
                    item, of: "symptoms", known: ["id", "step"], into: &problems),
                fields.required("id", into: &problems) != nil,
                let id = fields.id("id", .hyphens, into: &problems)
            else { continue }
            step.symptoms.append((id, fields.word("step", into: &problems)))
        }
        if !step.isReference, let symptoms = fields.value("symptoms") {
            problems.add(.symptomsWithoutReference, at: symptoms.place, id.text)
        }
        return step
    }

    /// The names of checks that there are.
    private mutating func checks(_ fields: ManifestFields, _ key: String) -> [Word] {
        fields.words(key, into: &problems).filter { word in
            let name: CheckName? = word.choice(of: key, into: &problems)
            return name != nil
        }
    }

    private mutating func date(_ word: Word?) -> CalendarDate? {
        guard let word else { return nil }
        if let date = CalendarDate(word.text) { return date }
        problems.add(.badValue, at: word.place, "verified", word.text, "YYYY-MM-DD")
        return nil
    }

    private mutating func days(_ word: Word?) -> Int? {
        guard let word else { return nil }
        let digits = word.text.dropLast()
        if word.text.hasSuffix("d"), (1...4).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let days = Int(digits), days > 0
        {
            return days
        }
        problems.add(.badValue, at: word.place, "recheck", word.text, "90d")
        return nil
    }

    private mutating func label(_ entry: YAMLValue.Entry) -> ManifestLabel? {
        guard entry.key.isID(.hyphens, into: &problems),
            let entries = entry.value.entries(of: entry.key.text, into: &problems)
        else { return nil }
        var label = ManifestLabel(id: entry.key)
        for entry in entries {
            guard entry.key.isID(.locale, into: &problems) else { continue }
            let values: [YAMLValue] =
                if case .list(let items) = entry.value.kind { items } else { [entry.value] }
            let words = values.compactMap { $0.word(of: entry.key.text, into: &problems)?.text }
            if !words.isEmpty { label.words[entry.key.text] = words }
        }
        return label
    }
}
