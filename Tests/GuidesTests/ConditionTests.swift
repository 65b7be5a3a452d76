/// Conditions: parsed, evaluated, explained.
import Guides
import Testing

struct ConditionTests {
    @Test(arguments: [
        ("a == b", "a == b"), (" a==b ", "a == b"), ("a!=b", "a != b"),
        ("a in [b,c]", "a in [b, c]"),
        ("not a == b", "not a == b"), ("not not a == b", "not not a == b"),
        ("(a == b)", "a == b"), ("((a == b))", "a == b"),
        ("a == b and c == d or e == f", "a == b and c == d or e == f"),
        ("a == b or c == d and e == f", "a == b or c == d and e == f"),
        ("(a == b or c == d) and e == f", "(a == b or c == d) and e == f"),
        ("(a == b and c == d) or e == f", "a == b and c == d or e == f"),
        ("not (a == b and c == d)", "not (a == b and c == d)"),
        ("not (a == b) and c == d", "not a == b and c == d"),
        ("a_b == c-d", "a_b == c-d"), ("a == b\n  and c == d", "a == b and c == d"),
    ])
    func `a condition is read and written one way`(text: String, canonical: String) throws {
        let condition = try Condition(text)
        #expect(condition.description == canonical)
        #expect(try Condition(canonical).description == canonical)
    }

    @Test(arguments: [
        ("", "expected-input 1 "), ("and", "expected-input 1 and"), ("a", "expected-relation 2 "),
        ("a = b", "unknown-sign 3 ="), ("a == ", "expected-option 6 "),
        ("a == not", "expected-option 6 not"), ("a in b", "expected-list 6 b"),
        ("a in []", "expected-option 7 ]"), ("a in [b", "expected-list-end 8 "),
        ("a in [b c]", "expected-list-end 9 c"), ("(a == b", "expected-closing 8 "),
        ("a == b)", "expected-end 7 )"), ("a == b c", "expected-end 8 c"),
        ("a == b and", "expected-input 11 "), ("a == ż", "unknown-sign 6 ż"),
        ("a <= b", "unknown-sign 3 <="), ("a == 'b'", "unknown-sign 6 '"),
        (String(repeating: "(", count: 33), "nested-too-deeply 33 ("),
        (String(repeating: "not ", count: 33) + "a == b", "nested-too-deeply 129 not"),
    ])
    func `what is no condition is refused where it shows`(text: String, expected: String) {
        do throws(ConditionError) {
            let condition = try Condition(text)
            Issue.record("\(condition) was read")
        } catch {
            #expect("\(error.reason.rawValue) \(error.column) \(error.found)" == expected)
        }
    }

    /// The answers are a = x, b = y; c has none.
    @Test(arguments: [
        ("a == x", "yes"), ("a == y", "no a=x"), ("c == x", "unknown"), ("a != y", "yes"),
        ("a != x", "no a=x"), ("c != x", "unknown"), ("a in [y, x]", "yes"),
        ("a in [y, z]", "no a=x"), ("c in [x]", "unknown"), ("not a == x", "no a=x"),
        ("not a == y", "yes"), ("not c == x", "unknown"), ("a == x and b == y", "yes"),
        ("a == y and c == x", "no a=x"), ("c == x and a == y", "no a=x"),
        ("a == x and c == x", "unknown"), ("a == y and b == x", "no a=x b=y"),
        ("a == x or c == x", "yes"), ("a == y or c == x", "unknown"),
        ("a == y or b == x", "no a=x b=y"), ("not (a == x or c == y)", "no a=x"),
        ("not (a == x and b == y)", "no a=x b=y"), ("a == y and a == z", "no a=x"),
        ("not (a == y or b == x)", "yes"), ("b == y and (a == y or c == x)", "unknown"),
    ])
    func `three answers and the reasons for a no`(text: String, expected: String) throws {
        let condition = try Condition(text)
        let answers = ["a": "x", "b": "y"]
        let reasons = condition.reasons(for: answers).map { " \($0.input)=\($0.answer)" }
        #expect("\(condition.truth(for: answers))\(reasons.joined())" == expected)
    }

    @Test func `the inputs of a condition are told once`() throws {
        let condition = try Condition("a == b or not (c == d and a != e)")
        #expect(condition.inputs == ["a", "c"])
        #expect(condition.comparisons.map(\.column) == [1, 16, 27])
    }

    @Test func `a long condition is read`() throws {
        let text = Array(repeating: "a == b", count: 10_000).joined(separator: " and ")
        let condition = try Condition(text)
        #expect(condition.truth(for: ["a": "b"]) == .yes)
        #expect(condition.reasons(for: ["a": "c"]).count == 1)
    }
}
