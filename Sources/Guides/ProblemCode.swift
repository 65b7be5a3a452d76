/// Every kind of fault, with the arguments that its sentence needs.

/// A kind of fault; the raw values are printed and never change.
package enum ProblemCode: String, Sendable, Hashable, CaseIterable {
    // MARK: Any file

    /// No arguments; the place is the first wrong byte.
    case notUTF8 = "K101-not-utf8"
    /// The limit in bytes; only for the manifest.
    case fileTooLong = "K102-file-too-long"
    /// The character as `U+200B`.
    case invisibleCharacter = "K103-invisible-character"
    /// `client-secret` or `access-token`; the value itself is never repeated.
    case secretLikeText = "K104-secret-like-text"
    /// The kind of thing; the limit.
    case tooMany = "K105-too-many"

    // MARK: The manifest's form

    /// What libyaml says, in English.
    case yamlSyntax = "K110-yaml-syntax"
    /// The sign: anchors, aliases, tags and block scalars are not part of the format.
    case yamlFeature = "K111-yaml-feature"
    /// The key.
    case duplicateKey = "K112-duplicate-key"
    /// The key; the keys that are known there, separated by commas.
    case unknownKey = "K113-unknown-key"
    /// The key.
    case missingKey = "K114-missing-key"
    /// The key; `text`, `list`, `map`, `number` or `boolean`.
    case wrongType = "K115-wrong-type"
    /// The key; the value; what is accepted: words separated by commas, or a form such as `90d`.
    case badValue = "K116-bad-value"
    /// The ID.
    case badID = "K117-bad-id"
    /// The kind of thing (see `Thing`); the ID.
    case duplicateID = "K118-duplicate-id"
    /// The step, which needs a proof and names none.
    case needsProofWithoutOne = "K119-needs-proof-without-one"

    // MARK: The manifest's meaning

    /// The manifest's ID; the folder's name.
    case wrongFolder = "K120-wrong-folder"
    /// The source language.
    case sourceNotListed = "K121-source-not-listed"
    /// The input.
    case unknownInput = "K122-unknown-input"
    /// The step.
    case unknownStep = "K123-unknown-step"
    /// The option; the input.
    case unknownOption = "K124-unknown-option"
    /// The input, which is not a choice.
    case optionsWithoutChoice = "K125-options-without-choice"
    /// The raw value of `ConditionError.Reason`; what was found there, empty at the end.
    case conditionSyntax = "K126-condition-syntax"
    /// The input.
    case conditionNotChoice = "K127-condition-not-choice"
    /// The input; the step or input that depends on it.
    case conditionTooEarly = "K128-condition-too-early"
    /// The raw value of `PatternError.Reason`.
    case patternSyntax = "K129-pattern-syntax"
    /// The label; the language.
    case labelLocaleMissing = "K130-label-locale-missing"
    /// The address.
    case openNotHTTPS = "K131-open-not-https"
    /// `shortest`; `longest`.
    case badBounds = "K132-bad-bounds"
    /// The step.
    case symptomsWithoutReference = "K133-symptoms-without-reference"
    /// The input.
    case neverAsked = "K134-never-asked"
    /// The input; the suggestion.
    case badSuggestion = "K135-bad-suggestion"
    /// The form; the forms that are known, separated by commas.
    case unknownForm = "K136-unknown-form"
    /// The field; the form; the fields that it has, separated by commas.
    case unknownField = "K137-unknown-field"
    /// The field; the form.
    case fieldMissing = "K138-field-missing"
    /// The label; the language.
    case labelUnused = "K139-label-unused"

    // MARK: Pictures

    /// The label.
    case unknownLabel = "K140-unknown-label"
    /// The task; the picture's step.
    case unknownPictureTask = "K141-unknown-picture-task"
    /// The picture; the file that its step does not show; the language.
    case pictureNotShown = "K142-picture-not-shown"
    /// The kinds, of which an element has exactly one, separated by commas.
    case badElement = "K143-bad-element"

    // MARK: A text as Markdown

    /// The language.
    case localeMissing = "K201-locale-missing"
    /// The language.
    case localeNotListed = "K202-locale-not-listed"
    /// The limit in bytes.
    case markdownTooLong = "K203-markdown-too-long"
    /// The limit in bytes.
    case paragraphTooLong = "K204-paragraph-too-long"
    /// The limit in bytes.
    case referencesTooLong = "K205-references-too-long"
    /// The limit.
    case tooManyColumns = "K206-too-many-columns"
    /// The limit.
    case nestedTooDeeply = "K207-nested-too-deeply"
    /// The opening.
    case unclosedDeclaration = "K208-unclosed-declaration"
    case unclosedFence = "K209-unclosed-fence"
    case zeroByte = "K210-zero-byte"
    /// The limit.
    case tooManyCells = "K211-too-many-cells"
    /// What stands behind the fence.
    case textAfterFence = "K212-text-after-fence"

    // MARK: A text's parts

    case titleMissing = "K220-title-missing"
    /// The comment.
    case unknownComment = "K221-unknown-comment"
    /// The kind; the ID.
    case misplacedComment = "K222-misplaced-comment"
    case taskWithoutID = "K223-task-without-id"
    case textOutsideSteps = "K224-text-outside-steps"
    /// The HTML.
    case htmlNotShown = "K225-html-not-shown"
    /// The heading's level; the level of the heading above it.
    case headingLevelSkipped = "K226-heading-level-skipped"

    // MARK: Text and manifest, text and text

    /// The step.
    case stepNotDeclared = "K230-step-not-declared"
    /// The step.
    case stepMissing = "K231-step-missing"
    /// The step; the step that belongs here.
    case stepOrder = "K232-step-order"
    /// The task; the step; the source language.
    case taskMissing = "K233-task-missing"
    /// The task; the step; the source language.
    case taskNotInSource = "K234-task-not-in-source"
    /// The task; the task that belongs here.
    case taskOrder = "K235-task-order"
    /// The input; the step.
    case inputMissing = "K236-input-missing"
    /// The input; the step.
    case inputNotAsked = "K237-input-not-asked"
    /// The option; the input.
    case optionMissing = "K238-option-missing"
    /// The option; the input.
    case optionNotDeclared = "K239-option-not-declared"
    /// The symptom; the step.
    case symptomMissing = "K240-symptom-missing"
    /// The symptom; the step.
    case symptomNotDeclared = "K241-symptom-not-declared"
    /// The step; how many list items it has; how many the source has; the source language.
    case itemCount = "K242-item-count"

    // MARK: Values, words and links

    /// What stands in the braces.
    case placeholderOutsideCode = "K250-placeholder-outside-code"
    /// The input.
    case placeholderSecret = "K251-placeholder-secret"
    /// The input.
    case placeholderNotUsed = "K252-placeholder-not-used"
    /// The input; the step; the source language, which has it.
    case placeholderMissing = "K253-placeholder-missing"
    /// The input; the step; the source language, which has it not.
    case placeholderNotInSource = "K254-placeholder-not-in-source"
    /// The word; the language.
    case boldNotLabel = "K260-bold-not-label"
    /// The anchor.
    case anchorUnresolved = "K261-anchor-unresolved"
    /// The address.
    case linkNotSafe = "K262-link-not-safe"
    /// The image's source.
    case imageNotSafe = "K263-image-not-safe"
    /// The image's source.
    case imageWithoutText = "K264-image-without-text"
    /// The address; the step; the source language.
    case linkDiffers = "K265-link-differs"
    /// What a link or picture leads to; the step; the source language.
    case targetDiffers = "K266-target-differs"
    /// The image's source; in Markdown of no guide, also `plain`.
    case imageMissing = "K267-image-missing"
    /// The label's word in this language; the step; the source language, which has the label.
    case labelDiffers = "K268-label-differs"
    /// The step; how many code spans it has; how many the source has; the source language.
    case codeCount = "K269-code-count"
    case strayBacktick = "K270-stray-backtick"
    /// The path, in Markdown of no guide.
    case fileMissing = "K271-file-missing"

    // MARK: Age

    /// The step; the language.
    case staleStep = "K300-stale-step"
    /// The step; the language.
    case notBlessed = "K301-not-blessed"
    case lockMissing = "K302-lock-missing"
    /// The step or language that the lock names.
    case lockLeftover = "K303-lock-leftover"
    /// The step; the date; how many days ago that is; after how many days it is due.
    case recheckDue = "K310-recheck-due"
    /// The step; the date.
    case verifiedInFuture = "K311-verified-in-future"
    /// The step.
    case recheckWithoutDate = "K312-recheck-without-date"

    // MARK: Ways through the guide

    /// The step; how many combinations of answers there are.
    case stepUnreachable = "K320-step-unreachable"
    /// The input; the step that shows it; the combination of answers.
    case inputTooLate = "K321-input-too-late"
    /// The input; the field of the form; the combination of answers.
    case valueMissing = "K322-value-missing"
    /// The step or input; the choice that nobody asked for; the combination of answers.
    case neverDecided = "K323-never-decided"
    /// The input; how many combinations of answers there are.
    case inputUnreachable = "K324-input-unreachable"
    /// The step up to which the ways were followed.
    case tooManyWays = "K325-too-many-ways"

    // MARK: Length

    /// The step; how many tasks it has; how many are few enough.
    case tooManyTasks = "K330-too-many-tasks"
    /// The step; its minutes; how many are few enough.
    case tooManyMinutes = "K331-too-many-minutes"

    /// An error keeps a guide from being used, or from passing `krok guide lint`.
    package var severity: Problem.Severity {
        switch self {
        case .neverAsked, .htmlNotShown, .labelUnused, .headingLevelSkipped, .linkDiffers,
            .labelDiffers, .codeCount, .strayBacktick, .fileMissing, .staleStep, .notBlessed,
            .lockMissing,
            .lockLeftover, .recheckDue, .verifiedInFuture, .recheckWithoutDate,
            .tooManyTasks, .tooManyMinutes:
            .warning
        default: .error
        }
    }

    /// The number alone, such as `K104`.
    package var number: Substring { rawValue.prefix { $0 != "-" } }

    /// The rest, such as `secret-like-text`.
    package var name: Substring { rawValue.dropFirst(number.count + 1) }
}

/// The kinds of things that have IDs, as `duplicateID` names them.
enum Thing: String {
    case locale
    case field
    case input
    case option
    case step
    case task
    case check
    case symptom
    case picture
}
