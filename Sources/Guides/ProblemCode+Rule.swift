/// Which rule a code belongs to: fourteen, each from a fault that was seen in a real guide.

extension ProblemCode {
    /// Such as `L04`; nil for what has to do with the format alone.
    ///
    /// The numbers are kept apart from the codes: one rule has several ways of being broken.
    package var rule: String? {
        switch self {
        case .localeMissing, .localeNotListed, .stepNotDeclared, .stepMissing, .stepOrder: "L01"
        case .taskMissing, .taskNotInSource, .taskOrder, .inputMissing, .inputNotAsked,
            .optionMissing, .optionNotDeclared, .symptomMissing, .symptomNotDeclared, .itemCount:
            "L02"
        case .placeholderMissing, .placeholderNotInSource, .unknownInput: "L03"
        case .placeholderOutsideCode, .placeholderSecret, .placeholderNotUsed: "L04"
        case .anchorUnresolved, .linkNotSafe, .imageNotSafe, .imageWithoutText, .linkDiffers,
            .targetDiffers, .imageMissing, .fileMissing:
            "L05"
        case .labelDiffers, .codeCount: "L06"
        case .invisibleCharacter, .strayBacktick: "L07"
        case .unclosedFence, .textAfterFence: "L08"
        case .boldNotLabel, .labelLocaleMissing, .labelUnused: "L09"
        case .staleStep, .notBlessed, .lockMissing, .lockLeftover: "L10"
        case .recheckDue, .verifiedInFuture, .recheckWithoutDate: "L11"
        case .conditionTooEarly, .stepUnreachable, .inputTooLate, .valueMissing, .neverDecided,
            .inputUnreachable, .tooManyWays:
            "L12"
        case .tooManyTasks, .tooManyMinutes: "L13"
        case .secretLikeText: "L14"
        default: nil
        }
    }
}
