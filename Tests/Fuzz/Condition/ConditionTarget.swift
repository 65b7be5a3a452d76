/// Fuzzes conditions: what can be read means the same when it is written out and read again.
import Fuzzing
import Guides

@c(LLVMFuzzerTestOneInput)
public func fuzzCondition(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: unsafe input(start, count), as: UTF8.self)
    do throws(ConditionError) {
        let condition = try Condition(text)
        let again = try Condition(condition.description)
        hold(again.description == condition.description, "the spelling is canonical")
        hold(again.inputs == condition.inputs, "so are the inputs")
        hold(!condition.inputs.isEmpty, "a condition compares something")
        // Answers that the comparisons name, one set after the other, and one that none names.
        for round in 0..<6 {
            var answers: [String: String] = [:]
            for (number, comparison) in condition.comparisons.enumerated() {
                let options = comparison.options + ["-"]
                if (number + round) % 5 != 4 {
                    answers[comparison.input] = options[(number * 7 + round) % options.count]
                }
            }
            let truth = condition.truth(for: answers)
            hold(again.truth(for: answers) == truth, "it means the same")
            let reasons = condition.reasons(for: answers)
            hold(truth == .no || reasons.isEmpty, "only what is false has reasons")
            hold(reasons.allSatisfy { answers[$0.input] == $0.answer }, "they are answers")
            hold(
                !condition.inputs.allSatisfy { answers[$0] != nil } || truth != .unknown,
                "with every answer it is decided")
        }
    } catch {
        hold(
            (1...(text.unicodeScalars.count + 1)).contains(error.column),
            "a fault is at a place that is there")
    }
    return 0
}
