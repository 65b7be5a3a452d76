/// The manifest as declared: every word with its place, nothing checked against a text yet.

/// What `guide.yml` says.
struct Manifest {
    var id: Word?
    var source: Word?
    var locales: [Word] = []
    var provider: Word?
    var form: ManifestForm?
    var inputs: [ManifestInput] = []
    var steps: [ManifestStep] = []
    var labels: [ManifestLabel] = []
    /// The guide is known to be sound: labels are not read, and running text is not checked.
    var isProven = false

    func input(_ id: String) -> ManifestInput? { inputs.first { $0.id.text == id } }

    func step(_ id: String) -> ManifestStep? { steps.first { $0.id.text == id } }
}

struct ManifestForm {
    var id: Word?
    var fields: [(name: Word, input: Word)] = []
    var redirectURI: Word?
    var address: Word?
}

struct ManifestInput {
    let id: Word
    var kind = Input.Kind.text
    var isSensitive = false
    var condition: ManifestCondition?
    var options: [Word] = []
    var shortest: Int?
    var longest: Int?
    var pattern: Pattern?
    var mismatch = Input.Mismatch.warn
    var refuses: [Input.Fault] = []
    var notLike: Word?
    var beginsWith: Word?
    var suggestion: Word?
}

struct ManifestStep {
    let id: Word
    var minutes: Int?
    var condition: ManifestCondition?
    var open: Word?
    var asks: [Word] = []
    var uses: [Word] = []
    var checks: [Word] = []
    var verified: CalendarDate?
    var recheckDays: Int?
    var isReference = false
    var symptoms: [(id: Word, step: Word?)] = []
}

struct ManifestCondition {
    let condition: Condition
    let word: Word
}

struct ManifestLabel {
    let id: Word
    var words: [String: [String]] = [:]
}
