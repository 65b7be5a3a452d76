/// A captured value as it may be shown beside other things.
internal import Guides
internal import Secrecy
internal import YetiForce

/// Values in lists: secrets by their last four characters, others as they are.
enum Masked {
    static func text(_ value: Secret, of input: Input) -> String {
        guard input.isSensitive else { return value.copiedIntoOrdinaryMemory() ?? "?" }
        let shape = input.kind == .url ? maskedRedirectURI(value) : masked(value)
        return shape.copiedIntoOrdinaryMemory() ?? "••••"
    }
}
