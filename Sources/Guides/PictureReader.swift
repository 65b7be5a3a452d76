/// `pictures.yml` to pictures: keys, types and IDs.

/// Reads every description, however much of it is wrong.
struct PictureReader {
    private static let keys = ["pictures"]
    private static let pictureKeys = ["id", "step", "address", "project", "menu", "body"]
    private static let menuKeys = ["title", "items", "marked", "task"]

    /// What an element can be; each has exactly one of these keys.
    private static let kinds = [
        "heading", "part", "path", "text", "field", "box", "radio", "button", "row", "table",
        "dialog", "sign",
    ]

    /// What else may stand beside the kind.
    private static let options: [String: [String]] = [
        "text": ["code"], "field": ["value", "list", "hidden", "beside"], "box": ["ticked"],
        "radio": ["chosen"], "button": ["importance"], "table": ["rows"], "dialog": ["body"],
        "sign": ["good"],
    ]

    private(set) var problems: ProblemList

    /// Where each task and each label stands, to complain about it later.
    private(set) var tasks: [(picture: String, word: Word)] = []
    private(set) var labels: [Word] = []
    private(set) var steps: [(picture: String, word: Word)] = []

    init(problems: ProblemList) { self.problems = problems }

    mutating func read(_ value: YAMLValue) -> [(picture: Picture, place: Place)] {
        guard
            let fields = ManifestFields(
                value, of: "", known: PictureReader.keys, into: &problems),
            let items = fields.required("pictures", into: &problems)?
                .items(of: "pictures", into: &problems)
        else { return [] }
        return items.compactMap { item in picture(item).map { ($0, item.place) } }
    }

    private mutating func picture(_ value: YAMLValue) -> Picture? {
        guard
            let fields = ManifestFields(
                value, of: "pictures", known: PictureReader.pictureKeys, into: &problems),
            fields.required("id", into: &problems) != nil,
            fields.required("step", into: &problems) != nil,
            let body = fields.required("body", into: &problems),
            let id = fields.id("id", .hyphens, into: &problems),
            let step = fields.id("step", .hyphens, into: &problems)
        else { return nil }
        steps.append((id.text, step))
        let picture = id.text
        return Picture(
            id: picture, step: step.text, address: text("address", of: fields),
            project: fields.value("project").flatMap { element($0, picture, "project") },
            menu: fields.value("menu").flatMap { menu($0, picture) },
            body: elements(body, "body", picture))
    }

    private mutating func menu(_ value: YAMLValue, _ picture: String) -> Picture.Menu? {
        guard
            let fields = ManifestFields(
                value, of: "menu", known: PictureReader.menuKeys, into: &problems),
            fields.required("title", into: &problems) != nil,
            let title = text("title", of: fields)
        else { return nil }
        let items = fields.words("items", into: &problems).map { text($0) }
        return Picture.Menu(
            title: title, items: items, marked: text("marked", of: fields),
            task: task(of: fields, picture))
    }

    private mutating func elements(
        _ value: YAMLValue?, _ key: String, _ picture: String
    ) -> [Picture.Element] {
        (value?.items(of: key, into: &problems) ?? []).compactMap { element($0, picture, key) }
    }

    /// A map with a kind, or a bare text.
    private mutating func element(
        _ value: YAMLValue, _ picture: String, _ key: String
    ) -> Picture.Element? {
        if case .text = value.kind {
            return value.word(of: key, into: &problems).map {
                Picture.Element(kind: .text(text($0), isCode: false), task: nil)
            }
        }
        guard let entries = value.entries(of: key, into: &problems) else { return nil }
        let named = entries.map(\.key.text).filter(PictureReader.kinds.contains)
        guard named.count == 1, let kind = named.first else {
            problems.add(
                .badElement, at: value.place, PictureReader.kinds.joined(separator: ","))
            return nil
        }
        let known = [kind, "task"] + (PictureReader.options[kind] ?? [])
        guard
            let fields = ManifestFields(value, of: kind, known: known, into: &problems),
            let read = self.kind(kind, fields, picture)
        else { return nil }
        return Picture.Element(kind: read, task: task(of: fields, picture))
    }

    private mutating func kind(
        _ name: String, _ fields: ManifestFields, _ picture: String
    ) -> Picture.Kind? {
        switch name {
        case "path": return .path(fields.words(name, into: &problems).map { text($0) })
        case "row": return .row(elements(fields.value(name), name, picture))
        case "table":
            let head = fields.words(name, into: &problems).map { text($0) }
            let rows =
                fields.required("rows", into: &problems)?
                .items(of: "rows", into: &problems) ?? []
            return .table(head: head, rows: rows.map { elements($0, "rows", picture) })
        default: break
        }
        guard let words = text(name, of: fields) else { return nil }
        switch name {
        case "heading": return .heading(words)
        case "part": return .part(words)
        case "text": return .text(words, isCode: fields.boolean("code", into: &problems))
        case "field":
            return .field(
                Picture.Field(
                    label: words, value: text("value", of: fields),
                    isList: fields.boolean("list", into: &problems),
                    isHidden: fields.boolean("hidden", into: &problems),
                    button: text("beside", of: fields)))
        case "box": return .box(words, isTicked: fields.boolean("ticked", into: &problems))
        case "radio": return .radio(words, isChosen: fields.boolean("chosen", into: &problems))
        case "button":
            return .button(words, fields.choice("importance", into: &problems) ?? .plain)
        case "dialog":
            return .dialog(words, elements(fields.required("body", into: &problems), name, picture))
        case "sign":
            guard case .literal(let letter) = words else { return nil }
            return .sign(letter, isGood: fields.boolean("good", into: &problems))
        default: return nil
        }
    }

    // MARK: Words

    private mutating func task(of fields: ManifestFields, _ picture: String) -> String? {
        guard let word = fields.id("task", .hyphens, into: &problems) else { return nil }
        tasks.append((picture, word))
        return word.text
    }

    private mutating func text(_ key: String, of fields: ManifestFields) -> PictureText? {
        fields.word(key, into: &problems).map { text($0) }
    }

    /// `$key` is a label, everything else is meant as it stands.
    private mutating func text(_ word: Word) -> PictureText {
        guard word.text.hasPrefix("$") else { return .literal(word.text) }
        let label = String(word.text.dropFirst())
        labels.append(Word(text: label, place: word.place))
        return .label(label)
    }
}
