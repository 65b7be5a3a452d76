/// The manifest as declared: every word with its place, nothing checked against a text yet.

/// What `guide.yml` says.
struct Manifest {
    var id: Word?
    var source: Word?
    var locales: [Word] = []
    var provider: Word?
    var form: ManifestForm?
    var inputs: [ManifestInput] = [] {
        didSet { inputNumbers = Manifest.numbers(inputs.map(\.id.text)) }
    }
    var steps: [ManifestStep] = [] {
        didSet { stepNumbers = Manifest.numbers(steps.map(\.id.text)) }
    }
    var labels: [ManifestLabel] = []
    /// The guide is known to be sound: labels are not read, and running text is not checked.
    var isProven = false

    /// Where each ID stands, the first of several: a text may name a great many.
    private var inputNumbers: [String: Int] = [:]
    private var stepNumbers: [String: Int] = [:]

    private static func numbers(_ ids: [String]) -> [String: Int] {
        Dictionary(zip(ids, ids.indices)) { first, _ in first }
    }

    func input(_ id: String) -> ManifestInput? { inputNumbers[id].map { inputs[$0] } }

    func step(_ id: String) -> ManifestStep? { stepNumbers[id].map { steps[$0] } }
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
    var minutesPlace = Place()
    var condition: ManifestCondition?
    var open: Word?
    var asks: [Word] = []
    var uses: [Word] = []
    var checks: [Word] = []
    var provenBy: [Word] = []
    var needsProof = false
    var authorises = false
    var verified: CalendarDate?
    var verifiedPlace = Place()
    var recheckDays: Int?
    var recheckPlace = Place()
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
