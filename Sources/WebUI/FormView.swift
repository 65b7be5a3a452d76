/// YetiForce's form, filled: in its order, with its names, masked until somebody reveals it.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Secrecy
internal import Words
internal import Workspace
internal import YetiForce

/// What the template `form` is given.
struct FormView {
    let form: MailServerForm
    let words: Words
    let place: Place
    let splices: Splices
    let isRevealed: Bool

    /// What a page's script asks for to copy the filling script, without and with the secret.
    static let script = "fill"
    static let secretScript = "fill-with-secret"

    private var language: FormLanguage { words.language == "pl" ? .pl : .en }
    private var other: FormLanguage { words.language == "pl" ? .en : .pl }

    func model() -> Model {
        var blocks: [Model] = []
        for (block, entries) in form.blocks {
            var model: Model = ["name": block[language], "fields": entries.map(field)]
            if block[other] != block[language] { model["otherName"] = block[other] }
            blocks.append(model)
        }
        let uri = isRevealed ? form.redirectURI.value : form.redirectURI.masked
        return [
            "path": Route.form(place).path, "blocks": blocks, "isRevealed": isRevealed,
            "otherLanguage": other.rawValue, "profile": place.profile,
            "uri": [
                "value": splices.mark(uri), "field": MailServerForm.redirectURIName,
                "isSecret": true,
            ] as Model,
            "formats": ExportFormat.allCases.filter { $0 != .fill }.map(format),
        ]
    }

    /// The script that fills YetiForce's form, to be read before it is used: as it is copied and
    /// downloaded, so that the secret is in it only once it was revealed.
    func fill(_ script: MailServerForm) -> Model {
        let text = script.render(
            as: .fill, reveal: isRevealed, language: language, words: ExportWords(words))
        return [
            "script": splices.mark(text), "isRevealed": isRevealed,
            "copied": isRevealed ? FormView.secretScript : FormView.script,
            "address": Route.download(place, format: ExportFormat.fill.rawValue).path,
        ]
    }

    private func field(_ entry: MailServerForm.Entry) -> Model {
        let label = entry.field.label
        var model: Model = ["label": label[language], "field": entry.field.name]
        if label[other] != label[language] { model["otherLabel"] = label[other] }
        if let shown = entry.shown {
            model["picked"] = shown[language]
            if shown[other] != shown[language] { model["otherPicked"] = shown[other] }
            return model
        }
        let isMasked = entry.field.isSecret && !isRevealed
        model["value"] = splices.mark(isMasked ? entry.masked : entry.value)
        if entry.field.isSecret { model["isSecret"] = true }
        return model
    }

    private func format(_ format: ExportFormat) -> Model {
        [
            "address": Route.download(place, format: format.rawValue).path,
            "format": format.rawValue, "about": words("web.format-" + format.rawValue),
        ]
    }
}

extension ExportFormat {
    /// The type that a browser is told, and the end of the file's name.
    var file: (type: String, suffix: String) {
        switch self {
        case .json: ("application/json", "json")
        case .csv: ("text/csv; charset=utf-8", "csv")
        case .env: ("text/plain; charset=utf-8", "env")
        case .markdown: ("text/markdown; charset=utf-8", "md")
        case .html: ("text/html; charset=utf-8", "html")
        case .table: ("text/plain; charset=utf-8", "txt")
        case .fill: ("text/javascript; charset=utf-8", "js")
        }
    }
}
